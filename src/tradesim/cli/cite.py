"""``tradesim cite`` and ``tradesim archive``: what a paper needs of a result."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from tradesim.cli import options
from tradesim.cli.edge import say

Out = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="The archive; DIR.tar where absent, never over one."),
]


def cite(folder: options.Folder, trust: options.Trust = False) -> None:
    """Print what to cite for a result, as BibTeX: program, scenario, and its figures' sources."""
    _check(folder, trust=trust)
    say(_bibliography(folder).rstrip("\n"))


def archive(folder: options.Folder, out: Out = None) -> None:
    """Write one file of a result: manifest, design, results, what to cite, how to repeat it.

    The same folder gives the same bytes everywhere; 'tradesim verify FILE' checks it.
    """
    from tradesim.cli.verify import check
    from tradesim.results.archiving import SUFFIX, archive

    check(folder)
    path = out or folder.resolve().with_name(folder.resolve().name + SUFFIX)
    beside = {"CITE.bib": _bibliography(folder), "REPEAT.md": _how_to_repeat(folder)}
    count = archive(folder, path, beside)
    say(f"{count} files in {path}")
    say(f"Check it with: tradesim verify {shlex.quote(str(path))}")


def _check(folder: Path, *, trust: bool) -> None:
    """Refuse results that are not as they were written: a paper would cite what was edited."""
    from tradesim.experiments.store.reading import read_batch
    from tradesim.reporting.report.source import is_batch
    from tradesim.results.seal import check_seal

    if is_batch(folder):
        read_batch(folder, trust=trust)
    else:
        check_seal(folder, trust=trust)


def _bibliography(folder: Path) -> str:
    from tradesim.evidence.published import published_figures
    from tradesim.reporting.citing import Published, bibliography

    frame = published_figures()
    rows = zip(frame.index, frame["source"], frame["url"], strict=True)
    published = {str(number): Published(str(source), str(url)) for number, source, url in rows}
    return bibliography(_manifest(folder), published)


def _manifest(folder: Path) -> dict[str, object]:
    from tradesim.errors import ReportError
    from tradesim.records.manifest_form import MANIFEST, Form, read_manifest

    path = folder / MANIFEST
    try:
        return read_manifest(path, Form)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReportError(f"{path}: {str(reason).lower()}. Name the folder of a result.") from None


def _how_to_repeat(folder: Path) -> str:
    """Return the commands that check these results and make them again."""
    from tradesim.reporting.report.source import is_batch

    name = shlex.quote(folder.resolve().name)
    again = (
        f"tradesim batch {name}/manifest.json --out again     # every byte again"
        if is_batch(folder)
        else f"tradesim verify {name} --rerun 5     # simulate five of its runs again"
    )
    versions = _manifest(folder).get("versions")
    needed = (
        [f"- {key} {value}" for key, value in sorted(versions.items())]
        if isinstance(versions, dict)
        else []
    )
    lines = ["# How to repeat these results", "", "They were made with", "", *needed, ""]
    lines += ["```sh", f"tradesim verify {name}", again, "```", ""]
    return "\n".join(lines)
