"""What a run found, as the printed summary tells it."""

import math

import pytest

import tradesim
from tradesim.results.findings import Findings
from tradesim.scenario import Scenario, apply


@pytest.fixture(scope="module")
def findings(result: tradesim.Result) -> Findings:
    return Findings(result.records)


def test_imports_are_told_from_before_to_the_end(findings: Findings) -> None:
    acid, film = findings.markets
    course = findings.imports(acid, "AAA")
    assert course.before.mean == pytest.approx(80)
    assert 0.0 <= course.lowest.mean < 0.2 * course.before.mean
    assert course.change_lowest.mean < -0.8
    assert course.change_end.mean > -0.5
    assert findings.imports(acid) == course  # nobody else sells it from abroad
    assert findings.imports(film).before.mean > 0.0


def test_stock_is_told_in_weeks_of_use(findings: Findings) -> None:
    cover = findings.cover(findings.markets[0])
    assert cover.before.mean == pytest.approx(4)
    assert cover.lowest.mean < 1.0 < cover.end.mean


def test_measures_are_those_of_the_summary(result: tradesim.Result, findings: Findings) -> None:
    summary = result.summary
    row = summary[(summary["measure"] == "licences_filed") & (summary["item"] == "film")]
    told = findings.measure("licences_filed", findings.markets[1], "AAA")
    assert told.mean == row["mean"].item()
    assert math.isnan(findings.measure("no_such_measure").mean)
    losses = {actor: loss.mean for actor, _, loss in findings.losses()}
    assert losses["Beta Devices"] > 0.0


def test_a_calm_world_stays_as_it_was(scenario: Scenario) -> None:
    calm = scenario.model_copy(update={"policies": [], "shocks": [], "variants": {}})
    findings = Findings(tradesim.run(calm).records)
    assert len(findings.markets) == 3
    for market in findings.markets:
        assert findings.threatened(market) == ()
        course = findings.imports(market)
        assert course.lowest.mean == pytest.approx(course.before.mean)
        assert course.end.mean == pytest.approx(course.before.mean)


def test_a_run_shorter_than_the_window_has_no_lowest_quarter(scenario: Scenario) -> None:
    brief = apply(
        scenario.model_copy(update={"policies": [], "shocks": [], "variants": {}}),
        {"end": "2019-02-24"},
    )
    findings = Findings(tradesim.run(brief).records)
    course = findings.imports(findings.markets[0])
    assert not course.lowest.is_known
    assert course.end.mean == pytest.approx(course.before.mean)
