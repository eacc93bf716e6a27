"""A report written to a file, in the form that was asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from tradesim.errors import OutputError, ReportError
from tradesim.limits import said_by_system
from tradesim.reporting.figures import save_png
from tradesim.reporting.report.document import Report
from tradesim.reporting.report.markdown import markdown
from tradesim.reporting.report.page import html
from tradesim.reporting.report.word import word
from tradesim.results.whole import write_in_one, write_into

Form = Literal["html", "md", "pdf", "docx"]

FORMS: tuple[Form, ...] = ("html", "md", "pdf", "docx")

INSTALL = (
    "A PDF needs WeasyPrint, which is not installed: pip install 'tradesim[pdf]'. "
    "The HTML report prints well from any browser, too."
)

LIBRARY = (
    "A PDF needs the library Pango, which WeasyPrint did not find ({reason}). On Debian or Ubuntu: "
    "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; on macOS: brew install "
    "pango. The HTML report prints well from any browser, too."
)


def save(report: Report, path: Path, form: Form) -> Path:
    """Write a report; an earlier report there is replaced.

    Args:
        report: The report.
        path: The file.
        form: ``html``, ``md``, ``pdf`` or ``docx``.

    Returns:
        The file.

    Raises:
        OutputError: It cannot be written.
        ReportError: A PDF or DOCX was asked for, and what makes it is not installed.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if form == "md":
            _save_markdown(report, path)
        else:
            _write(path, WRITERS[form](report))
    except OSError as error:
        said = f"{path}: the report cannot be written: {said_by_system(error)}."
        raise OutputError(said) from error
    return path


def pdf(page: str) -> bytes:
    """Return a page as a PDF; nothing is fetched for it.

    Raises:
        ReportError: WeasyPrint, or the library it draws with, is not installed.
    """
    try:
        import weasyprint  # noqa: PLC0415  (an extra)
    except ImportError:
        raise ReportError(INSTALL) from None
    except OSError as error:
        reason = str(error).splitlines()[0]
        raise ReportError(LIBRARY.format(reason=reason)) from None
    written: bytes = weasyprint.HTML(string=page, url_fetcher=_refuse).write_pdf()
    return written


def _refuse(url: str, *_: Any, **__: Any) -> Any:
    raise ValueError(f"a report needs nothing from elsewhere, not even {url}")


def _save_markdown(report: Report, path: Path) -> None:
    folder = path.with_name(f"{path.stem}_figures")

    def draw(place: Path) -> None:
        """Write the figures into a folder."""
        for drawing in report.drawings():
            save_png(drawing.figure, place / f"{drawing.name}.png")

    write_into(folder, draw)
    _write(path, markdown(report, folder.name).encode())


def _write(path: Path, content: bytes) -> None:
    """Write a file as a whole or not at all."""
    write_in_one(path, lambda beside: beside.write_bytes(content))


WRITERS: dict[Form, Callable[[Report], bytes]] = {
    "html": lambda report: html(report).encode(),
    "pdf": lambda report: pdf(html(report, paper=True)),
    "docx": word,
}
"""What makes a report of one file."""
