"""Leverage: the same curb a second time, against the first."""

import datetime as dt
import json

import numpy as np
import pytest
from typer.testing import CliRunner

from tests.source_tree import REPOSITORY
from tradesim import load
from tradesim.cli import app
from tradesim.ensemble import Ensemble
from tradesim.errors import OverrideError
from tradesim.experiments.harm import OUTPUT, Harm, harms
from tradesim.experiments.leverage import Leverage, _leverage, chosen, leverage, repeated
from tradesim.measures.output import output_lost
from tradesim.scenario import Scenario, apply, without

WORLD = REPOSITORY / "tests" / "worlds" / "two_countries.yaml"
CURB = ["acid curb"]


@pytest.fixture(scope="module")
def world() -> Scenario:
    return load(WORLD)


def by_name(found: list[Leverage]) -> dict[tuple[str, str], Leverage]:
    return {(each.harm.item, each.harm.name): each for each in found}


def test_the_second_curb_is_the_first_with_all_dates_later(world: Scenario) -> None:
    curb = chosen(world, CURB)
    delay = dt.timedelta(weeks=150)
    again = repeated(world, curb, delay).policies[-1]
    assert again.name == "acid curb, once more"
    first = [date.value for _, date in curb[0].dates()]
    assert [date.value for _, date in again.dates()] == [day + delay for day in first]
    assert again.model_dump()["terms"] == curb[0].model_dump()["terms"]
    assert len(first) >= 4


def test_a_curb_that_nobody_prepares_for_hurts_as_much_twice(world: Scenario) -> None:
    """No memory, no new plants, no luck with the office: the buyers stand where they stood."""
    forgetful = apply(
        without(world, ["list removal", "film plant", "reserve"])[0],
        {
            "behaviour.distrust_weight": 0,
            "behaviour.reliability_weight": 0,
            "behaviour.qualification_threshold": 1,
            "behaviour.price_pressure": 0,
            "policies.acid curb.terms.review_spread": 0,
            "policies.acid curb.terms.approval_odds": 1,
            "policies.acid curb.terms.partial_odds": 0,
            "policies.acid curb.terms.return_odds": 0,
        },
    ).model_copy(update={"shocks": []})
    found = by_name(leverage(forgetful, 4, weeks=40, controls=CURB))
    lost = found["acid", "arrivals lost"]
    assert lost.first[0] > 5
    assert lost.ratio[0] == pytest.approx(1.0, abs=0.03)


def test_buyers_who_found_other_sources_are_hurt_less(world: Scenario) -> None:
    roomy = apply(world, {"suppliers.Beta Chemicals.capacity": 200})
    found = by_name(leverage(roomy, 4, weeks=40, controls=CURB))
    lost = found["acid", "arrivals lost"]
    assert lost.first[0] > lost.second[0] > 0
    assert lost.ratio[0] == pytest.approx(lost.second[0] / lost.first[0])
    assert lost.ratio[1] <= lost.ratio[0] <= lost.ratio[2] < 0.95
    assert found["", "trade stopped"].ratio[0] < 0.95


def test_a_curb_that_changes_nothing_has_no_leverage(world: Scenario) -> None:
    at_once = apply(
        world,
        {"policies.list removal.listed_items": ["film"], "policies.list removal.review_weeks": 0},
    )
    found = leverage(at_once, 2, weeks=8, controls=["list removal"])
    output = by_name(found)["", "output lost"]
    assert output.first == (0, 0, 0)
    assert output.ratio[0] != output.ratio[0]  # not a number


def test_the_curb_is_all_that_the_first_imposer_put_on_the_partner(world: Scenario) -> None:
    assert [control.name for control in chosen(world, [])] == ["acid curb", "list removal"]


