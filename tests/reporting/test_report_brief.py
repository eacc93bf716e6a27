"""A brief: three sentences, a figure, a table and what it rests on, on one page; DOCX files."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import docx
import pytest
import weasyprint
import yaml

from tests.source_tree import REPOSITORY
from tradesim.errors import ReportError
from tradesim.reporting.report.brief import MOST_ROWS, brief, grounds_of, three_sentences
from tradesim.reporting.report.document import Drawing, Report, Table, Text
from tradesim.reporting.report.page import html
from tradesim.reporting.report.sentences import how_often
from tradesim.reporting.report.source import of_result
from tradesim.reporting.report.subject import Subject
from tradesim.reporting.report.word import BRIEF_HEIGHT_CM, word
from tradesim.results import Result, run
from tradesim.scenario import load

WORLD = REPOSITORY / "tests" / "worlds" / "two_countries.yaml"


@pytest.fixture(scope="module")
def made(result: Result) -> Report:
    return brief(of_result(result))


def test_a_brief_has_three_sentences_a_figure_and_a_table(made: Report) -> None:
    (section,) = made.sections
    leads = [block for block in section.blocks if isinstance(block, Text) and block.tone == "lead"]
    assert len(leads) == 3
    assert sum(isinstance(block, Drawing) for block in section.blocks) == 1
    (table,) = (block for block in section.blocks if isinstance(block, Table))
    assert 0 < len(table.rows) <= MOST_ROWS


def test_a_brief_fits_on_one_page_of_paper(made: Report) -> None:
    pages = weasyprint.HTML(string=html(made, paper=True)).render().pages
    assert len(pages) == 1


def test_a_brief_of_many_countries_and_long_sentences_fits_on_one_page() -> None:
    """Seven countries, six rows with bands and a long list of judgements took two."""
    wide = brief(of_result(run(load("2023_graphite"), replicates=2)))
    assert len(weasyprint.HTML(string=html(wide, paper=True)).render().pages) == 1


def test_a_brief_in_docx_is_set_for_one_page(made: Report) -> None:
    read = docx.Document(io.BytesIO(word(made)))
    assert read.inline_shapes[0].height.cm <= BRIEF_HEIGHT_CM + 0.01
    assert max(run.font.size.pt for p in read.paragraphs[1:] for run in p.runs if run.text) <= 10.5


def test_figures_are_called_in_words_and_one_of_a_kind(tmp_path: Path) -> None:
    document = yaml.safe_load(WORLD.read_text(encoding="utf-8"))
    document["items"][0]["maximum_cover_weeks"]["range"] = [5, 40]
    for buyer in document["buyers"]:
        buyer["noise"] = {"value": 0.01, "judgement": "a guess", "range": [0.005, 0.05]}
    assert len(document["buyers"]) > 1
    path = tmp_path / "guessed.yaml"
    path.write_text(yaml.safe_dump(document), encoding="utf-8")
    told = grounds_of(Subject(of_result(run(load(path), engine="ensemble"))))
    first = document["buyers"][0]["name"]
    assert (
        f"The least certain: weekly noise of demand ({first}) and most stock that can be kept "
        "(acid)."
    ) in told


def test_a_run_alone_says_that_it_is_one_and_counts_no_runs(single: Result, result: Result) -> None:
    alone, several = (Subject(of_result(each)) for each in (single, result))
    assert "This is a run alone" in grounds_of(alone)
    assert "Bands" not in grounds_of(alone)
    assert "Bands are of chance alone" in grounds_of(several)
    assert how_often(alone, 1.0) == ""
    assert how_often(several, 1.0) == " in every run"
    assert how_often(several, 1 / 3) == " in 33 % of runs"


def test_a_world_without_policies_has_a_brief(calm: Result) -> None:
    assert html(brief(of_result(calm)))
    assert three_sentences(Subject(of_result(calm)))


def test_a_docx_holds_every_sentence_the_table_and_the_figure(made: Report) -> None:
    read = docx.Document(io.BytesIO(word(made)))
    texts = [paragraph.text for paragraph in read.paragraphs]
    (section,) = made.sections
    assert [block.text for block in section.blocks if isinstance(block, Text)] == [
        text for text in texts if text in {b.text for b in section.blocks if isinstance(b, Text)}
    ]
    (table,) = (block for block in section.blocks if isinstance(block, Table))
    cells = [[cell.text for cell in row.cells] for row in read.tables[0].rows]
    assert cells[0] == list(table.columns)
    assert [row[0] for row in cells[1:]] == [row[0] for row in table.rows]
    (drawing,) = (block for block in section.blocks if isinstance(block, Drawing))
    assert len(read.inline_shapes) == 1
    assert read.inline_shapes[0]._inline.docPr.get("descr") == drawing.caption


def test_a_docx_has_the_same_bytes_twice(made: Report) -> None:
    assert word(made) == word(made)


def test_without_python_docx_it_says_how_to_get_it(
    made: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(ReportError, match="tradesim\\[docx\\]"):
        word(made)
