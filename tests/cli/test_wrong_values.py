"""A wrong value of an option is wrong usage (status 2), whatever stands where it is looked up."""

import shutil
import typing
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.models import OptionInfo
from typer.testing import CliRunner

from tests.batches import WORLD, small_batch
from tests.drafting.conftest import ITEMS, months_of_trade
from tradesim.cli import COMMANDS, app
from tradesim.cli.grouping import name_of
from tradesim.results import run

EXPERIMENT = """
name: small
title: A small one
scenario: {world}
vary:
  behaviour.patience_weeks: {{values: [5, 10], unit: week}}
"""

OF_FILES = ("FILE", "DIR", "FILE|DIR", "FILE.csv", "FIRMS.csv", "ITEMS.yaml", "TABLE")
"""What options are called that name a file or a folder: where one is wrong, so is the input."""

FREE = {("serve", "--allow-host"), ("serve", "--host"), ("calibrate", "--note")}
FREE |= {("batch", "--cluster")}
"""Options that may say anything."""

CURB = "policies.acid curb"

DRAFT = "new palm --from table.csv --items items.yaml --imposer CHN --announced 2023-07-03"
DRAFT += " --effective 2023-08-01"

WRONG: dict[tuple[str, str], tuple[str, str]] = {
    ("run", "--set"): ("run world.yaml --set behaviour.patience=3", "Did you mean"),
    ("run", "--variant"): ("run world.yaml --variant swift_office", "no such variant"),
    ("run", "--without"): ("run world.yaml --without curb", "no policy or shock"),
    ("explain", "--actor"): ("explain run --actor Beta", "no buyer, plant or country"),
    ("explain", "--week"): ("explain run --week 1999-01-01", "lies outside the run"),
    ("explain", "--item"): ("explain run --item acids", "none is called 'acids'"),
    ("batch", "--blocks"): ("batch small.yaml --out other --blocks 9:10", "no range A:B"),
    ("analyse", "--show"): ("analyse out --show output_lost", "neither a measure nor a column"),
    ("analyse", "--discover"): ("analyse out --discover 'lost > 1'", "columns.csv of the batch"),
    ("analyse", "--disruption"): ("analyse out --disruption lost", "neither a measure"),
    ("analyse", "--concentration"): ("analyse out --concentration lost", "neither a measure"),
    ("analyse", "--cost"): ("analyse out --cost lost", "neither a measure"),
    ("compare", "--variant-a"): ("compare world.yaml world.yaml --variant-a no", "--variant-a no:"),
    ("compare", "--variant-b"): ("compare world.yaml world.yaml --variant-b no", "--variant-b no:"),
    ("leverage", "--control"): ("leverage world.yaml -n 2 --control curb", "no dated control"),
    ("leverage", "--variant"): ("leverage world.yaml -n 2 --variant no", "no such variant"),
    ("calibrate", "--leave-out"): ("calibrate episodes --leave-out no", "'no'"),
    ("customs", "--layout"): ("customs table.csv --layout comtrad", "Did you mean 'comtrade'"),
    ("new", "--template"): ("new it --template 2019_curb", "Did you mean '2019_curbs'"),
    ("new", "--imposer"): (DRAFT.replace("CHN", "IDN"), "trades none of it"),
    ("new", "--announced"): (DRAFT.replace("2023-07-03", "July"), "no date"),
    ("new", "--effective"): (DRAFT.replace("2023-08-01", "1/8/2023"), "no date"),
    ("new", "--until"): (f"{DRAFT} --until soon", "no date"),
    ("new", "--review-weeks"): (f"{DRAFT} --review-weeks long", "neither weeks nor"),
    ("new", "--baseline"): (f"{DRAFT} --baseline 2021", "no span of months"),
    ("new", "--kind"): (f"{DRAFT} --kind ban", "export_ban"),
    ("new", "--partners"): (f"{DRAFT} --partners Germany", "GERMANY"),
    ("new", "--regime"): (f"{DRAFT} --regime none", "none"),
    ("new", "--countries"): (f"{DRAFT} --countries Germany", "GERMANY"),
}
"""A wrong value of each option that names something, and what is said of it."""


def naming() -> Iterator[tuple[str, str]]:
    """Yield every option whose value is words, with its command; those that name files apart."""
    for find in COMMANDS:
        name = name_of(find)
        for argument, hint in typing.get_type_hints(find(), include_extras=True).items():
            meant, *declared = typing.get_args(hint) or (hint,)
            given = declared[0] if declared else None
            if not isinstance(given, OptionInfo):
                continue
            words = str in (meant, *typing.get_args(meant)) or list[str] in typing.get_args(meant)
            if words and given.metavar not in OF_FILES:
                spelled = [word for word in (given.default, *(given.param_decls or ())) if word]
                long = [word for word in spelled if str(word).startswith("--")]
                yield name, [*long, f"--{argument.replace('_', '-')}"][0]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a scenario, a run, a batch, and a table of trade with its items."""
    folder = tmp_path_factory.mktemp("place")
    shutil.copy(WORLD, folder / "world.yaml")
    run(folder / "world.yaml", replicates=2).write(folder / "run", figures=False)
    small_batch(folder, EXPERIMENT)
    months_of_trade().to_csv(folder / "table.csv", index=False)
    (folder / "items.yaml").write_text(ITEMS, encoding="utf-8")
    return folder


def test_every_option_that_names_something_is_tried() -> None:
    assert set(naming()) - FREE == set(WRONG)


@pytest.mark.parametrize("option", sorted(WRONG), ids=" ".join)
def test_a_wrong_value_is_wrong_usage_and_named(
    option: tuple[str, str], place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(place)
    line, said = WRONG[option]
    ended = CliRunner().invoke(app, line, terminal_width=200)
    assert ended.exit_code == 2, ended.output
    assert said in ended.stderr
    assert option[1] in ended.stderr or option[0] == "explain"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("run small.yaml", "this is an experiment, not a scenario. Give it to 'tradesim batch'"),
        ("run kept.yaml", "this is a calibration, not a scenario. Give it to 'tradesim calibrate'"),
        ("batch world.yaml --out other", "Run it with 'tradesim run'"),
        ("run .", "Name a scenario file, or a folder that 'tradesim run' or"),
    ],
)
def test_a_file_of_another_kind_is_called_that_and_whose_it_is(
    line: str, said: str, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(place)
    calibration = "name: kept\ntitle: K\nscenario: world.yaml\ntargets: {}\n"
    Path("kept.yaml").write_text(calibration, encoding="utf-8")
    ended = CliRunner().invoke(app, line, terminal_width=200)
    assert ended.exit_code == 1, ended.output
    assert said in " ".join(ended.stderr.split())
    assert len(ended.stderr.splitlines()) <= 2


@pytest.mark.parametrize(
    "line",
    [
        "run world.yaml --set behaviour.patience_weeks=3 --set behaviour.patience_weeks=4",
        "run world.yaml --set behaviour.patience_weeks=3 --set behaviour.patience_weeks.value=4",
        "run world.yaml --set behaviour.patience_weeks.value=3 --set behaviour.patience_weeks=4",
        f"run world.yaml --set '{CURB}.review_weeks=5' --set '{CURB}.terms.review_weeks=6'",
        "batch small.yaml --replicates 7 --out other",
        "run out --row 99",
        "run out --point 99",
        "new it --template 2019_curbs --regime china_dual_use",
    ],
)
def test_options_that_contradict_each_other_or_the_folder_are_wrong_usage(
    line: str, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(place)
    ended = CliRunner().invoke(app, line, terminal_width=200)
    assert ended.exit_code == 2, ended.output
    assert not (place / "results").exists()
