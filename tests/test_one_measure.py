"""A measure is added in one place and found in all that tell of measures."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.source_tree import REPOSITORY
from tradesim.errors import MeasureError
from tradesim.experiments import read_batch, run_experiment
from tradesim.experiments.analysis import analyse, runs_of
from tradesim.experiments.comparison import Comparison, compare
from tradesim.experiments.executors import Inline
from tradesim.measures.catalogue import MEASURES
from tradesim.measures.definitions import outcomes_markdown
from tradesim.measures.markets import Market
from tradesim.measures.measure import USD, Measure, OfEachMarket, Role
from tradesim.measures.measured import Measured, of_market
from tradesim.measures.spans import total
from tradesim.measures.summary import measure_all
from tradesim.reporting.digest import digest
from tradesim.reporting.report.compare_report import Setting, compare_report
from tradesim.reporting.report.markdown import markdown
from tradesim.reporting.report.observed import Evidence
from tradesim.reporting.report.run_report import run_report
from tradesim.reporting.report.source import of_result
from tradesim.results import run
from tradesim.results.tables import summary_document
from tradesim.scenario import Scenario, load, without
from tradesim.web.page import Stage, page_document

WORLD = REPOSITORY / "tests" / "worlds" / "two_countries.yaml"

EXPERIMENT = f"""
name: small
scenario: {WORLD}
vary:
  behaviour.patience_weeks: {{values: [5, 20], unit: week}}
variants:
  as written: {{}}
  no curb: {{variant: no_curb}}
replicates: 2
"""


def handled(market: Market) -> list[Measured]:
    return [of_market("handling_fee", market, 0.001 * total(market.quantity()))]


FEE = Measure(
    "handling_fee",
    "A fee of USD 1000 for each unit that arrives in a market.",
    USD,
    function=OfEachMarket(handled),
    label="Fees for handling",
    sentence="fees for handling {item} in {destination}",
    role=Role.COST,
    rank=1,
    account="Harbours, {item}",
    tile="{item}: fees",
)


@pytest.fixture(autouse=True)
def _fee() -> Iterator[None]:
    with MEASURES.also(FEE):
        yield


@pytest.fixture
def scenario() -> Scenario:
    return load(WORLD)


@pytest.fixture
def comparison(scenario: Scenario) -> Comparison:
    free = without(scenario, ["acid curb"])[0]
    return compare((free, scenario), ("free", "curbed"), 3, 1)


def test_the_summary_and_the_data_dictionary_hold_it(scenario: Scenario) -> None:
    document = summary_document(run(scenario, replicates=2).records)
    assert "handling_fee" in {row["measure"] for row in document["measures"]}
    assert document["definitions"]["handling_fee"] == FEE.meaning
    assert f"| `handling_fee` | {FEE.meaning} | USD million | tradesim |" in outcomes_markdown()


def test_the_report_of_a_run_tells_it_and_who_paid_it(scenario: Scenario) -> None:
    report = markdown(run_report(of_result(run(scenario, replicates=2)), Evidence()), "")
    assert "| Harbours, Acid |" in report
    assert "| handling fee |" in report


def test_a_comparison_tells_it_first(comparison: Comparison) -> None:
    assert comparison.outcomes[0].measure == "handling_fee"
    setting = Setting(("Free", "Curbed"), 3, 1)
    said = markdown(compare_report(comparison, setting), "")
    assert "| fees for handling acid in Betaland | USD million |" in said


def test_the_page_shows_it(scenario: Scenario) -> None:
    shown = page_document(Stage("world", scenario, 2), "server")["outcomes"]
    tile = next(each for each in shown if each["measure"].startswith("handling_fee"))
    assert tile["label"] == "Acid: fees"
    assert (tile["unit"], tile["better"], tile["help"]) == (USD, "lower", FEE.meaning)


def test_a_batch_records_it_and_its_analysis_counts_it_as_a_cost(tmp_path: Path) -> None:
    file = tmp_path / "small.yaml"
    file.write_text(EXPERIMENT, encoding="utf-8")
    folder = run_experiment(file, tmp_path / "out", executor=Inline()).folder
    found = analyse(runs_of(read_batch(folder)))
    cost = next(objective for objective in found.objectives if objective.role == "cost")
    assert any(column.startswith("handling_fee") for column in cost.columns)
    assert any(outcome.measure == "handling_fee" for outcome in found.shown)
    told = " ".join(cell for section in digest(found) for row in section.rows for cell in row)
    assert "Fees for handling film in Betaland" in told


def test_a_measure_that_no_entry_holds_is_refused(scenario: Scenario) -> None:
    recording = run(scenario, replicates=1, engine="ensemble").recording
    stray = OfEachMarket(lambda market: [of_market("stray", market, total(market.quantity()))])
    entry = Measure("other", "Other.", USD, function=stray, label="Other")
    with MEASURES.also(entry), pytest.raises(MeasureError, match="'stray' was measured"):
        measure_all(recording)


def test_two_measures_of_one_name_are_refused() -> None:
    with pytest.raises(MeasureError, match="two measures"), MEASURES.also(FEE):
        pass


def test_a_measure_of_another_package_that_fails_is_named(scenario: Scenario) -> None:
    recording = run(scenario, replicates=1, engine="ensemble").recording
    entry = Measure("odd", "Odd.", USD, function=lambda _: [1 / 0], label="Odd")
    with MEASURES.also(entry), pytest.raises(MeasureError, match=r"'odd' .* ZeroDivisionError"):
        measure_all(recording)
