"""``tradesim new`` writes a scenario file: a network, a copy, a starter, a draft."""

import importlib
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.drafting.conftest import ITEMS, months_of_trade
from tradesim.cli import app
from tradesim.drafting import Starter, starter
from tradesim.drafting.starter import KINDS
from tradesim.results import run
from tradesim.scenario import load
from tradesim.scenario.synthetic import synthetic


def new(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["new", *arguments])


def test_the_file_is_the_world_that_python_gives(tmp_path: Path) -> None:
    file = tmp_path / "world.yaml"
    sizes = ["--buyers", "7", "--suppliers", "9", "--links-per-need", "2", "--seed", "4"]
    result = new("--synthetic", *sizes, "-o", str(file))
    assert result.exit_code == 0, result.output
    assert load(file) == synthetic(buyers=7, suppliers=9, links_per_need=2, seed=4)
    assert "7 buyers, 9 suppliers" in result.output


def test_a_file_that_is_there_is_never_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "world.yaml"
    file.write_text("mine", encoding="utf-8")
    result = new("--synthetic", "-o", str(file))
    assert result.exit_code == 1
    assert file.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "NAME"),
        (["--synthetic", "--items", "x.yaml"], "is no number from 1 on"),
        (["--synthetic", "--items", "30"], "30 items cannot be made by 12"),
        (["--synthetic", "--buyers", "0"], "buyers"),
    ],
)
def test_a_world_that_cannot_be_is_wrong_usage(
    tmp_path: Path, arguments: list[str], said: str
) -> None:
    file = tmp_path / "world.yaml"
    result = new(*arguments, "-o", str(file))
    assert result.exit_code == 2
    assert said in result.output
    assert not file.exists()


def test_without_a_terminal_a_commented_starter_is_written_that_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert new("first").exit_code == 0
    text = (tmp_path / "first.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=scenario.schema.json")
    assert (tmp_path / "scenario.schema.json").is_file()
    scenario = load(tmp_path / "first.yaml")
    assert run(scenario, replicates=1, engine="ensemble").summary["mean"].notna().any()
    assert sum(line.lstrip().startswith("#") for line in text.splitlines()) > 15


