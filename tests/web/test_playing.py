"""A run of the page: the same numbers as the command line, and bands that are bands."""

import datetime as dt
import json
import re
import shlex
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from tests.source_tree import REPOSITORY
from tests.web.conftest import BARE, CLASSROOM, FEW, stage_of
from tradesim.cli import app
from tradesim.experiments.columns import column_key
from tradesim.measures.bands import bands
from tradesim.measures.spans import lately
from tradesim.web.drawing import away, nearest_to_mean
from tradesim.web.levers import Positions
from tradesim.web.numbers import listed, rounded
from tradesim.web.page import Stage, page_document
from tradesim.web.playing import Player
from tradesim.wording.dates import day


def english(told: Any) -> str:
    """Return a sentence of a run in English, as the browser puts it together."""
    if not isinstance(told, dict):
        return str(told)
    if "date" in told:
        return day(dt.date.fromisoformat(told["date"]))
    if "many" in told:
        form = told["one"] if told["count"] == 1 else told["many"]
        return str(form.format(count=told["count"]))
    return str(
        told["text"].format(**{name: english(part) for name, part in told["values"].items()})
    )


def in_english(run: dict[str, Any]) -> list[str]:
    return [english(told) for _, told in run["sentences"]]


@pytest.fixture(scope="module")
def player(stage: Stage) -> Player:
    return Player(stage)


@pytest.fixture(scope="module")
def played(player: Player) -> dict[str, Any]:
    return player.run((1, 1, 0))


@pytest.mark.parametrize("positions", [(1, 1, 0), (1, 2, 1), (2, 1, 0), (0, 1, 0)])
def test_the_command_of_a_run_gives_its_numbers(
    player: Player, positions: Positions, tmp_path: Path
) -> None:
    run = player.run(positions)
    words = shlex.split(run["command"])
    out = tmp_path / "run"
    extra = ["--quick", "--no-figures", "--quiet", "--out", str(out)]
    done = CliRunner().invoke(app, [*words[1:], *extra])
    assert done.exit_code == 0, done.stderr
    summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    assert summary["replicates"] == FEW
    told = {
        tuple(row[word] for word in ("measure", "item", "origin", "destination", "actor")): row
        for row in summary["measures"]
    }
    compared = 0
    for measure, outcome in run["outcomes"].items():
        row = told.get(column_key(measure))
        values = [value for value in outcome["values"] if value is not None]
        assert row is not None or not values or measure in run["apart"]
        if row is not None and values and measure not in run["apart"]:
            assert np.mean(values) == pytest.approx(row["mean"], rel=1e-5, abs=1e-9)
            assert np.percentile(values, 95) == pytest.approx(row["p95"], rel=1e-5, abs=1e-9)
            compared += 1
    assert compared >= 3


def test_every_chart_has_a_value_for_every_week(stage: Stage, played: dict[str, Any]) -> None:
    page = page_document(stage, "server")
    weeks = len(page["weeks"])
    assert weeks == 86
    for chart in page["charts"]:
        lines = played["charts"][chart["name"]]
        assert set(lines) == {line["name"] for line in chart["series"]}
        for line in lines.values():
            assert {len(part) for part in line.values()} == {weeks}
            for low, mean, high in zip(line["low"], line["mean"], line["high"], strict=True):
                assert (low is None) == (mean is None) == (high is None)
                assert mean is None or low <= high
    cells = len(page["network"]["suppliers"]) * len(page["network"]["buyers"])
    assert cells == 2
    assert {len(row) for row in played["network"]["flow"]} == {cells}
    assert len(played["network"]["starving"]) == weeks


def test_only_what_a_policy_changes_differs_before_and_after_it(
    player: Player, played: dict[str, Any]
) -> None:
    ban = player.run((2, 1, 0))
    begins = next(p["week"] for p in played["policies"] if "announced" in p["kind"])
    for chart, lines in played["charts"].items():
        for name, line in lines.items():
            other = ban["charts"][chart][name]["mean"]
            assert line["mean"][:begins] == other[:begins]
    assert played["charts"]["imports acids"] != ban["charts"]["imports acids"]


def test_a_stop_is_told_with_its_causes(player: Player) -> None:
    ban = player.run((2, 1, 0))
    assert ban["stops"]
    first = ban["stops"][0]
    assert first["buyer"] == "Beta Devices"
    told = " ".join(english(cause) for cause in first["causes"])
    assert "Beta Devices ran short of acid" in told
    assert "less than before" in told
    assert "nothing may leave Alpha Chemicals for Beta Devices" in told
    assert re.search(r"\bin the week of [1-9]\d? [A-Z][a-z]{2} 20(19|20)\b", told)
    assert not re.search(r"\d{4}-\d{2}-\d{2}", told)
    assert ban["network"]["starving"][first["week"]] == [1]
    assert any("Short of acid" in told for told in in_english(ban))


def test_what_happens_is_told_in_the_order_of_the_weeks(played: dict[str, Any]) -> None:
    weeks = [week for week, _ in played["sentences"]]
    assert weeks == sorted(weeks)
    told = " ".join(in_english(played))
    assert "acid curb" in told
    assert "licences granted for acid" in told or "1 licence granted for acid" in told
    assert "Short of film" in told  # it stops a line
    assert "granted for film" not in told  # but films are not shown


def test_a_run_is_the_same_however_many_went_before(
    stage: Stage, player: Player, played: dict[str, Any]
) -> None:
    player.run((0, 1, 1))
    assert player.run((1, 1, 0)) == played
    assert Player(stage).packed((1, 1, 0)) == player.packed((1, 1, 0))


