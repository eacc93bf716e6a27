"""A report as a DOCX file, for those who go on writing in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

from tradesim.errors import ReportError
from tradesim.reporting.report.document import (
    Branch,
    Bullets,
    Cell,
    Code,
    Drawing,
    Fold,
    Panels,
    Report,
    SectionPart,
    Subheading,
    Table,
    Text,
    Tiles,
    Tree,
)
from tradesim.reporting.report.numbers import Number
from tradesim.reporting.sheet import DPI
from tradesim.reporting.style import applied

INSTALL = (
    "A DOCX needs python-docx, which is not installed: pip install 'tradesim[docx]'. "
    "Word and LibreOffice open the HTML report, too."
)

MARGIN_CM, WIDTH_CM, SMALL_CM = 2.0, 17.0, 8.4
"""Margins of a page of A4, width of a figure, and of a small one."""

HEIGHT_CM = 8.2
"""Height of a figure at most."""

BRIEF_MARGIN_CM, BRIEF_HEIGHT_CM = 1.5, 5.6
"""Margins of a brief and height of its figure, so that it is one page."""

BRIEF_LETTER = {12.0: 10.5, 9.0: 8.0}
"""Size of letters of a brief by what it is in a report, points."""

LETTER = {"lead": 12.0, "plain": 10.5, "note": 9.0}
"""Size of letters by tone, points."""

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every file within, so that the same report has the same bytes."""


def word(report: Report) -> bytes:
    """Return a report as DOCX; what is folded away in HTML is opened, long tables left out.

    Raises:
        ReportError: python-docx is not installed.
    """
    try:
        import docx  # noqa: PLC0415  (an extra)
        from docx.shared import Cm  # noqa: PLC0415
    except ImportError:
        raise ReportError(INSTALL) from None
    made = docx.Document()
    for part in made.sections:
        part.page_width, part.page_height = Cm(21.0), Cm(29.7)
    _set_margins(made, MARGIN_CM)
    made.core_properties.title = report.title
    made.core_properties.author = "tradesim"
    _undate(made)
    made.add_heading(report.title, level=0 if not report.is_brief else 1)
    _paragraph(made, f"{report.kicker}. {'; '.join(report.facts)}", "note")
    for section in report.sections:
        if not report.is_brief:
            made.add_heading(section.title, level=1)
        for block in section.blocks:
            _add(made, block)
    if report.is_brief:
        _onto_one_page(made)
    written = io.BytesIO()
    made.save(written)
    return _timeless(written.getvalue())


def _undate(made: Any) -> None:
    """Take out when the document was made: what the template of python-docx says, 2013."""
    parts = made.part.package.iter_parts()
    core = next(part.element for part in parts if part.partname == "/docProps/core.xml")
    for dated in core.xpath("dcterms:created | dcterms:modified"):
        core.remove(dated)


def _set_margins(made: Any, centimetres: float) -> None:
    from docx.shared import Cm  # noqa: PLC0415

    for part in made.sections:
        part.left_margin = part.right_margin = Cm(centimetres)
        part.top_margin = part.bottom_margin = Cm(centimetres)


def _onto_one_page(made: Any) -> None:
    """Narrow what a brief is set in: margins, letters, lines and its figure."""
    from docx.shared import Cm, Pt  # noqa: PLC0415

    _set_margins(made, BRIEF_MARGIN_CM)
    for paragraph in made.paragraphs:
        paragraph.paragraph_format.line_spacing = 1.0
        for run in paragraph.runs:
            if run.font.size is not None:
                run.font.size = Pt(BRIEF_LETTER.get(run.font.size.pt, run.font.size.pt))
                run.bold = False
    for shape in made.inline_shapes:
        scale = min(1.0, Cm(BRIEF_HEIGHT_CM) / shape.height)
        shape.width, shape.height = int(shape.width * scale), int(shape.height * scale)
    for table in made.tables:
        for cell in table._cells:  # noqa: SLF001  (by rows it takes a second)
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)


def _timeless(content: bytes) -> bytes:
    """Return a zip file in which no file has a time of its own."""
    given, made = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(entry, given.read(name))
    return made.getvalue()


def _add(made: Any, block: SectionPart) -> None:
    writer: Callable[[Any, Any], None] = WRITERS[type(block)]
    writer(made, block)


def _paragraph(made: Any, text: str, tone: str = "plain", style: str | None = None) -> None:
    from docx.shared import Pt  # noqa: PLC0415

    paragraph = made.add_paragraph(style=style)
    paragraph.paragraph_format.space_after = Pt(4)
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(LETTER[tone]), tone == "lead"


def _bullets(made: Any, block: Bullets) -> None:
    for item in block.items:
        _paragraph(made, item, style="List Bullet")


def _tree(made: Any, block: Tree | Branch, indent: str = "") -> None:
    for branch in block.branches:
        _paragraph(made, f"{indent}{branch.text}", style="List Bullet")
        _tree(made, branch, f"{indent}    ")


def _table(made: Any, block: Table) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.shared import Pt  # noqa: PLC0415

    _paragraph(made, block.caption, "note")
    table = made.add_table(rows=1 + len(block.rows), cols=len(block.columns), style="Table Grid")
    lines = [block.columns, *block.rows]
    for row, cells in zip(table.rows, lines, strict=True):
        for place, (cell, given) in enumerate(zip(row.cells, cells, strict=True)):
            paragraph = cell.paragraphs[0]
            run = paragraph.add_run(_said(given))
            run.font.size, run.bold = Pt(8), cells is block.columns
            if place >= block.words:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    made.add_paragraph().paragraph_format.space_after = Pt(0)


def _said(cell: Cell) -> str:
    if isinstance(cell, Number):
        return f"{cell.text} ({cell.band})" if cell.band else cell.text
    return cell


def _drawing(made: Any, block: Drawing) -> None:
    _picture(made, block, WIDTH_CM)
    _paragraph(made, block.caption, "note")


def _picture(made: Any, block: Drawing, width: float) -> None:
    """Add a picture with what it shows as its text for those who cannot see it."""
    from docx.shared import Cm  # noqa: PLC0415

    png = io.BytesIO()
    with applied():
        block.figure.savefig(png, format="png", dpi=DPI, metadata={"Software": None})
    wide, high = block.figure.get_size_inches()
    fits = min(width, HEIGHT_CM * wide / high)
    shape = made.add_picture(png, width=Cm(fits))
    shape._inline.docPr.set("descr", block.caption)  # noqa: SLF001  (it has no other way)


def _panels(made: Any, block: Panels) -> None:
    for drawing in block.drawings:
        _paragraph(made, drawing.caption)
        _picture(made, drawing, SMALL_CM)


def _tiles(made: Any, block: Tiles) -> None:
    for tile in block.tiles:
        _paragraph(made, f"{_said(tile.number)}: {tile.label}", style="List Bullet")


def _fold(made: Any, block: Fold) -> None:
    if block.is_long:
        _paragraph(made, f"{block.summary}: in the HTML report.", "note")
        return
    for inner in block.blocks:
        _add(made, inner)


WRITERS: dict[type[SectionPart], Callable[[Any, Any], None]] = {
    Text: lambda made, block: _paragraph(made, block.text, block.tone),
    Bullets: _bullets,
    Tree: _tree,
    Code: lambda made, block: _paragraph(made, block.text, "note"),
    Subheading: lambda made, block: made.add_heading(block.text, level=2),
    Table: _table,
    Drawing: _drawing,
    Panels: _panels,
    Tiles: _tiles,
    Fold: _fold,
}
"""Who writes a block."""
