"""Settings in one block: each as if it had run alone, and only what one block can hold."""

import gc
import tracemalloc
from itertools import product

import pytest

from tests.web.conftest import CLASSROOM, FEW, stage_of
from tradesim.errors import OverrideError
from tradesim.web.levers import Change, Positions
from tradesim.web.page import Stage
from tradesim.web.playing import Player
from tradesim.web.together import differing, shape_of
from tradesim.web.workers import CalledOffError


def all_settings(stage: Stage) -> list[Positions]:
    return list(product(*(range(len(lever.positions)) for lever in stage.board.levers)))


def alike(stage: Stage) -> list[list[Positions]]:
    groups: dict[object, list[Positions]] = {}
    for setting in all_settings(stage):
        groups.setdefault(shape_of(stage.board.change(setting)), []).append(setting)
    return list(groups.values())


def test_settings_of_one_block_are_each_as_if_they_had_run_alone(stage: Stage) -> None:
    groups = [group for group in alike(stage) if len(group) > 1]
    assert groups
    for group in groups:
        made = [stage.board.made(setting) for setting in group]
        changes = [stage.board.change(setting) for setting in group]
        columns = differing(made, changes)
        assert columns
        alone = [Player(stage).run(setting) for setting in group]
        assert Player(stage).runs(group, FEW) == alone
        assert len({str(run["charts"]) for run in alone}) > 1


def test_settings_that_no_block_can_hold_are_still_all_played(stage: Stage) -> None:
    chosen = [group[0] for group in alike(stage)]
    assert len(chosen) > 1
    player = Player(stage)
    assert player.runs(chosen, FEW) == [player.run(setting) for setting in chosen]


def test_a_setting_that_does_not_fit_takes_no_other_with_it(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    player, fault = Player(stage), OverrideError("policies.curb", "it does not fit.")
    good, bad = alike(stage)[0][:2]
    made = player._made
    monkeypatch.setattr(player, "_made", lambda each: fault if each == bad else made(each))
    assert player.runs([bad, good], FEW) == [fault, Player(stage).run(good)]


def test_what_is_left_out_or_written_in_words_needs_a_block_of_its_own() -> None:
    base = Change((), {"policies.curb.until": 3, "policies.curb.items": ["acid"]})
    assert shape_of(base) == shape_of(Change((), {**base.values, "policies.curb.until": 4}))
    assert shape_of(base) != shape_of(Change(("curb",), base.values))
    assert shape_of(base) != shape_of(Change((), {**base.values, "policies.curb.items": ["gas"]}))
    assert shape_of(base) != shape_of(Change((), {**base.values, "policies.curb.strict": True}))


def test_runs_stop_when_who_counts_the_weeks_says_so(stage: Stage) -> None:
    weeks = 0

    def lived(runs: int) -> None:
        nonlocal weeks
        assert runs == 2 * FEW
        weeks += 1
        if weeks == 3:
            raise CalledOffError("enough")

    pair = next(group for group in alike(stage) if len(group) > 1)[:2]
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


def test_panels_of_a_block_are_gone_before_the_next_of_another_size(stage: Stage) -> None:
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
        player.runs([(1, 1, 0)], 64)
        left, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
        gc.enable()
    assert left < 0.7 * kept
    assert peak < 1.2 * kept
