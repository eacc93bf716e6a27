"""Reports in every form, with names that would break out of it if they could."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import pytest

from tests.reporting.pages import Page
from tradesim.errors import OutputError, ReportError
from tradesim.reporting.report import saving
from tradesim.reporting.report.document import Report
from tradesim.reporting.report.markdown import markdown, plain
from tradesim.reporting.report.observed import Evidence
from tradesim.reporting.report.page import html
from tradesim.reporting.report.run_report import run_report
from tradesim.reporting.report.source import read_run
from tradesim.reporting.report.word import word
from tradesim.results import Result, run
from tradesim.scenario import Scenario

ATTACK = "<script>alert(1)</script>"
STYLE = ' style="}</style><img src=//x.example/y>'


@pytest.fixture(scope="module")
def hostile(scenario: Scenario) -> Scenario:
    """The small world, with markup wherever a scenario has room for words."""
    text = scenario.model_dump_json()
    for name in ("acid curb", "film plant", "Alpha Films", "Beta Devices", "Betaland", "it spoils"):
        text = text.replace(f'"{name}"', f'"{name} <script>alert(1)<|script>"')
    for name in ("Alphaland", "round figure"):
        text = text.replace(f'"{name}"', '"' + (name + STYLE).replace('"', '\\"') + '"')
    made = Scenario.model_validate_json(text)
    items = [
        made.items[0].model_copy(update={"label": f"A*c*id `x` | [y](z) {ATTACK}"}),
        *made.items[1:],
    ]
    return made.model_copy(
        update={"title": f"# Two {ATTACK}\n- x", "description": ATTACK * 2, "items": items}
    )


@pytest.fixture(scope="module")
def report(hostile: Scenario, tmp_path_factory: pytest.TempPathFactory) -> Report:
    made = run(hostile, replicates=2)
    folder = tmp_path_factory.mktemp("hostile") / "run"
    made.write(folder, figures=False, facts={"command": f"tradesim run '{ATTACK}' ```"})
    return run_report(read_run(folder), Evidence(notes=(ATTACK,)))


def test_no_name_becomes_markup_in_a_page(report: Report) -> None:
    text = html(report)
    found = Page(text)
    assert found.faults == []
    assert not {"script", "img"} & set(found.tags)
    assert found.fetched == []
    assert "<script" not in text.lower()
    assert "<img" not in text.lower()
    assert ATTACK in found.text, "it is shown as it was written"


def test_no_name_becomes_a_style(report: Report) -> None:
    text = html(report)
    (style,) = re.findall(r"<style>\n:root.*?</style>", text, re.DOTALL)
    assert "example" not in style


def test_no_name_becomes_markup_in_a_page_for_paper(report: Report) -> None:
    assert "<script" not in html(report, paper=True).lower()


def test_no_name_becomes_markup_in_markdown(report: Report) -> None:
    text = markdown(report, "figures")
    fences = re.compile(r"^(`{3,})sh\n.*?^\1$", re.DOTALL | re.MULTILINE)
    outside = fences.sub("", text)
    assert "<script" not in outside.lower()
    assert "&lt;script&gt;" in outside
    assert "````sh" in text, "a fence is longer than what it holds"
    assert text.startswith("# \\# Two ")


def test_a_table_of_markdown_has_as_many_cells_in_every_row(report: Report) -> None:
    width = 0
    for line in markdown(report, "figures").splitlines():
        cells = len(re.findall(r"(?<!\\)\|", line)) if line.startswith("|") else 0
        assert not (cells and width) or cells == width, line
        width = cells


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("a < b & c", "a &lt; b &amp; c"),
        ("1. first", "1\\. first"),
        ("2) second", "2\\) second"),
        ("- one", "\\- one"),
        ("# one", "\\# one"),
        ("x\n\n# y", "x # y"),
        ("2019-07-04", "2019-07-04"),
        ("4.5 % (3.2 % to -5.5 %), 2019-07-04", "4.5 % (3.2 % to -5.5 %), 2019-07-04"),
        ("![i](http://x)", "!\\[i\\](http:&#47;&#47;x)"),
        ("2019_curbs, __init__", "2019_curbs, \\_\\_init\\_\\_"),
        ("*a* _b_ `c` | d", "\\*a\\* \\_b\\_ \\`c\\` \\| d"),
    ],
)
def test_markdown_shows_a_text_as_it_is(given: str, shown: str) -> None:
    assert plain(given) == shown


@pytest.fixture(scope="module")
def friendly(result: Result, tmp_path_factory: pytest.TempPathFactory) -> Report:
    folder = result.write(tmp_path_factory.mktemp("friendly") / "run", figures=False)
    return run_report(read_run(folder), Evidence())


def test_a_docx_says_nothing_of_when_it_was_made(report: Report) -> None:
    read = docx.Document(io.BytesIO(word(report))).core_properties
    assert (read.created, read.modified) == (None, None)


def test_names_stay_text_in_a_docx(report: Report) -> None:
    read = docx.Document(io.BytesIO(word(report)))
    texts = [paragraph.text for paragraph in read.paragraphs]
    assert report.title in texts
    assert any(ATTACK in text for text in texts)


def test_markdown_has_its_figures_in_a_folder_beside(friendly: Report, tmp_path: Path) -> None:
    path = saving.save(friendly, tmp_path / "story.md", "md")
    named = set(re.findall(r"\]\(<([^>]+)>\)", path.read_text(encoding="utf-8")))
    there = {f"story_figures/{f.name}" for f in (tmp_path / "story_figures").iterdir()}
    assert named == there
    assert len(named) == len(friendly.drawings())


def test_each_form_is_the_same_twice(friendly: Report, tmp_path: Path) -> None:
    for form in ("html", "md"):
        paths = [saving.save(friendly, tmp_path / f"{n}/a.{form}", form) for n in (1, 2)]
        assert paths[0].read_bytes() == paths[1].read_bytes()
    one, two = (sorted((tmp_path / f"{n}/a_figures").iterdir()) for n in (1, 2))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


def test_a_pdf_is_a_pdf_with_all_its_pages(friendly: Report, tmp_path: Path) -> None:
    try:
        import weasyprint  # noqa: F401, PLC0415
    except (ImportError, OSError) as error:
        pytest.skip(f"WeasyPrint cannot be used here: {error}")
    path = saving.save(friendly, tmp_path / "a.pdf", "pdf")
    content = path.read_bytes()
    assert content.startswith(b"%PDF-")
    assert 20_000 < len(content) < 1_000_000


def test_without_weasyprint_a_pdf_says_how_to_get_it(
    friendly: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "weasyprint", None)
    with pytest.raises(ReportError, match=r"pip install 'tradesim\[pdf\]'"):
        saving.save(friendly, tmp_path / "a.pdf", "pdf")
    assert list(tmp_path.iterdir()) == []


def test_without_pango_a_pdf_says_how_to_get_it(
    friendly: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(name: str, *rest: object) -> object:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'\nmore")
        return real(name, *rest)

    real = __import__("builtins").__import__
    monkeypatch.setattr("builtins.__import__", refuse)
    with pytest.raises(ReportError, match="apt install libpango") as caught:
        saving.save(friendly, tmp_path / "a.pdf", "pdf")
    assert "\n" not in str(caught.value)


def test_a_report_that_cannot_be_written_says_so(friendly: Report, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="cannot be written"):
        saving.save(friendly, tmp_path / "file" / "a.html", "html")
