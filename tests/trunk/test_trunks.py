"""Weeks that settings share are lived once, and every number is as if each had run alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from tradesim.measures.panels import WAITING
from tradesim.measures.recording import Recording
from tradesim.scenario import Scenario, apply, load, without
from tradesim.scenario.bundled import scenario_names, scenario_path
from tradesim.trunk.alongside import alongside
from tradesim.trunk.block import TrunkBlock
from tradesim.trunk.panel_memory import PanelMemory, Past
from tradesim.trunk.parting import parting_week
from tradesim.trunk.trunks import Trunks, apart
from tradesim.web.levers import Positions
from tradesim.web.page import Stage
from tradesim.web.together import dated_in
from tradesim.web.workers import CalledOffError
from tradesim.world.build import build_world

RUNS = 2

WITH_LEVERS = {
    "2019_curbs": True,
    "2019_full_ban": True,
    "2019_no_substitution": True,
    "2019_stockpile_first": True,
    "2019_white_list": True,
    "2024_advanced_node": True,
    "ai_demand": True,
    "chips_act": False,
}
"""Every shipped scenario with levers, and whether its settings have weeks in common."""

GAS = "curb on HF gas"
EARLY = "policies.chipmakers hold more HF.effective"


def kept_weeks(stage: Stage) -> tuple[int, ...]:
    levers = stage.board.levers
    return apart({week for lever in levers for week in dated_in(lever, stage.scenario)})


def alone(scenario: Scenario, runs: int = RUNS) -> Recording:
    return Trunks(()).simulated(alongside([scenario]), runs)


def assert_same(one: Recording, other: Recording) -> None:
    assert one.panels.keys() == other.panels.keys()
    for name, panel in one.panels.items():
        np.testing.assert_array_equal(panel, other.panels[name], name)
    assert set(one.seldom) == set(WAITING)
    for name in WAITING:
        for run in range(len(one.replicates)):
            np.testing.assert_array_equal(one.of_run(name, run), other.of_run(name, run), name)
    np.testing.assert_array_equal(one.events, other.events)


@pytest.fixture(scope="module")
def curbs() -> Scenario:
    return load("2019_curbs")


def ends(stage: Stage) -> list[Positions]:
    """The default, each lever moved to its ends, and all of them at their last position."""
    levers, default = stage.board.levers, stage.board.defaults
    last = tuple(len(lever.positions) - 1 for lever in levers)
    moved = [
        (*default[:row], end, *default[row + 1 :])
        for row in range(len(levers))
        for end in (0, last[row])
    ]
    return list(dict.fromkeys([default, *moved, last]))


@pytest.mark.slow
@pytest.mark.parametrize("name", WITH_LEVERS)
def test_settings_with_levers_moved_are_each_as_if_they_had_run_alone(name: str) -> None:
    """Each lever to its ends; where the levers are those of another world, the last one alone."""
    stage = Stage(name, load(name), RUNS)
    trunks = Trunks(kept_weeks(stage))
    settings = ends(stage)
    has_own = "\nlevers:" in scenario_path(name).read_text(encoding="utf-8")
    for setting in settings if has_own else (settings[0], *settings[-2:]):
        scenario = stage.board.made(setting)
        assert_same(trunks.simulated(alongside([scenario]), RUNS), alone(scenario))
    assert bool(trunks.shared) == WITH_LEVERS[name]


def test_the_scenarios_with_levers_are_all_named_here() -> None:
    assert {name for name in scenario_names() if load(name).levers} == set(WITH_LEVERS)


def test_a_block_of_settings_begins_where_each_of_them_parts(curbs: Scenario) -> None:
    trunks = Trunks((39, 78))
    first = apply(curbs, {EARLY: "2018-10-01"})
    trunks.simulated(alongside([curbs]), RUNS)
    trunks.simulated(alongside([first]), RUNS)
    terms = "policies.curb on liquid HF.terms.review_weeks"
    pair = [apply(each, {terms: 30}) for each in (curbs, first)]
    before = trunks.shared
    together = trunks.simulated(alongside(pair), RUNS)
    assert trunks.shared - before == 78 * 2 * RUNS
    for place, scenario in enumerate(pair):
        single = alone(scenario)
        runs = slice(place * RUNS, (place + 1) * RUNS)
        for name, panel in single.panels.items():
            np.testing.assert_array_equal(together.panels[name][..., runs], panel, name)


@pytest.mark.once("asks of the shipped page what tests/web asks of a small one")
def test_fewer_runs_begin_where_more_of_them_stand_and_not_the_other_way(curbs: Scenario) -> None:
    trunks = Trunks((78,))
    trunks.simulated(alongside([curbs]), 3)
    strict = apply(curbs, {"policies.curb on HF gas.terms.approval_odds": 0})
    assert_same(trunks.simulated(alongside([strict]), 2), alone(strict, 2))
    assert trunks.shared == 78 * 2
    assert_same(trunks.simulated(alongside([strict]), 4), alone(strict, 4))
    assert trunks.shared == 78 * 2


def _variants(curbs: Scenario) -> Sequence[tuple[Scenario, Scenario]]:
    """Pairs that a date alone would take for the same until week 78, and that are not."""
    permits = apply(curbs, {"policies.fast-track permits.effective": "2018-02-01"})
    plants = [p.name for p in curbs.policies if p.kind == "substitution_investment"]
    behaviour = apply(curbs, {"behaviour.share_inertia": 0.09})
    watched = {"watch": "stock_cover", "item": "hf_gas", "country": "KOR", "below": 100}
    ban = {"kind": "export_ban", "name": GAS, "imposer": "JPN", "partner": "KOR"}
    ruled = ban | {"items": ["hf_gas"], "effective": "2018-03-01", "when": watched}
    held = apply(curbs, {f"policies.{GAS}": ruled})
    return [
        (held, without(held, ["curb on EUV resist"])[0]),
        (permits, without(permits, plants[:3])[0]),
        (curbs, behaviour),
        (without(curbs, ["curb on liquid HF"])[0], curbs),
    ]


@pytest.mark.once("asks of the shipped page what tests/web asks of a small one")
@pytest.mark.parametrize("pair", range(4))
def test_what_differs_before_is_not_shared(curbs: Scenario, pair: int) -> None:
    one, other = _variants(curbs)[pair]
    trunks = Trunks((78,))
    trunks.simulated(alongside([one]), RUNS)
    assert_same(trunks.simulated(alongside([other]), RUNS), alone(other))
    assert not trunks.shared


def test_all_that_no_week_changes_is_compared(curbs: Scenario) -> None:
    def block() -> TrunkBlock:
        return TrunkBlock(build_world(curbs, curbs.seed, [0]), [curbs], [0])

    moment = block().moment(0, 0)
    prices, learnt = (moment.fixed[f"supplier.{n}"] for n in ("baseline_price", "first_experience"))
    unbuilt = moment.fixed["supplier.baseline_sales"][:, 0] == 0.0
    assert unbuilt.any()
    assert block().may_begin(0, moment)
    learnt[unbuilt] += 1.0
    assert block().may_begin(0, moment)
    learnt[~unbuilt] += 1.0
    assert not block().may_begin(0, moment)
    learnt[~unbuilt] -= 1.0
    prices[0] += 1.0
    assert not block().may_begin(0, moment)


def test_what_is_kept_is_bounded_and_what_is_called_off_spoils_nothing(curbs: Scenario) -> None:
    def lived(_: int) -> None:
        nonlocal weeks
        weeks += 1
        if weeks == 100:
            raise CalledOffError("enough")

    weeks, trunks = 0, Trunks((39, 78))
    with pytest.raises(CalledOffError):
        trunks.simulated(alongside([curbs]), RUNS, lived)
    weeks = 1000
    assert_same(trunks.simulated(alongside([curbs]), RUNS), alone(curbs))
    assert trunks.shared == 78 * RUNS
    less = (trunks.size - 1) / 1e6
    small = Trunks((39, 78), megabytes=less)
    small.simulated(alongside([curbs]), RUNS)
    assert 0 < small.size <= less * 1e6
    none = Trunks((39, 78), megabytes=0)
    none.simulated(alongside([curbs]), RUNS)
    assert none.size == 0


class Noted(PanelMemory):
    """Memory that notes which settings began where their past stood already."""

    def __init__(self) -> None:
        super().__init__()
        self.stood: list[bool] = []

    def begin(self, place: int, past: Past) -> bool:
        self.stood.append(super().begin(place, past))
        return self.stood[-1]


@pytest.mark.once("asks of the shipped page what tests/web asks of a small one")
def test_blocks_write_over_one_memory_and_nothing_that_stands_there_already(
    curbs: Scenario,
) -> None:
    trunks, memory = Trunks((78,)), Noted()
    strict, late = (apply(curbs, {f"policies.{GAS}.review_weeks": weeks}) for weeks in (30, 40))

    def lived(*scenarios: Scenario) -> Recording:
        return trunks.simulated(alongside(scenarios), RUNS, None, memory)

    lived(curbs)
    assert_same(lived(strict), alone(strict))
    assert_same(lived(late), alone(late))
    assert memory.stood == [False, True]
    lived(strict, late)
    size = memory.size
    for _ in range(2):
        both = lived(late, strict)
        for place, each in enumerate((late, strict)):
            part = both.panels["arrivals"][:, :, place * RUNS : (place + 1) * RUNS]
            np.testing.assert_array_equal(part, alone(each).panels["arrivals"])
        assert_same(lived(strict), alone(strict))
    alike, other = [True, True], [False, False]
    assert memory.stood == [False, True, *other, *alike, False, *other, False]
    assert memory.size == size


def test_scenarios_part_at_the_first_date_of_what_differs(curbs: Scenario) -> None:
    assert parting_week(curbs, curbs) == 313
    assert parting_week(curbs, apply(curbs, {})) == 313
    later = apply(curbs, {"policies.white-list removal of Korea.effective": "2019-09-30"})
    assert parting_week(curbs, later) == 83
    assert parting_week(curbs, apply(curbs, {EARLY: "2018-10-01"})) == 39
    assert parting_week(curbs, apply(curbs, {"seed": 2})) == 0
    listed = load("2019_white_list")
    complaint = without(listed, ["complaint about the curbs"])[0]
    assert parting_week(listed, complaint) == 0


def test_moments_lie_apart() -> None:
    assert apart([83, 0, 78, 39, 80, 86]) == (39, 78, 86)
