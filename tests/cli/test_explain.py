"""``tradesim explain``."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tradesim.explanations import shortages

BAN = """
  - {kind: export_ban, name: ban, imposer: AAA, partner: BBB, items: [acid], effective: 2019-07-01}
"""


@pytest.fixture
def folder(here: Path, run: Command) -> str:
    """The folder of a run in which a ban stops a buyer."""
    text = (here / "world.yaml").read_text(encoding="utf-8")
    banned = text.replace("policies:\n", f"policies:{BAN}", 1)
    (here / "world.yaml").write_text(banned, encoding="utf-8")
    assert run("world.yaml", "--replicates", "2", "--out", "banned", "--quiet").exit_code == 0
    return "banned"


def test_a_shortage_is_told_as_a_tree(tradesim: Command, folder: str) -> None:
    found = tradesim("explain", folder, "--actor", "Beta Devices", "--week", "2019-12-02")
    assert found.exit_code == 0, found.stderr
    said = " ".join(found.stdout.split())
    assert "Beta Devices ran short of acid in the week of 2 Dec 2019" in said
    assert "Because:" in said
    assert "Alpha Chemicals delivered" in said
    assert "'ban' (export ban, in force since" in said
    assert "Shares".lower() in said.lower()
    assert max(map(len, found.stdout.splitlines())) <= 80


def test_programs_get_json(tradesim: Command, folder: str) -> None:
    found = tradesim(
        *("explain", folder, "--actor", "Beta Devices", "--week", "2019-12-02", "--json")
    )
    document = json.loads(found.stdout)
    assert document["short"] is True
    assert document["causes"][0]["causes"][0]["policy"] == "ban"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--actor", "Beta Devises", "--week", "2019-12-02"), "Did you mean 'Beta Devices'?"),
        (("--actor", "Beta Devices", "--week", "2039-12-02"), "2019-01-07 to 2021-12-20"),
        (("--actor", "Beta Devices", "--week", "soon"), "'soon' is not a date"),
        (("--actor", "Beta Devices", "--week", "2019-12-02", "--item", "akid"), "mean 'acid'"),
        (("--actor", "Beta Devices", "--week", "2019-12-02", "--replicate", "9"), "0 to 1"),
        (("--actor", "Beta Devises"), "Did you mean 'Beta Devices'?"),
        (("--week", "soon"), "'soon' is not a date"),
        (("--item", "akid"), "none is called 'akid'. Did you mean 'acid'?"),
        (("--item", "film"), "no buyer was short of film: there is no shortage"),
        (("--week", "2019-01-07"), "no buyer was short in the week of 2019-01-07: there is no"),
        (("--item", "film"), "--actor NAME --week 2019-01-07."),  # the first of the run
        (("--actor", "Alpha Devices"), "Alpha Devices was never short: there is no shortage"),
    ],
)
def test_a_wrong_question_is_wrong_usage(
    tradesim: Command, folder: str, asked: tuple[str, ...], said: str
) -> None:
    found = tradesim("explain", folder, *asked)
    assert found.exit_code == 2
    assert said in found.stderr
    assert "Traceback" not in found.stderr


def test_no_folder_of_a_run_is_wrong_input(tradesim: Command, here: Path) -> None:
    found = tradesim("explain", str(here), "--actor", "Beta Devices", "--week", "2019-12-02")
    assert found.exit_code == 1
    assert "no folder of a run" in found.stderr


@pytest.mark.parametrize("asked", [(), ("--actor", "BBB"), ("--actor", "Beta Devices")])
def test_without_a_week_it_is_the_worst_that_is_explained(
    tradesim: Command, folder: str, asked: tuple[str, ...]
) -> None:
    found = tradesim("explain", folder, *asked, "--json")
    assert found.exit_code == 0, found.stderr
    document = json.loads(found.stdout)
    assert document["actor"] == "Beta Devices"
    worst = max(shortages(folder), key=lambda shortage: shortage.lost)
    assert document["week"] == worst.worst.isoformat()
    assert document["short"] is True


def test_without_an_actor_it_is_who_lost_most_in_that_week(tradesim: Command, folder: str) -> None:
    found = tradesim("explain", folder, "--week", "2019-12-02")
    assert found.exit_code == 0, found.stderr
    assert "Beta Devices ran short of acid in the week of 2 Dec 2019" in " ".join(
        found.stdout.split()
    )


def test_a_run_that_lost_output_says_how_to_ask_why(here: Path, run: Command) -> None:
    calm = run("2019_no_curbs", "--out", "calm", "--no-figures")
    assert "No output was lost." in calm.stdout
    assert "tradesim explain" not in calm.stdout
    text = (here / "world.yaml").read_text(encoding="utf-8")
    (here / "world.yaml").write_text(text.replace("policies:\n", f"policies:{BAN}", 1), "utf-8")
    banned = run("world.yaml", "--out", "banned again", "--no-figures")
    assert "Why was output lost? tradesim explain 'banned again'" in banned.stdout


@pytest.mark.parametrize("command", ["explain", "report"])
def test_edited_files_that_do_not_fit_each_other_are_no_fault_of_the_program(
    tradesim: Command, folder: str, here: Path, command: str
) -> None:
    path = here / folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["scenario"]["buyers"][0]["needs"][0]["item"] = "gone"
    path.write_text(json.dumps(manifest), encoding="utf-8")
    found = tradesim(command, folder, "--trust")
    assert found.exit_code == 1
    assert "its files were changed since, and do not fit each other" in found.stderr
    assert "Traceback" not in found.stderr


def test_a_manifest_with_another_scenario_is_refused_in_plain_words(
    tradesim: Command, folder: str, here: Path
) -> None:
    path = here / folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["scenario"]["seed"] = [1]
    path.write_text(json.dumps(manifest), encoding="utf-8")
    found = tradesim("explain", folder, "--trust")
    assert found.exit_code == 1
    assert "(seed: a list is not a whole number" in found.stderr
