"""``tradesim report``: one page that tells what a run or a batch found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tradesim.cli import looks, options
from tradesim.cli.edge import say
from tradesim.cli.grouping import wrong_usage
from tradesim.cli.progress import status
from tradesim.cli.report_depth import depth_of
from tradesim.cli.trusting import trusted
from tradesim.errors import ReportError

if TYPE_CHECKING:
    from tradesim.reporting.report.document import Report
    from tradesim.reporting.report.saving import Form

ChosenFormat = Annotated[
    Literal["html", "md", "pdf", "docx", "brief"] | None,
    typer.Option(
        "--format",
        help="As the file's name says, or html, where nothing is said. brief: one page, as HTML, "
        "PDF or DOCX by the name of the file.",
    ),
]

Out = Annotated[
    Path | None,
    typer.Option("--out", "-o", metavar="FILE", help="Where to write instead of DIR/report.html."),
]


ChosenDepth = Annotated[
    Literal["plain", "full"],
    typer.Option(
        "--depth",
        help="full: also the world without controls, and what the answer hangs on. It takes "
        "further runs, which are kept in DIR.",
    ),
]


def report(
    folder: options.Folder,
    chosen: ChosenFormat = None,
    out: Out = None,
    depth: ChosenDepth = "plain",
    style: looks.Style = None,
    trust: options.Trust = False,
) -> None:
    """Write a report of a run or a batch: one HTML page, Markdown, a PDF or DOCX; or a brief.

    It is made from the folder alone. Exit status 1: the folder is not what a run or a batch wrote,
    or the report cannot be written; 2: an option does not go with another, or with the folder.
    """
    from tradesim.reporting.report.saving import save
    from tradesim.reporting.report.source import is_batch
    from tradesim.results.whole import check_file

    look = looks.worn_look(looks.FigureSize.slide, style)
    form_asked = None if chosen == "brief" else chosen
    is_brief, full = chosen == "brief", depth == "full"
    kind = "brief" if is_brief else "report"
    with wrong_usage(ReportError):
        if out is not None:
            check_target(folder, out)
        form = form_of(out, form_asked)
    of_batch = is_batch(folder)
    with wrong_usage(ReportError):
        _check_fits(folder, of_batch=of_batch, is_brief=is_brief, full=full)
    target = folder / f"{kind}.{form}" if out is None else out
    check_file(target)
    with look, trusted(folder, trust=trust):
        made = (
            _brief_of(folder, trust=trust)
            if is_brief
            else report_of(folder, trust=trust, full=full)
        )
        with status(f"writing the {kind}", silent=False):
            written = save(made, target, form)
    say(f"{kind.capitalize()}: {written}")


def _check_fits(folder: Path, *, of_batch: bool, is_brief: bool, full: bool) -> None:
    """Refuse options that do not go with each other, or with what stands in the folder.

    Raises:
        ReportError: A batch is to have a brief or depth, or a brief depth.
    """
    if full and is_brief:
        raise ReportError("--depth full is for the report: a brief is one page.")
    if is_brief and of_batch:
        said = "a brief is of a run, and this is a batch. Leave out --format brief for its report."
        raise ReportError(f"{folder}: {said}")
    if full and of_batch:
        raise ReportError(f"{folder}: --depth full is of a run, and this is a batch.")


def report_of(folder: Path, *, trust: bool = False, full: bool = False) -> Report:
    """Return the report of what stands in a folder.

    Args:
        folder: The folder.
        trust: Whether it is read whatever its seal says.
        full: Whether that of a run also holds what takes further runs.

    Raises:
        ReportError: Neither a run nor a batch stands there whole.
        AnalysisError: The runs of a batch cannot be analysed.
    """
    from tradesim.reporting.report.source import is_batch, read_run

    if is_batch(folder):
        return _of_batch(folder, trust=trust)
    from tradesim.evidence.stored import observed_of
    from tradesim.reporting.report.observed import Evidence
    from tradesim.reporting.report.run_report import run_report

    files = read_run(folder, trust=trust)
    depth = depth_of(folder, files, trust=trust) if full else None
    pairs, notes = observed_of(files.records)
    return run_report(files, Evidence(pairs, tuple(notes)), depth)


def _brief_of(folder: Path, *, trust: bool) -> Report:
    """Return the brief of a run, with the world without controls where a report has kept it.

    Raises:
        ReportError: No run stands there whole.
    """
    from tradesim.experiments.store.kept_depth import read_depth
    from tradesim.reporting.report.brief import brief
    from tradesim.reporting.report.source import read_run

    files = read_run(folder, trust=trust)
    return brief(files, read_depth(folder, dict(files.manifest), trust=trust))


def _of_batch(folder: Path, *, trust: bool) -> Report:
    from tradesim.experiments import analysis
    from tradesim.experiments.store.reading import read_batch
    from tradesim.reporting.report.batch_report import batch_report

    batch = read_batch(folder, trust=trust)
    try:
        found = analysis.analyse(analysis.runs_of(batch))
    except (KeyError, TypeError, ValueError) as error:
        raise ReportError(
            f"{folder}: the manifest or the table of runs is of another version of tradesim "
            f"({type(error).__name__}: {error}). Run the batch again."
        ) from None
    return batch_report(found, batch.manifest)


def form_of(out: Path | None, chosen: Form | None, *, can_choose: bool = True) -> Form:
    """Return the format that was asked for, by name or by the ending of the file.

    Args:
        out: The file.
        chosen: The format, where it was named.
        can_choose: Whether the command has ``--format``.

    Raises:
        ReportError: The ending is none of a report, or another than the format.
    """
    from tradesim.reporting.report.saving import FORMS

    if out is None:
        return chosen or "html"
    ending = {"htm": "html", "markdown": "md"}.get(out.suffix.lower()[1:], out.suffix.lower()[1:])
    found = next((form for form in FORMS if form == ending), None)
    if found is None and chosen is None:
        known = ", ".join(f".{form}" for form in FORMS)
        todo = "Add one, or give --format." if can_choose else "Add one."
        raise ReportError(f"{out}: its name ends in none of {known}. {todo}")
    if found and chosen and found != chosen:
        raise ReportError(f"{out}: its name says {found}, but --format says {chosen}.")
    return found or chosen or "html"


def check_target(folder: Path, target: Path) -> None:
    """Refuse to write over what a run or a batch wrote.

    Raises:
        ReportError: The target is a folder, or one of the files the report is made from.
    """
    from tradesim.experiments.store.kept_depth import NAME as DEPTH
    from tradesim.reporting.report.source import FILES

    if target.is_dir():
        raise ReportError(f"{target}: this is a folder. Name a file, such as {target}/report.html.")
    if target.name in {*FILES, DEPTH} and target.parent.resolve() == folder.resolve():
        raise ReportError(f"{target}: the run's own file is not written over. Name another file.")
