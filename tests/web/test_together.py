"""Settings in one block: each as if it had run alone, and only what one block can hold."""

import gc
import tracemalloc
from collections.abc import Hashable
from itertools import product

import pytest

from tests.web.conftest import CLASSROOM, FEW, stage_of
from tradesim.errors import OverrideError
from tradesim.scenario import Scenario, load
from tradesim.trunk.same_goods import leading
from tradesim.web.levers import Change, Positions
from tradesim.web.page import Stage
from tradesim.web.playing import Player
from tradesim.web.together import shape_of
from tradesim.web.workers import CalledOffError


def all_settings(stage: Stage) -> list[Positions]:
    return list(product(*(range(len(lever.positions)) for lever in stage.board.levers)))


def test_settings_of_one_block_are_each_as_if_they_had_run_alone(stage: Stage) -> None:
    settings = all_settings(stage)
    own_goods = set(leading([stage.board.made(setting) for setting in settings]))
    assert 1 < len(own_goods) < len(settings)
    lived = 0

    def count(runs: int) -> None:
        nonlocal lived
        assert runs == FEW * len(own_goods)
        lived += 1

    together = Player(stage).runs(settings, FEW, count)
    assert lived
    assert together == [Player(stage).run(setting) for setting in settings]
    charts = {str(run["charts"]) for run in together if isinstance(run, dict)}
    assert len(charts) > 1


def test_what_a_block_cannot_hold_is_played_in_smaller_ones(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    player, made = Player(stage), stage.board.made
    first, second, third = all_settings(stage)[:3]

    def moved(each: Positions) -> Scenario:
        return made(each).model_copy(update={"title": "other"}) if each == second else made(each)

    monkeypatch.setattr(player, "_made", moved)
    blocks: list[int] = []
    found = player.runs([first, second, third], FEW, blocks.append)
    assert set(blocks) == {FEW}
    assert found == [Player(stage).run(each) for each in (first, second, third)]


def test_a_setting_that_does_not_fit_takes_no_other_with_it(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    player, fault = Player(stage), OverrideError("policies.curb", "it does not fit.")
    good, bad = all_settings(stage)[:2]
    made = player._made
    monkeypatch.setattr(player, "_made", lambda each: fault if each == bad else made(each))
    assert player.runs([bad, good], FEW) == [fault, Player(stage).run(good)]


def test_what_does_nothing_before_its_date_may_come_and_go_in_a_block() -> None:
    curbs = load("2019_curbs")
    base = Change((), {"policies.curb on HF gas.terms.review_weeks": 3})

    def shape(gone: tuple[str, ...] = (), path: str = "seed", value: object = 1) -> Hashable:
        return shape_of(Change(gone, {**base.values, path: value}), curbs)

    assert shape() == shape(path="behaviour.share_inertia", value=0.1)
    assert shape() == shape(("curb on HF gas",))
    assert shape() == shape(path="policies.curb on HF gas", value={"kind": "export_ban"})
    assert shape() != shape(path="behaviour.rule", value="other")
    assert shape() != shape(path="practice.on", value=True)
    assert shape() != shape(path="suppliers.*.capacity", value=2.0)
    programme = load("chips_act")
    name = next(policy.name for policy in programme.policies if policy.kind == "subsidy_programme")
    assert shape_of(Change((), {}), programme) != shape_of(Change((name,), {}), programme)


def test_runs_stop_when_who_counts_the_weeks_says_so(stage: Stage) -> None:
    weeks = 0

    def lived(runs: int) -> None:
        nonlocal weeks
        assert runs == 2 * FEW
        weeks += 1
        if weeks == 3:
            raise CalledOffError("enough")

    pair = all_settings(stage)[:2]
    with pytest.raises(CalledOffError):
        Player(stage).runs(pair, FEW, lived)
    assert weeks == 3


def test_few_runs_are_the_first_of_many() -> None:
    many, few = Player(stage_of(CLASSROOM, 8)), Player(stage_of(CLASSROOM, 8))
    (first,) = few.runs([(1, 1, 0)], 3)
    assert isinstance(first, dict)
    full = many.run((1, 1, 0))
    assert (first["runs"], full["runs"]) == (3, 8)
    assert first["command"] == full["command"]
    for measure, outcome in full["outcomes"].items():
        assert first["outcomes"][measure]["values"] == outcome["values"][:3]


def test_blocks_of_any_size_stand_in_the_memory_of_the_largest(stage: Stage) -> None:
    """With nothing to collect later: what one block took does not add to what the next takes."""
    player = Player(stage)
    player.runs([(1, 1, 0)], 2)  # what is worked out once
    gc.collect()
    gc.disable()
    tracemalloc.start()
    try:
        player.runs([(1, 1, 0), (1, 2, 0)], 64)
        kept, _ = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        for runs in (64, 8, 32, 64, 16):
            player.runs([(1, 1, 0)], runs)
        left, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
        gc.enable()
    assert left < 1.1 * kept
    assert peak < 1.3 * kept
