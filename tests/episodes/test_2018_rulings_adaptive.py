"""Governments that decide go the way of 2018 to 2023 in most replicates, and not without cause."""

from collections import defaultdict

import pytest

from tests.living import lived
from tradesim.docking import dock
from tradesim.policies.wto_complaint import CONSULTATIONS, WITHDRAWN
from tradesim.scenario import Scenario, load, without
from tradesim.world.log import Kind

pytestmark = pytest.mark.once("what shipped scenarios come to, by engines that others run")

REPLICATES = range(40)
YEARS = 156
"""Weeks that a long stalemate lasts at least."""

Week = int | None


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load("2018_rulings_adaptive")


def moments(scenario: Scenario) -> dict[int, dict[tuple[str, str], int]]:
    """Return, for each replicate, the first week of what its governments did."""
    recording = lived(scenario, REPLICATES)
    layout = recording.layout
    found: dict[int, dict[tuple[str, str], int]] = defaultdict(dict)
    for week, number, row, run, value in recording.events:
        kind = Kind(int(number))
        if kind > Kind.COMPLAINT:
            continue
        of_lever = kind in {Kind.CONTROL_IN_FORCE, Kind.CONTROL_LIFTED}
        who = layout.levers[int(row)].name if of_lever else layout.relation_pairs[int(row)][0]
        what = f"{kind.name} {value:.0f}" if kind is Kind.COMPLAINT else kind.name
        found[int(run)].setdefault((what, who), int(week))
    return found


def is_the_story(weeks: dict[tuple[str, str], int]) -> bool:
    """Say whether curb, removal, mirror, complaint, stalemate and thaw come in their order."""
    removal, mirror = "white-list removal of Korea", "mirror removal of Japan"
    wanted = [
        ("CONTROL_IN_FORCE", "curb on HF gas"),
        ("CONTROL_IN_FORCE", removal),
        ("CONTROL_IN_FORCE", mirror),
        (f"COMPLAINT {CONSULTATIONS}", "KOR"),
        ("CONTROL_LIFTED", "curb on HF gas"),
        (f"COMPLAINT {WITHDRAWN}", "KOR"),
        ("CONTROL_LIFTED", mirror),
        ("CONTROL_LIFTED", removal),
    ]
    if any(moment not in weeks for moment in wanted):
        return False
    curb, removed, mirrored, filed, lifted, withdrawn, restored, last = (weeks[m] for m in wanted)
    first_step_down = min(week for (what, _), week in weeks.items() if what == "MOVED_DOWN")
    last_step_up = max(weeks["MOVED_UP", "KOR"], removed, mirrored)
    in_order = curb < min(removed, mirrored) and curb < filed and lifted <= withdrawn < last
    return in_order and first_step_down - last_step_up >= YEARS and restored < last


def test_most_replicates_tell_the_story(scenario: Scenario) -> None:
    told = [is_the_story(weeks) for weeks in moments(scenario).values()]
    assert sum(told) > 0.6 * len(REPLICATES)


def test_without_the_rulings_no_rung_moves(scenario: Scenario) -> None:
    calm, _ = without(scenario, ["court rulings"])
    assert len(moments(calm)) <= 0.05 * len(REPLICATES)


def test_governments_differ_in_domestic_cost_and_procedures_alone(scenario: Scenario) -> None:
    for country in scenario.countries:
        own = country.model_fields_set - {"code", "name", "mode", "reaction", "decisions_per_week"}
        assert own == set()
    assert set(type(scenario.countries[0].reaction).model_fields) == {
        "domestic_cost_weight",
        "notice_weeks",
        "removal_weeks",
        "restoration_weeks",
    }


def test_it_docks(scenario: Scenario) -> None:
    assert dock(scenario, [0]).bit_equal
