"""Sizes by name and style files: what they change, and what is said of a bad one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reporting.inspection import misplaced, texts
from tradesim.errors import StyleError
from tradesim.reporting.figures import draw_all, save_all
from tradesim.reporting.labels import text_width
from tradesim.reporting.look import SIZES, look_of, settings_of, without_effect
from tradesim.reporting.style import PALETTE, applied, distinct, worn
from tradesim.reporting.svg import svg
from tradesim.results import Result

STYLE = """
# for a journal
font.family: serif
font.serif: No Such Font, DejaVu Serif
font.size: 8   # points
lines.linewidth: 0.9
axes.prop_cycle: cycler("color", ["000000", "#1b9e77"])
axes.facecolor: "#eeeeee"
svg.fonttype: path
"""


@pytest.fixture
def style(tmp_path: Path) -> Path:
    file = tmp_path / "journal.mplstyle"
    file.write_text(STYLE, encoding="utf-8")
    return file


def problems_of(folder: Path, text: str) -> list[str]:
    file = folder / "bad.mplstyle"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(StyleError) as caught:
        settings_of(file)
    assert caught.value.path == str(file)
    return [str(problem) for problem in caught.value.problems]


def test_all_bad_lines_of_a_style_file_are_told_together(tmp_path: Path) -> None:
    text = "# fine\nfont.sise: 8\n\nlines.linewidth = 2\nfont.size: big\nfont.family: Nowhere\n"
    unknown, no_colon, bad_value, no_font = problems_of(tmp_path, text)
    assert unknown == "line 2, font.sise: no setting of Matplotlib. Did you mean 'font.size'?"
    assert no_colon.startswith("line 4, lines.linewidth = 2: a line is 'NAME: VALUE'")
    assert bad_value.startswith("line 5, font.size: 'big' cannot be used: ")
    assert no_font == "line 6, font.family: none of these fonts is installed: Nowhere."


def test_a_style_file_that_is_not_there_or_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(StyleError, match="there is no such file"):
        look_of("slide", tmp_path / "nowhere.mplstyle")
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(StyleError, match="no text in UTF-8"):
        look_of("slide", tmp_path / "bytes")


def test_a_style_file_sets_type_lines_and_colours_and_nothing_else(style: Path) -> None:
    plain, styled = look_of("column", None), look_of("column", style)
    assert styled.size.text == pytest.approx(8.0)
    assert styled.size.small / styled.size.text == pytest.approx(plain.size.small / plain.size.text)
    assert styled.size.line == pytest.approx(0.9)
    assert styled.settings["font.serif"] == ["DejaVu Serif"]
    assert without_effect(style) == ["axes.facecolor"]
    assert "axes.facecolor" not in styled.settings
    assert distinct(2) == list(PALETTE[:2])
    with worn(styled):
        assert distinct(3)[:2] == ["#000000", "#1b9e77"]
        assert len(set(distinct(6, first=7))) == len(distinct(6)), "few colours go round, changed"
    assert distinct(2) == list(PALETTE[:2])


def test_texts_are_measured_in_the_font_of_the_style(style: Path) -> None:
    with applied():
        sans = text_width("Output of buyers", 8.0)
    with worn(look_of("slide", style)), applied():
        serif = text_width("Output of buyers", 8.0)
    assert serif != sans


@pytest.mark.parametrize("size", ["column", "two-columns"])
def test_figures_for_a_journal_have_its_width_and_no_text_over_another(
    result: Result, size: str
) -> None:
    with worn(look_of(size, None)):
        figures = draw_all(result)
    for name, figure in figures.items():
        assert figure.get_figwidth() == SIZES[size].width, name
        assert misplaced(figure) == [], name


def test_a_narrow_figure_names_its_events_below_and_cuts_none_short(result: Result) -> None:
    with worn(look_of("column", None)):
        figures = draw_all(result)
    alone = [figure for figure in figures.values() if len(figure.axes) == 1]
    assert alone
    for figure in alone:
        said = [text.get_text() for text in texts(figure)]
        assert any(text.startswith("Vertical lines:") for text in said), said
        assert not any(text.endswith("…") for text in said), said


@pytest.mark.once("asks what Matplotlib writes of figures that other tests draw")
def test_figures_for_a_journal_are_written_as_pdf_with_their_fonts(
    result: Result, style: Path, tmp_path: Path
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    with worn(look_of("column", style)):
        paths = save_all(result, second)
        save_all(result, first)
    for path in paths:
        assert path.read_bytes() == (first / path.name).read_bytes(), path.name
    pdfs = [path.read_bytes() for path in paths if path.suffix == ".pdf"]
    assert 3 * len(pdfs) == len(paths)
    for pdf in pdfs:
        assert b"/FontFile2" in pdf  # TrueType, embedded
        assert b"DejaVuSerif" in pdf
        assert b"DejaVuSans" not in pdf
    drawings = [path.read_text(encoding="utf-8") for path in paths if path.suffix == ".svg"]
    assert not any("<text" in drawing for drawing in drawings)


def test_a_slide_is_written_without_pdf_as_before(result: Result, tmp_path: Path) -> None:
    assert {path.suffix for path in save_all(result, tmp_path)} == {".png", ".svg"}
    figure = next(iter(draw_all(result).values()))
    assert "<text" in svg(figure, "one")