def test_settings_without_a_policy_are_measured_like_those_with_it(player: Player) -> None:
    none = player.run((0, 1, 0))
    assert all(value is not None for value in none["outcomes"][
        "price_peak[item=acid, destination=BBB]"]["values"])  # fmt: skip


def test_a_scenario_without_any_page_is_shown_all_the_same() -> None:
    stage = stage_of(BARE)
    page = page_document(stage, "server")
    assert [chart["name"] for chart in page["charts"]][:2] == ["output", "cover"]
    run = Player(stage).run(stage.board.defaults)
    known = [
        measure
        for measure, outcome in run["outcomes"].items()
        if any(value is not None for value in outcome["values"])
    ]
    assert len(known) >= 5
    json.dumps(run, allow_nan=False)


def test_the_run_nearest_the_mean_is_the_middle_one() -> None:
    chart = np.arange(5.0).reshape(1, 1, 5) * np.ones((2, 3, 1))
    assert nearest_to_mean([away(chart, bands(chart))]) == 2
    flat = np.ones((1, 3, 5))
    assert nearest_to_mean([away(flat, bands(flat))]) == 0
    holes = np.where(np.arange(3)[None, :, None] == 1, np.nan, chart)
    assert nearest_to_mean([away(holes, bands(holes))]) == 2


def test_numbers_are_short_and_missing_ones_null() -> None:
    assert listed(np.array([[1.23456, np.nan], [0.0, -12345.6]])) == [[1.235, None], [0, -12350]]
    assert listed(np.array([np.inf])) == [None]
    assert rounded(np.array([9.9996]))[0] == 10.0


def test_policies_that_change_alike_are_told_together() -> None:
    dates = Player(stage_of(REPOSITORY / "scenarios" / "2019_curbs.yaml", 2)).run((2, 2, 1, 2, 1))
    first = dates["policies"][0]
    assert first["kind"] == "announced, in force"
    assert english(first["label"]).count("curb on") == 4
    weeks = [date["week"] for date in dates["policies"]]
    assert weeks == sorted(weeks)


def test_policies_are_told_with_their_own_days_not_with_the_monday_of_their_week() -> None:
    told = Player(stage_of(REPOSITORY / "scenarios" / "2019_curbs.yaml", 2)).run((2, 2, 1, 2, 1))
    first = told["policies"][0]
    assert first["days"] == ["2019-07-01", "2019-07-04"]
    assert all(len(date["days"]) <= len(date["kind"].split(", ")) for date in told["policies"])


def test_flows_of_the_first_weeks_are_means_of_the_weeks_there_are() -> None:
    steady = np.full((6, 2), 8.0)
    assert np.array_equal(lately(steady, 4), steady)
    rising = np.arange(6.0).reshape(6, 1, 1)
    assert lately(rising, 4).ravel().tolist() == [0.0, 0.5, 1.0, 1.5, 2.5, 3.5]


def test_trade_does_not_begin_near_nothing() -> None:
    stage = stage_of(BARE)
    assert stage.view.span.start == 0
    run = Player(stage).run(stage.board.defaults)
    lines = run["charts"]["imports acids"].values()
    first, fourth = (sum(line["mean"][week] for line in lines) for week in (0, 3))
    assert first == pytest.approx(fourth, rel=0.2)
    flow = run["network"]["flow"]
    assert sum(flow[0]) == pytest.approx(sum(flow[3]), rel=0.2)


def test_goods_stand_in_sentences_by_their_labels() -> None:
    run = Player(stage_of(REPOSITORY / "scenarios" / "2019_curbs.yaml", 2)).run((4, 2, 1, 2, 1))
    told = in_english(run)
    told += [sentence for stop in run["stops"] for sentence in stop["causes"]]
    assert run["stops"]
    assert any("liquid hydrogen fluoride" in each for each in told)
    assert [each for each in told if "_" in each] == []


def test_a_policy_named_like_its_instrument_is_told_once() -> None:
    run = Player(stage_of(REPOSITORY / "scenarios" / "taiwan_relocation.yaml", 1)).run((0, 1))
    told = in_english(run)
    assert "Blockade of Taiwan began." in told
    short = next(each for each in told if each.startswith("Short of"))
    assert re.search(r"stock allows \d+ % of", short)


def test_sentences_of_one_week_are_few(played: dict[str, Any]) -> None:
    weeks = [week for week, _ in played["sentences"]]
    assert max(weeks.count(week) for week in weeks) <= 6


def test_the_page_tells_a_seed_that_browsers_would_round(stage: Stage) -> None:
    seed = 2**53 + 1
    large = replace(stage, scenario=stage.scenario.model_copy(update={"seed": seed}))
    assert page_document(large, "server")["seed"] == str(seed)


def test_the_page_says_where_its_scenario_is_from(stage: Stage) -> None:
    page = page_document(stage, "server")
    assert page["scenario"]["name"] == "classroom"
    assert page["seed"] == "1"
    assert page["replicates"] == FEW
    assert page["levers"][0]["positions"] == ["no curb", "as written", "ban"]
    assert [b["positions"] for b in page["baselines"]] == [[1, 1, 0], [0, 1, 0]]
    assert page["outcomes"][-1]["measure"] == "hhi_by_country_end[item=acid, destination=BBB]"
    [spoken] = {each["spoken"] for each in page["outcomes"] if each["unit"] == "index, 0 to 1"}
    assert spoken == "", "an index has no unit that a sentence could say"
    assert page["lesson"] == [{"heading": "What is it?", "text": "Two countries and a curb."}]
    assert CLASSROOM.name in Player(stage).run((1, 1, 0))["command"]
