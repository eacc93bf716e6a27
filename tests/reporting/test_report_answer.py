"""The answer of a report: whom it hit hardest, what was banned, the worst month, who sold what."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeGuard

import numpy as np
import pandas as pd
import pytest
import yaml

from tests.source_tree import REPOSITORY
from tradesim.experiments.depth import without_controls
from tradesim.experiments.store.kept_depth import Depth
from tradesim.measures.bands import Band, band_of
from tradesim.policies.supply_shock import SupplyShock
from tradesim.reporting.report.affected import (
    _how_surely,
    ranked_sentence,
    ranking,
    ranking_table,
)
from tradesim.reporting.report.answer import AGAINST
from tradesim.reporting.report.brief import brief
from tradesim.reporting.report.changes import changes
from tradesim.reporting.report.depth_sections import told_apart
from tradesim.reporting.report.document import Fold, Panels, Section, SectionPart, Table, Text
from tradesim.reporting.report.exports import exports
from tradesim.reporting.report.grounds import ScenarioFigure, _row, grounds
from tradesim.reporting.report.lowest import worst_months
from tradesim.reporting.report.money import spoken
from tradesim.reporting.report.numbers import Number, told_typical
from tradesim.reporting.report.question import question
from tradesim.reporting.report.sentences import sentences
from tradesim.reporting.report.source import of_result
from tradesim.reporting.report.subject import Subject
from tradesim.results import Result, run
from tradesim.scenario import load

WORLD = REPOSITORY / "tests" / "worlds" / "two_countries.yaml"

GAMMA = {
    "name": "Gamma Devices",
    "country": "CCC",
    "product": "lamps",
    "output": 200,
    "needs": [{"item": "acid", "baseline_use": 30, "sources": {"Alpha Chemicals": 1}}],
}
BAN = {
    "kind": "export_ban",
    "name": "ban for Gammaland",
    "imposer": "AAA",
    "partner": "CCC",
    "items": ["acid"],
    "announced": "2020-05-04",
    "effective": "2020-06-01",
}


@pytest.fixture(scope="module")
def banned(tmp_path_factory: pytest.TempPathFactory) -> Subject:
    """A world with a curb on one country and a later ban on another, which has no other source."""
    document = yaml.safe_load(WORLD.read_text(encoding="utf-8"))
    document["countries"].append({"code": "CCC", "name": "Gammaland"})
    document["buyers"].append(GAMMA)
    document["policies"].append(BAN)
    path = tmp_path_factory.mktemp("banned") / "banned.yaml"
    path.write_text(yaml.safe_dump(document), encoding="utf-8")
    return Subject(of_result(run(load(path), replicates=3)))


def test_countries_are_ranked_by_production_lost_then_by_what_fell(banned: Subject) -> None:
    found = ranking(banned)
    assert [each.country for each in found] == ["CCC", "BBB"]
    assert banned.main == "CCC"
    assert found[0].lost.mean > found[1].lost.mean
    assert found[0].loses
    said = ranked_sentence(banned)
    assert said.startswith("Of 2 countries under export control Gammaland was hit hardest: ")
    assert "of its production was lost" in said
    assert said.index("Gammaland") < said.index("Betaland")
    table = ranking_table(banned)
    assert table is not None
    assert [row[0] for row in table.rows] == ["Gammaland", "Betaland"]
    assert table.caption.endswith("at a time of its own, lies below the lowest of the mean line")


def test_what_was_said_of_the_first_is_not_said_again(tmp_path: Path) -> None:
    document = yaml.safe_load(WORLD.read_text(encoding="utf-8"))
    document["countries"].append({"code": "CCC", "name": "Gammaland"})
    document["buyers"].append(GAMMA)
    document["policies"] = [{**BAN, "partners": "all"}]
    del document["policies"][0]["partner"], document["variants"]
    path = tmp_path / "alike.yaml"
    path.write_text(yaml.safe_dump(document), encoding="utf-8")
    said = ranked_sentence(Subject(of_result(run(load(path), replicates=3))))
    assert said.count("fell by") == said.count("was lost") == 1
    assert re.search(r"; then (Beta|Gamma)land \(\d[\d.]* % and \d[\d.]* %\)\.$", said), said


def test_what_fell_is_told_with_where_it_came_from(banned: Subject) -> None:
    assert "deliveries of acid from Alphaland fell by" in ranked_sentence(banned)


def test_who_had_nothing_from_there_before_is_told_so() -> None:
    """Malaysia buys no palm oil of Indonesia: the run was said to begin too late to compare."""
    told = ranked_sentence(Subject(of_result(run(load("2022_palm_oil")))), 9)
    assert "Malaysia (nothing came from there before)" in told


def test_who_is_hit_hardest_in_some_runs_alone_is_so_on_average(banned: Subject) -> None:
    lost = {"CCC": [0.5, 0.0, 0.0], "BBB": [0.1, 0.1, 0.0]}
    measures = [
        SimpleNamespace(
            key=("output_lost_share", "", "", code, ""), destination=code, actor="",
            values=np.array(values),
        )
        for code, values in lost.items()
    ]  # fmt: skip
    some: Any = SimpleNamespace(replicates=3, records=SimpleNamespace(measures=measures))
    found = ranking(banned)
    assert _how_surely(some, found) == " on average, and in 33 % of runs"
    assert not _how_surely(banned, found)


def test_money_is_told_against_the_year_before(banned: Subject) -> None:
    assert sentences(banned)[-1].endswith(", each against the year before the first control.")


def test_a_loss_is_held_against_the_world_without_controls(banned: Subject) -> None:
    beside = without_controls(banned.scenario, 3, 1)
    depth = Depth("CCC", 3, beside, (), ())
    assert told_apart(banned, depth) == "Without the controls Gammaland would have lost nothing."
    assert not told_apart(banned, None)
    for kept, said, unsaid in ((depth, told_apart(banned, depth), AGAINST), (None, AGAINST, "!")):
        (section,) = brief(banned.files, kept).sections
        told = " ".join(block.text for block in section.blocks if isinstance(block, Text))
        assert said in told
        assert unsaid not in told


def test_figures_are_written_without_powers_of_ten_and_bare_ones() -> None:
    facts = {"value": 5e7, "unit": "1", "judgement": "a guess", "range": [1e7, 0.5]}
    _, _, value, ends = _row(ScenarioFigure("items", "Price", "", facts))
    assert isinstance(value, Number)
    assert (value.text, ends) == ("50,000,000", "10,000,000 to 0.5")


def test_one_country_alone_is_not_ranked(result: Result) -> None:
    subject = Subject(of_result(result))
    assert ranked_sentence(subject) == ""
    assert ranking_table(subject) is None


def test_the_question_names_the_instruments_and_all_they_bear_on(banned: Subject) -> None:
    asked = question(banned)
    assert "individual export licences" in asked
    assert "export ban" in asked
    assert "in Gammaland and Betaland" in asked


def test_a_ban_in_the_file_is_in_the_answer(banned: Subject) -> None:
    told = [said for said in sentences(banned) if "export ban" in said]
    assert len(told) == 1
    assert "of Alphaland on acid for Gammaland was in force from 1 Jun 2020" in told[0]
    assert told[0].endswith("nothing came in the lowest quarter and nothing in the last year.")


def test_report_and_brief_say_how_to_read_prices_after_plants_are_lost(
    banned: Subject, tmp_path: Path
) -> None:
    document = yaml.safe_load(WORLD.read_text(encoding="utf-8"))
    lost = {"kind": "supply_shock", "name": "fire", "suppliers": ["Alpha Chemicals"]}
    document["shocks"] = [{**lost, "date": "2020-05-04", "lost_share": 0.5}]
    path = tmp_path / "fire.yaml"
    path.write_text(yaml.safe_dump(document), encoding="utf-8")
    files = of_result(run(load(path)))
    caution = SupplyShock.caution
    notes = [block.text for block in grounds(Subject(files)).blocks if is_note(block)]
    assert caution in notes
    (section,) = brief(files).sections
    assert caution in [block.text for block in section.blocks if is_note(block)]
    assert not banned.scenario.cautions


def is_note(block: SectionPart) -> TypeGuard[Text]:
    """Say whether a block is a note of the report."""
    return isinstance(block, Text) and block.tone == "note"


def test_a_world_without_a_ban_tells_of_none(result: Result) -> None:
    assert not [said for said in sentences(Subject(of_result(result))) if "ban" in said]


def test_the_worst_month_is_the_lowest_after_the_first_control(result: Result) -> None:
    subject = Subject(of_result(result))
    low = worst_months(subject, ["Acid"])["Acid"]
    line = subject.deliveries("acid", "BBB", ("AAA",))
    assert line is not None
    months = pd.to_datetime(line.days, unit="D").to_period("M")
    after = months >= pd.Period("2019-07")
    assert low.quantity == line.mean[after].min()
    assert low.month == months[after][line.mean[after].argmin()].strftime("%b %Y")
    assert low.index == pytest.approx(100.0 * low.quantity / line.mean[~after].mean())
    assert low.index < 100.0


def test_exports_stand_by_month_and_destination_as_in_the_file(
    banned: Subject,
) -> None:
    (section,) = exports(banned)
    panels = next(block for block in section.blocks if isinstance(block, Panels))
    assert panels.drawings[0].caption == "Acid from Alphaland, t a month"
    fold = next(block for block in section.blocks if isinstance(block, Fold))
    (table,) = fold.blocks
    assert isinstance(table, Table)
    frame = banned.files.monthly_exports
    own = frame[(frame["customs_group"] == "acids") & (frame["origin"] == "AAA")]
    for name, code in (("Betaland", "BBB"), ("Gammaland", "CCC")):
        column = [row[table.columns.index(name)] for row in table.rows]
        written = own[own["destination"] == code].sort_values("month")["quantity"]
        assert np.allclose([cell.value for cell in column], written)  # type: ignore[union-attr]
        assert written.max() > 0.0
    assert table.columns[1] == "all countries"


def test_a_good_named_after_its_origin_is_not_from_there_twice(banned: Subject) -> None:
    label = {"label": "Acid from Alphaland"}
    items = [i.model_copy(update=label if i.name == "acid" else {}) for i in banned.scenario.items]
    named = banned.scenario.model_copy(update={"items": items})
    (section,) = exports(Subject(of_result(run(named, replicates=1))))
    panels = next(block for block in section.blocks if isinstance(block, Panels))
    assert panels.drawings[0].caption == "Acid from Alphaland, t a month"


def test_an_answer_says_which_year_before_and_which_sales(banned: Subject) -> None:
    told = " ".join(sentences(banned))
    assert re.search(r"% in the lowest quarter; in the last year they were \d+ % below", told), told
    assert "the year before the first control" in told
    assert "of sales of goods under control to Gammaland" in told


def test_who_lost_and_who_gained_are_told_with_the_weeks_over_which_each_is_counted(
    banned: Subject,
) -> None:
    """What exporters lost ends with their controls, what others gained and paid with the run."""
    lost, gained = sentences(banned)[-1].split(" while controls bound, and up to the end of the ")
    assert lost.startswith("Exporters of")
    assert gained.startswith(("run suppliers in", "run buyers in"))


def test_a_country_that_imports_nothing_has_no_empty_table(calm: Result) -> None:
    blocks = _blocks(changes(Subject(of_result(calm))))
    assert all(block.rows for block in blocks if isinstance(block, Table))


def _blocks(section: Section) -> list[SectionPart]:
    """Return the blocks of a section, those folded away too."""
    inner = [b for block in section.blocks if isinstance(block, Fold) for b in block.blocks]
    return [*section.blocks, *inner]


def test_without_a_control_no_exports_are_told(calm: Result) -> None:
    assert exports(Subject(of_result(calm))) == ()


def test_of_a_skewed_sum_the_median_is_told_and_called_so() -> None:
    skewed = band_of(np.array([0.0] * 7 + [30.0] * 3))
    assert spoken(skewed) == (
        "USD 0 million in the median run (9 on average; 90 % of runs: 0 to 30)"
    )
    told = told_typical(skewed)
    assert (told.text, told.value) == ("0", 0.0)
    assert told.band == "median; mean 9, 90 % of runs 0 to 30"


def test_of_an_even_sum_the_mean_is_told() -> None:
    even = Band(10.0, 8.0, 12.0, 10.1)
    assert spoken(even) == "USD 10 million (90 % of runs: 8 to 12)"
    assert spoken(Band(10.0, 10.0, 10.0, 10.0)) == "USD 10 million"
    assert told_typical(even).band == "8 to 12"
