"""Files: found or not, readable or not; what is applied last has the last word."""

import datetime as dt
import os
from pathlib import Path

import pytest

from tests.scenario.conftest import WORLD, at
from tradesim.errors import OverrideError, ScenarioError
from tradesim.scenario import Scenario, bundled, load, loading, read


def refusal(path: str | Path) -> str:
    with pytest.raises(ScenarioError) as caught:
        load(path)
    heading, *problems = str(caught.value).splitlines()
    assert heading == f"{path}: 1 problem"
    assert len(problems) == 1
    return problems[0].strip()


def test_the_world_of_the_tests_is_read() -> None:
    scenario = load(WORLD)
    assert isinstance(scenario, Scenario)
    assert at(scenario, "policies.acid curb.effective") == dt.date(2019, 7, 4)
    assert at(scenario, "policies.acid curb.effective.source") == "gazette"
    assert scenario.buyers[0].needs[0].sources["Alpha Chemicals"].value == 0.8


def test_a_document_knows_the_lines_of_its_fields() -> None:
    document = read(WORLD)
    assert document.path == str(WORLD)
    assert document.tree.line(("policies", 0, "effective")) == 89
    assert document.data["name"] == "two_countries"


def test_a_missing_file(tmp_path: Path) -> None:
    (tmp_path / "world.yaml").touch()
    assert refusal(tmp_path / "wrld.yaml") == "there is no such file. Did you mean 'world.yaml'?"
    missing = tmp_path / "nowhere" / "world.yaml"
    said = f"there is no such file. Nor is there a directory '{tmp_path / 'nowhere'}'."
    assert refusal(missing) == said


def test_a_name_that_comes_with_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "curb.yaml").write_text(WORLD.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(bundled, "_folder", lambda _: tmp_path)
    assert refusal("crub") == (
        "this is neither a file nor a scenario that comes with tradesim (curb). "
        "Did you mean 'curb'?"
    )
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    Path("mine.yaml").touch()
    assert refusal("mine").endswith("(curb). Did you mean 'mine.yaml'?")


def test_a_list_of_scenarios_that_is_cut_says_what_shows_all_of_it() -> None:
    with pytest.raises(ScenarioError) as refused:
        bundled.scenario_path("no such")
    for said in (refusal("no such"), str(refused.value)):
        assert " more; 'tradesim scenarios' lists them all)" in said


def test_a_directory(tmp_path: Path) -> None:
    assert refusal(tmp_path).startswith("this is a directory with no scenario in it. Name a")
    (tmp_path / "world.yaml").touch()
    assert refusal(tmp_path) == "this is a directory. Name a YAML file in it."


def test_an_empty_file(tmp_path: Path) -> None:
    file = tmp_path / "empty.yaml"
    file.touch()
    assert refusal(file) == "the file is empty."


@pytest.mark.parametrize("text", ["- a\n- b\n", "just words\n", "5\n"])
def test_a_file_that_is_no_block_of_fields(tmp_path: Path, text: str) -> None:
    file = tmp_path / "list.yaml"
    file.write_text(text, encoding="utf-8")
    assert refusal(file).startswith("a scenario is a block of fields ('name: value'), not ")


def test_a_file_of_50_mb_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "large.yaml"
    with file.open("wb") as opened:
        opened.truncate(50_000_000)
    assert refusal(file) == (
        "it has more than the 5 MB that a scenario may have. Is this the right file?"
    )


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no endless file here")
def test_a_file_without_end_is_not_read_to_its_end() -> None:
    assert "more than the 5 MB that" in refusal("/dev/zero")


def test_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    file = tmp_path / "latin.yaml"
    file.write_bytes(b"name: x\ntitle: caf\xe9\n")
    said = "line 2: this is not UTF-8 text. Save the file as UTF-8 (plain text)."
    assert refusal(file) == said


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "mark.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + WORLD.read_bytes())
    assert load(file) == load(WORLD)


def test_a_file_one_may_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "secret.yaml"
    file.write_text("name: x\n", encoding="utf-8")
    if os.geteuid() == 0:  # may read everything

        def refuse(*_: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "open", refuse)
    else:
        file.chmod(0)
    assert refusal(file) == "it cannot be read: permission denied."


def test_a_bundled_scenario_is_found_by_name_from_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "scenarios"
    folder.mkdir()
    (folder / "curb.yaml").write_text(WORLD.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(bundled, "_folder", lambda _: folder)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "curb").mkdir()
    assert load("curb") == load(WORLD)
    assert bundled.scenario_names() == ("curb",)
    assert loading.titles() == {"curb": "Two countries, two goods, one curb"}


def test_the_folder_of_a_checkout_is_found() -> None:
    assert bundled._folder("scenarios").name == "scenarios"
    assert bundled._folder("scenarios").is_dir()


def test_an_unknown_bundled_scenario() -> None:
    with pytest.raises(ScenarioError, match="no scenario of this name comes with tradesim"):
        bundled.scenario_path("nothing_like_it")


def test_variant_then_left_out_then_overridden() -> None:
    scenario = load(
        WORLD,
        variant="slow_office",
        without=["reserve"],
        overrides={"policies.acid curb.review_weeks": 30},
    )
    assert [policy.name for policy in scenario.policies] == [
        "acid curb",
        "list removal",
        "film plant",
        "quick permits",
    ]
    assert at(scenario, "policies.acid curb.review_weeks") == 30
    assert at(scenario, "policies.list removal.review_weeks") == 26


def test_an_override_of_what_was_left_out_is_refused() -> None:
    with pytest.raises(OverrideError, match="'reserve' is not one of 'policies'"):
        load(WORLD, without=["reserve"], overrides={"policies.reserve.cover_weeks": 5})


def test_one_name_left_out_need_not_stand_in_a_list() -> None:
    assert load(WORLD, without="acid curb") == load(WORLD, without=["acid curb"])
    with pytest.raises(OverrideError, match="--without acid crub: this is no policy"):
        load(WORLD, without="acid crub")


def test_a_title_in_several_languages_is_listed_in_english() -> None:
    assert loading.titles()["2019_curbs"] == "Japan's export curbs of 2019"
