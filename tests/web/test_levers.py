"""Positions of levers: what they leave out and set, and the command that says the same."""

import shlex

import pytest

from tests.web.conftest import BARE, CLASSROOM, stage_of
from tradesim.cli.run import ask
from tradesim.results.manifest import scenario_hash
from tradesim.scenario import load, scenario_names, without
from tradesim.web.asking import run_asked
from tradesim.web.grid import MOST_RUNS, distinct, grid_of
from tradesim.web.levers import Board, Positions
from tradesim.web.page import Stage
from tradesim.web.refusing import RefusedError


def asked(stage: Stage, positions: Positions) -> str:
    """Return the hash of the scenario that the command line makes."""
    words = shlex.split(stage.board.change(positions).command(stage.name, stage.replicates))
    assert words[:2] == ["tradesim", "run"]
    assert words[-2:] == ["--replicates", str(stage.replicates)]
    options = list(zip(words[3:-2:2], words[4:-2:2], strict=True))
    sets = [value for option, value in options if option == "--set"]
    left_out = [value for option, value in options if option == "--without"]
    return scenario_hash(ask(words[2], sets, None, left_out).scenario)


def test_levers_at_their_defaults_change_nothing(stage: Stage) -> None:
    change = stage.board.change(stage.board.defaults)
    assert change.without == ()
    assert change.values == {}
    assert scenario_hash(stage.board.made(stage.board.defaults)) == scenario_hash(stage.scenario)


def test_every_setting_is_what_its_command_says(stage: Stage) -> None:
    for positions in grid_of(stage.board).settings:
        made = scenario_hash(stage.board.made(positions))
        assert asked(stage, positions) == made, positions


def test_a_value_of_a_policy_that_is_left_out_or_replaced_goes(stage: Stage) -> None:
    board = stage.board
    assert board.change((0, 2, 0)).values == {}
    assert list(board.change((2, 2, 0)).values) == ["policies.acid curb"]
    assert list(board.change((1, 2, 0)).values) == ["policies.acid curb.terms.review_weeks"]


def test_settings_that_are_the_same_world_are_played_once(stage: Stage) -> None:
    settings = grid_of(stage.board).settings
    data = distinct(stage.board, settings)
    assert len(settings) == 18
    assert len(set(data)) == 10  # without a curb, or under a ban, no review matters
    assert data[settings.index((0, 0, 1))] == data[settings.index((0, 2, 1))]
    assert data[settings.index((1, 0, 1))] != data[settings.index((1, 2, 1))]


def test_dates_that_must_move_together_can_be_set_on_the_command_line(stage: Stage) -> None:
    assert asked(stage, (1, 1, 1)) == scenario_hash(stage.board.made((1, 1, 1)))


def test_a_scenario_without_levers_gets_one_for_each_policy_that_answers_none() -> None:
    stage = stage_of(BARE)
    board = stage.board
    assert [lever.name for lever in board.levers] == ["acid curb", "list removal", "reserve"]
    assert board.defaults == (1, 1, 1)
    reduced, _ = without(stage.scenario, ["acid curb"])
    assert scenario_hash(board.made((0, 1, 1))) == scenario_hash(reduced)
    assert "film plant" in board.levers[0].help


def test_a_scenario_without_baselines_is_held_against_no_policy() -> None:
    board = stage_of(BARE).board
    assert {name: board.baseline(name) for name in board.baselines} == {
        "as written": (1, 1, 1),
        "without policies": (0, 0, 0),
    }
    assert board.named()[-1] == (0, 0, 0)
    assert board.levers[0].label == "Acid curb"
    own = stage_of(CLASSROOM).scenario.model_copy(update={"baselines": {}})
    assert list(Board.of(own).baselines) == ["as written"]


def test_a_baseline_stands_at_the_default_of_levers_it_does_not_name(stage: Stage) -> None:
    assert stage.board.baseline("no_curb") == (0, 1, 0)


def test_a_large_board_is_thinned_but_keeps_defaults_and_ends() -> None:
    board = Board.of(load("2019_curbs"))
    bare = board.scenario.model_copy(
        update={"page": board.scenario.page.model_copy(update={"baked": {}})}
    )
    grid = grid_of(Board(bare, board.levers))
    assert 100 <= len(grid.settings) <= MOST_RUNS
    for lever, kept in zip(board.levers, grid.kept, strict=True):
        assert {0, lever.default, len(lever.positions) - 1} <= set(kept)


@pytest.mark.once("asks of each shipped scenario what others ask of one")
@pytest.mark.parametrize("name", scenario_names())
def test_the_levers_of_every_shipped_scenario_can_be_moved(name: str) -> None:
    stage = stage_of_name(name)
    board = stage.board
    assert board.levers
    extremes = [tuple(0 for _ in board.levers), tuple(len(v.positions) - 1 for v in board.levers)]
    for positions in (*extremes, *map(board.baseline, stage.scenario.baselines)):
        made = board.made(positions)
        assert made.policies is not None
        assert asked(stage, positions) == scenario_hash(made)


def stage_of_name(name: str) -> Stage:
    from tradesim.web.checking import load_for_page  # noqa: PLC0415

    return Stage(name, load_for_page(name), 2)


def test_one_lever_and_one_position_are_counted_in_the_singular(stage: Stage) -> None:
    (lever, *_) = stage.scenario.levers
    with pytest.raises(RefusedError, match=r"has 2 positions, but there is 1 lever\. Write"):
        run_asked(b'{"positions": [0, 0]}', (lever,))
    with pytest.raises(RefusedError, match=r"has 1 position, but there are 2 levers\. Write"):
        run_asked(b'{"positions": [0]}', (lever, lever))


def test_a_scenario_is_made_once_of_positions_that_are_asked_for_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tradesim.web.levers.MOST_KNOWN", 2)
    board = Stage("2019_curbs", load("2019_curbs")).board
    first, *others = grid_of(board).settings[:3]
    made = board.made(first)
    board.made(others[0])
    assert board.made(list(first)) is made
    board.made(others[1])
    assert board.made(first) is not made
    assert board.made(first) == made