@pytest.mark.parametrize(
    ("change", "names", "said"),
    [
        ({}, ["acid crub"], "this is no dated control \\('acid curb', 'list removal'\\)"),
        (
            {"policies.list removal.imposer": "BBB", "policies.list removal.partner": "AAA"},
            ["acid curb", "list removal"],
            "aimed at BBB, AAA",
        ),
        ({"policies.acid curb.lifted": "2031-01-01"}, [], "still in force at the end"),
    ],
)
def test_what_cannot_be_repeated_is_refused(
    world: Scenario, change: dict[str, str], names: list[str], said: str
) -> None:
    with pytest.raises(OverrideError, match=said):
        leverage(apply(world, change) if change else world, 2, controls=names)
    with pytest.raises(OverrideError, match="no dated export control"):
        leverage(without(world, ["acid curb", "list removal"])[0], 2)


def test_a_control_that_nobody_named_is_not_spoken_of(world: Scenario) -> None:
    free = without(world, ["acid curb", "list removal"])[0]
    with pytest.raises(OverrideError) as caught:
        leverage(free, 2)
    assert str(caught.value).startswith("scenario two_countries: it has no dated export control")
    binding = apply(world, {"policies.acid curb.lifted": "2031-01-01"})
    with pytest.raises(OverrideError, match=r"^policy acid curb: it is still in force"):
        leverage(binding, 2)
    with pytest.raises(OverrideError, match=r"^--control acid curb: it is still in force"):
        leverage(binding, 2, controls=CURB)


def test_a_quotient_of_few_runs_is_held_by_its_interval_as_often_as_it_says() -> None:
    rng = np.random.default_rng(4)
    held = 0
    for _ in range(1500):
        shared = rng.normal(10.0, 1.0, 4)
        first, second = shared + rng.normal(0.0, 0.5, 4), 0.5 * shared + rng.normal(0.0, 0.5, 4)
        zero = np.zeros(4)
        low, high = _leverage(Harm("x", "t", rises=True), first, zero, second, zero).ratio[1:]
        held += low <= 0.5 <= high
    assert 0.935 < held / 1500 < 0.965


def test_few_replicates_are_told_of() -> None:
    few, enough = (
        CliRunner().invoke(app, ["leverage", str(WORLD), "-n", count, "--weeks", "10"])
        for count in ("3", "10")
    )
    assert "With 3 replicates, intervals are Student's t" in few.stderr
    assert "Student" not in enough.output


def test_the_command_tells_what_the_function_returns() -> None:
    arguments = ["leverage", str(WORLD), "-n", "3", "--weeks", "30"]
    told = CliRunner().invoke(app, arguments)
    assert told.exit_code == 0
    assert "Acid: arrivals lost, weeks of use" in told.stdout
    said = "Repeated: 'acid curb' and 'list removal', of Alphaland on Betaland, announced from "
    assert f"{said}1 Jul 2019 on, and once more from 2 Jan 2022 on." in told.stdout
    document = json.loads(CliRunner().invoke(app, [*arguments, "--json"]).stdout)
    found = by_name(leverage(load(WORLD), 3, weeks=30))
    for entry in document:
        assert entry["controls"] == ["acid curb", "list removal"]
        same = found[entry["item"] or "", entry["harm"]]
        assert entry["first"]["mean"] == pytest.approx(same.first[0], nan_ok=True)
    wrong = CliRunner().invoke(app, [*arguments, "--control", "x"])
    assert wrong.exit_code != 0


def test_a_span_that_the_scenario_does_not_hold_is_refused(world: Scenario) -> None:
    with pytest.raises(OverrideError, match="only 130 weeks are left"):
        leverage(world, 2, weeks=200)


def test_lost_output_is_that_of_the_measure(world: Scenario) -> None:
    """Plants weigh by the value of their output, as in output_lost_weeks."""
    recording = next(Ensemble(world, range(2)).recordings())
    whole = slice(0, recording.weeks)
    found = harms(recording, chosen(world, CURB), whole)[OUTPUT]
    figures = {figure.key: figure for figure in output_lost(recording)}
    asked = figures["output_lost_weeks", "", "", "BBB", ""].values
    assert found == pytest.approx(asked)
    assert asked.max() > 0
