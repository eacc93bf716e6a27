"""``tradesim hindcast`` scores a scenario against a user's months and the published figures."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tradesim import ensemble
from tradesim.evidence import episodes
from tradesim.week import Deciders, live_week
from tradesim.world.world import World

Command = Callable[..., Any]
HEADING = "month,customs_group,destination,origin,quantity,unit,value_usd_m\n"
MONTHS = "".join(
    f"{year}-{month:02d},acids,BBB,AAA,{level + month},t,{(level + month) / 500:.2f}\n"
    for year, level in ((2019, 400), (2020, 450))
    for month in range(2, 13)
)


def test_a_user_scores_any_scenario_on_data_of_her_own(tradesim: Command, here: Path) -> None:
    (here / "mine.csv").write_text(HEADING + MONTHS, encoding="utf-8")
    result = tradesim(
        "hindcast", "world.yaml", "--observed", "mine.csv", "--replicates", "4", "--json"
    )
    assert result.exit_code == 0, result.stderr
    document = json.loads(result.stdout)
    assert document["figures"] == []
    assert document["share_of_figures_hit"] is None
    assert [(s["origin"], s["measure"]) for s in document["series"]] == [
        ("AAA", "quantity"),
        ("AAA", "value_usd_m"),
        ("AAA", "unit_value_usd"),
    ]
    assert document["baseline"] == ["2018-07", "2019-06"]  # of which February to June are known
    assert {(s["first"], s["last"], s["months"]) for s in document["series"]} == {
        ("2019-07", "2020-12", 17)
    }
    assert {(s["destination"], s["flow"]) for s in document["series"]} == {("BBB", "import")}
    assert all(series["skill"] is not None for series in document["series"])
    assert all(series["skill_last_year"] is not None for series in document["series"])


def test_the_table_and_the_picture_show_observed_beside_simulated(
    tradesim: Command, here: Path
) -> None:
    (here / "mine.csv").write_text(HEADING + MONTHS, encoding="utf-8")
    arguments = ("--observed", "mine.csv", "--replicates", "4", "--out", "picture.svg")
    result = tradesim("hindcast", "world.yaml", *arguments)
    assert result.exit_code == 0, result.stderr
    assert "import AAA>BBB" in result.stdout
    assert "Announced 2019-07-01: no change is the mean of 2018-07 to 2019-06" in result.stdout
    assert (here / "picture.svg").read_text(encoding="utf-8").startswith("<?xml")


def test_the_numbers_of_the_picture_are_written_period_by_period(
    tradesim: Command, here: Path
) -> None:
    (here / "mine.csv").write_text(HEADING + MONTHS, encoding="utf-8")
    arguments = ("--observed", "mine.csv", "--replicates", "4", "--out", "months.csv")
    result = tradesim("hindcast", "world.yaml", *arguments)
    assert result.exit_code == 0, result.stderr
    with (here / "months.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    quantities = [row for row in rows if row["measure"] == "quantity"]
    assert [row["period"] for row in quantities][:2] == ["2019-07", "2019-08"]
    assert len(quantities) == 17
    assert {row["unit"] for row in quantities} == {"t"}
    assert float(quantities[0]["observed"]) == 407.0
    for row in rows:
        low, median, high = (float(row[name]) for name in ("low", "median", "high"))
        assert low <= median <= high
        assert (row["inside"] == "True") is (low <= float(row["observed"]) <= high)


def test_every_run_is_lived_once_and_the_one_kept_whole_again(
    tradesim: Command, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lived: list[tuple[int, int]] = []

    def counted(world: World, deciders: Deciders) -> None:
        lived.append((world.week, world.run_count))
        live_week(world, deciders)

    monkeypatch.setattr(ensemble, "live_week", counted)
    (here / "mine.csv").write_text(HEADING + MONTHS, encoding="utf-8")
    for doubt in ("--doubt", "--chance-only"):
        lived.clear()
        given = ("--observed", "mine.csv", "--replicates", "4", "--json", doubt)
        result = tradesim("hindcast", "world.yaml", *given)
        assert result.exit_code == 0, result.stderr
        weeks = len({week for week, _ in lived})
        assert sum(runs for _, runs in lived) == (4 + 1) * weeks


def test_published_figures_are_told_one_by_one(tradesim: Command) -> None:
    result = tradesim("hindcast", "--replicates", "2")
    assert result.exit_code == 0, result.stderr
    assert "figures hit" in result.stdout
    assert "hf-imports-jpn-2020" in result.stdout


def test_a_bad_file_is_refused_with_its_lines(tradesim: Command, here: Path) -> None:
    (here / "mine.csv").write_text(HEADING + "July,acids,BBB,AAA,1,t,1\n", encoding="utf-8")
    result = tradesim("hindcast", "world.yaml", "--observed", "mine.csv")
    assert result.exit_code == 1
    assert "line 2, month: 'July' is not a month" in result.stderr
    assert not result.stdout


def test_a_file_about_something_else_is_refused(tradesim: Command, here: Path) -> None:
    (here / "mine.csv").write_text(HEADING + "2019-08,gold,BBB,AAA,1,t,1\n", encoding="utf-8")
    result = tradesim("hindcast", "world.yaml", "--observed", "mine.csv", "--replicates", "2")
    assert result.exit_code == 1
    said = "no month of it is simulated by two_countries and scored (customs groups acids, films"
    assert said in result.stderr
    assert "gold: no goods of two_countries, not scored." in result.stderr
    assert "It is of 2019-08." in result.stderr


def test_a_scenario_without_published_figures_needs_months(tradesim: Command) -> None:
    result = tradesim("hindcast", "world.yaml", "--replicates", "2")
    assert result.exit_code == 1
    assert "Give months of your own (--observed)" in result.stderr


def test_a_picture_of_an_unknown_kind_is_wrong_usage(tradesim: Command) -> None:
    assert tradesim("hindcast", "world.yaml", "--out", "picture.doc").exit_code == 2


def test_a_run_draws_its_parameters_from_a_file(run: Command, here: Path) -> None:
    (here / "points.csv").write_text("behaviour.patience_weeks\n8\n12\n", encoding="utf-8")
    result = run("world.yaml", "--parameters", "points.csv", "--replicates", "2", "--out", "r")
    assert result.exit_code == 0, result.stderr
    manifest = json.loads((here / "r" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["parameters"] == {"file": "points.csv", "points": 2}


def test_a_wrong_parameter_file_is_refused(run: Command, here: Path) -> None:
    (here / "points.csv").write_text("behaviour.patience\n8\n", encoding="utf-8")
    result = run("world.yaml", "--parameters", "points.csv")
    assert result.exit_code == 1
    assert "is not a field" in result.stderr


def test_months_in_tonnes_that_say_kilograms_are_named_and_not_scored(
    tradesim: Command, here: Path
) -> None:
    (here / "mine.csv").write_text(HEADING + MONTHS.replace(",t,", ",kg,"), encoding="utf-8")
    result = tradesim("hindcast", "world.yaml", "--observed", "mine.csv", "--replicates", "2")
    assert result.exit_code == 1
    assert "which only a slip of units explains" in result.stderr


def test_several_tables_and_folders_are_read_together(tradesim: Command, here: Path) -> None:
    first, second = MONTHS.splitlines()[:11], MONTHS.splitlines()[11:]
    (here / "mine.csv").write_text(HEADING + "\n".join(first), encoding="utf-8")
    (here / "more").mkdir()
    (here / "more" / "later.csv").write_text(HEADING + "\n".join(second), encoding="utf-8")
    result = tradesim(
        "hindcast", "world.yaml", "--observed", "mine.csv", "--observed", "more",
        "--replicates", "2", "--json",
    )  # fmt: skip
    assert result.exit_code == 0, result.stderr
    assert {s["months"] for s in json.loads(result.stdout)["series"]} == {17}


def test_years_and_exports_are_told_in_their_rows(tradesim: Command, here: Path) -> None:
    rows = "2020,acids,WLD,AAA,4000,t,,export\n2019-03,acids,WLD,AAA,400,t,,export\n"
    rows += "2025,acids,WLD,AAA,4000,t,,export\n"
    heading = HEADING.strip() + ",flow\n"
    (here / "mine.csv").write_text(heading + rows, encoding="utf-8")
    result = tradesim("hindcast", "world.yaml", "--observed", "mine.csv", "--replicates", "2")
    assert result.exit_code == 0, result.stderr
    assert "export AAA>WLD" in result.stdout
    assert " 2020 " in result.stdout
    assert "1 of 2 years of acids from AAA to all destinations lie outside 2019-02 to" in (
        result.stderr
    )


@pytest.mark.parametrize("known_before", [True, False])
def test_a_table_of_few_columns_is_scored_and_says_what_a_rival_lacks(
    tradesim: Command, here: Path, *, known_before: bool
) -> None:
    rows = "2019-09,acid,AAA,BBB,40,t\n" + ("2019-03,acid,AAA,BBB,40,t\n" if known_before else "")
    (here / "mine.csv").write_text(
        "month,item,origin,destination,quantity,unit\n" + rows, encoding="utf-8"
    )
    result = tradesim("hindcast", "world.yaml", "--observed", "mine.csv", "--replicates", "2")
    assert result.exit_code == 0, result.stderr
    assert "2 replicates, seed 1, a forecast: bands hold what is not known" in result.stdout
    missing = "no naive forecast can be\nmade: give the same series for 2018-07 to 2019-06, too"
    assert (missing in result.stdout) is not known_before


@pytest.mark.slow
def test_all_episodes_stand_in_one_table_that_says_what_each_needs(tradesim: Command) -> None:
    result = tradesim("hindcast", "--all", "--replicates", "2")
    assert result.exit_code == 0, result.stderr
    assert "2019_curbs*" in result.stdout
    assert "2019_no_curbs" not in result.stdout  # what would have been is no episode
    assert "2019_curbs: imports of Korea by month and origin, Korea Customs Service" in (
        result.stdout
    )


def test_all_episodes_as_json_have_their_mean_and_median(
    tradesim: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    three = ["2010_rare_earths", "2022_neon", "2023_graphite"]
    monkeypatch.setattr(episodes, "episode_names", lambda: three)
    result = tradesim("hindcast", "--all", "--replicates", "2", "--json")
    assert result.exit_code == 0, result.stderr
    document = json.loads(result.stdout)
    assert document.keys() == {"episodes", "mean", "median"}
    assert len(document["episodes"]) == len(three)
    shares = [row["figures_in_band"] for row in document["episodes"]]
    assert document["mean"]["figures_in_band"] == pytest.approx(sum(shares) / len(shares))


def test_a_scenario_and_all_of_them_contradict_each_other(tradesim: Command) -> None:
    result = tradesim("hindcast", "world.yaml", "--all")
    assert result.exit_code == 2
    assert "it is for one scenario; --all takes every" in result.stderr


def test_tables_about_no_episode_are_refused(tradesim: Command, here: Path) -> None:
    (here / "mine.csv").write_text(HEADING + MONTHS, encoding="utf-8")
    result = tradesim("hindcast", "--all", "--observed", "mine.csv")
    assert result.exit_code == 1
    assert "none of it is about goods of an episode" in result.stderr


def test_a_picture_of_years_alone_is_not_drawn_and_said(tradesim: Command, here: Path) -> None:
    (here / "mine.csv").write_text(HEADING + "2020,acids,BBB,AAA,4000,t,\n", encoding="utf-8")
    arguments = ("--observed", "mine.csv", "--replicates", "2", "--out", "picture.svg")
    result = tradesim("hindcast", "world.yaml", *arguments)
    assert result.exit_code == 0, result.stderr
    assert "nothing was drawn" in result.stderr
    assert not (here / "picture.svg").exists()