def test_a_schema_that_is_there_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scenario.schema.json").write_text("{}", encoding="utf-8")
    assert new("first").exit_code == 0
    assert (tmp_path / "scenario.schema.json").read_text(encoding="utf-8") == "{}"


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_starter_of_each_kind_is_sound(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "first.yaml"
    file.write_text(starter(Starter("first", kind=kind)), encoding="utf-8")
    assert load(file).policies[0].kind == kind


def test_questions_on_a_terminal_are_put_into_the_starter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = ["", "Odd metal", "kg", "jap", "JPN", "USA", "bann", "export_ban",
               "3.7.2023", "2023-07-03", "2023-08-01"]  # fmt: skip
    module = importlib.import_module("tradesim.cli.new")
    monkeypatch.setattr(module, "_is_terminal", lambda: True)
    result = CliRunner().invoke(
        app, ["new", "mine", "-o", str(tmp_path / "mine.yaml")], input="\n".join(answers) + "\n"
    )
    assert result.exit_code == 0, result.output
    for said in ("Did you mean 'JPN' (Japan)?", "'bann' is none of them", "'3.7.2023' is no date"):
        assert said in result.output
    scenario = load(tmp_path / "mine.yaml")
    assert (scenario.policies[0].kind, scenario.items[0].unit) == ("export_ban", "kg")
    assert [country.code for country in scenario.countries] == ["JPN", "USA", "DEU"]


def test_a_question_that_is_not_answered_ends_as_a_stop_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    module = importlib.import_module("tradesim.cli.new")
    monkeypatch.setattr(module, "_is_terminal", lambda: True)
    result = CliRunner().invoke(app, ["new", "mine"], input="")
    assert result.exit_code == 130
    assert result.stderr == "\nStopped; nothing was written.\n"
    assert not list(tmp_path.iterdir())


def test_a_copy_of_a_shipped_scenario_has_a_name_of_its_own(tmp_path: Path) -> None:
    assert (
        new("mine", "--template", "carbon_fibre", "-o", str(tmp_path / "mine.yaml")).exit_code == 0
    )
    copy, original = load(tmp_path / "mine.yaml"), load("carbon_fibre")
    assert copy.name == "mine"
    assert copy.model_copy(update={"name": original.name}) == original


def from_table(folder: Path, *arguments: str) -> Result:
    (folder / "items.yaml").write_text(ITEMS, encoding="utf-8")
    months_of_trade().to_parquet(folder / "trade.parquet")
    usual = {"--from": "trade.parquet", "--items": "items.yaml", "--imposer": "CHN",
             "--announced": "2023-07-03", "--effective": "2023-08-01"}  # fmt: skip
    given = dict(zip(arguments[::2], arguments[1::2], strict=True))
    words = [word for pair in (usual | given).items() if pair[1] for word in pair]
    return new("mine", *words)


def test_a_draft_runs_and_is_held_against_its_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    drafted = from_table(tmp_path, "--review-weeks", "45 working days", "--partners", "JPN,KOR")
    assert drafted.exit_code == 0, drafted.output
    policy = load(tmp_path / "mine.yaml").model_dump()["policies"][0]
    assert policy["terms"]["review_weeks"]["value"] == 9
    assert policy["partners"] == ["JPN", "KOR"]
    ran = CliRunner().invoke(app, ["run", "mine.yaml", "--no-figures", "--quick", "--out", "r"])
    assert ran.exit_code == 0, ran.output
    scored = CliRunner().invoke(
        app, ["hindcast", "mine.yaml", "--observed", "trade.parquet", "--replicates", "2", "--json"]
    )
    assert scored.exit_code == 0, scored.output


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["--imposer", "BRA"], 2, "--imposer: BRA trades none of it"),
        (["--from", "none.parquet"], 1, "none.parquet: 1 problem\n  there is no such file."),
        (["--from", "items.yaml"], 1, "not a tidy table of trade"),
        (["--items", "none.yaml"], 1, "none.yaml"),
        (["--baseline", "2022-08:2023-09"], 2, "it may reach 2023-06."),
        (["--kind", "licence"], 2, "'licence' is no control on trade"),
        (["--imposer", ""], 2, "--imposer: it is needed beside --from"),
        (["--imposer", "", "--announced", ""], 2, "--imposer and --announced: they are needed"),
        (["--announced", "3 July 2023"], 2, "is no date. Write it as"),
        (["--baseline", "2022"], 2, "is no span of months"),
        (["--review-weeks", "soon"], 2, "is neither weeks nor a"),
        (["--template", "2019_curbs"], 2, "choose one of them"),
    ],
)
def test_a_draft_that_cannot_be_made_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], status: int, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = from_table(tmp_path, *arguments)
    assert result.exit_code == status, result.output
    assert said in result.output
    assert {file.name for file in tmp_path.iterdir()} == {"items.yaml", "trade.parquet"}


@pytest.mark.parametrize("name", ["a b", "../mine", "mine.yaml", ""])
def test_a_name_that_no_file_can_have_is_wrong_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert new(name).exit_code == 2
    assert not list(tmp_path.iterdir())


def test_a_template_that_does_not_exist_is_named_with_the_near_miss() -> None:
    result = new("mine", "--template", "carbon_fiber")
    assert result.exit_code == 2
    assert "Did you mean 'carbon_fibre'?" in result.output


def test_a_large_network_is_written_as_tables_beside_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = ("--synthetic", "--chipmakers", "6", "--suppliers", "5")
    assert new("-o", str(tmp_path / "small.yaml"), *network).exit_code == 0
    monkeypatch.setattr("tradesim.scenario.synthetic_tables.MOST_IN_YAML", 10)
    assert new("-o", str(tmp_path / "large.yaml"), *network).exit_code == 0
    assert sorted(file.name for file in tmp_path.glob("*.csv")) == [
        f"large.{section}.csv" for section in ("buyers", "links", "needs", "suppliers")
    ]
    assert load(tmp_path / "large.yaml") == load(tmp_path / "small.yaml")
