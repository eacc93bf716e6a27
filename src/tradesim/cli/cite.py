"""``tradesim cite``: what a paper that uses a result has to name."""

from __future__ import annotations

from pathlib import Path

from tradesim.cli import options
from tradesim.cli.edge import say


def cite(folder: options.Folder, trust: options.Trust = False) -> None:
    """Print what to cite for a result, as BibTeX: program, scenario, and its figures' sources."""
    _check(folder, trust=trust)
    say(bibliography_of(folder).rstrip("\n"))


def _check(folder: Path, *, trust: bool) -> None:
    """Refuse results that are not as they were written: a paper would cite what was edited."""
    from tradesim.experiments.store.reading import read_batch
    from tradesim.reporting.report.source import is_batch
    from tradesim.results.seal import check_seal

    if is_batch(folder):
        read_batch(folder, trust=trust)
    else:
        check_seal(folder, trust=trust)


def bibliography_of(folder: Path) -> str:
    """Return what to cite for a result, as BibTeX."""
    from tradesim.evidence.published import published_figures
    from tradesim.reporting.citing import Published, bibliography

    frame = published_figures()
    rows = zip(frame.index, frame["source"], frame["url"], strict=True)
    published = {str(number): Published(str(source), str(url)) for number, source, url in rows}
    return bibliography(manifest_of(folder), published)


def manifest_of(folder: Path) -> dict[str, object]:
    """Return what the manifest of a result says.

    Raises:
        ReportError: The folder has none, or it cannot be read.
    """
    from tradesim.errors import ReportError
    from tradesim.records.manifest_form import MANIFEST, Form, read_manifest

    path = folder / MANIFEST
    try:
        return read_manifest(path, Form)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReportError(f"{path}: {str(reason).lower()}. Name the folder of a result.") from None
