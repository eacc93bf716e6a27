"""What a scenario says for the page is checked: each fault with its line and what to do."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.source_tree import REPOSITORY
from tests.web.conftest import CLASSROOM, WORLDS, copy_worlds
from tradesim.cli import app
from tradesim.errors import ScenarioError
from tradesim.results.manifest import scenario_hash
from tradesim.scenario import load
from tradesim.scenario.classroom import CLASSROOM as SECTIONS
from tradesim.web.checking import load_for_page


def problems(folder: Path, old: str, new: str) -> str:
    text = CLASSROOM.read_text(encoding="utf-8")
    assert text.count(old) >= 1, old
    text = text.replace(old, new, 1)
    copy_worlds(folder)
    file = folder / "world.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        load_for_page(str(file))
    return "\n".join(map(str, caught.value.problems))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("without: [acid curb]", "without: [acid crub]", "line 14, levers[0].positions[0].without"),
        ("without: [acid curb]", "without: [acid crub]", "Did you mean 'acid curb'?"),
        ("without: [acid curb]", "with: [acid curb]", "unknown field 'with'"),
        (
            "{policies.acid curb.terms.review_weeks: 4}",
            "{policies.acid curb.terms.review_weks: 4}",
            "Did you mean 'review_weeks'?",
        ),
        (
            "{policies.acid curb.terms.review_weeks: 26}",
            "{policies.acid curb.terms.review_weeks: 90}",
            "90 is more than 52. Weeks, not days: write 13 for 90 days.",
        ),
        (
            "{policies.acid curb.terms.review_weeks: 26}",
            "{policies.acid curb.terms.review_weeks: long}",
            "'long' is not a number",
        ),
        (
            "policies.list removal.announced: 2020-02-03",
            "policies.list removal.announced: soon",
            "'soon' is not a date",
        ),
        (
            "policies.list removal.announced: 2020-02-03",
            "policies.list removal.announced: 2020-03-03",
            "is before 'announced'",
        ),
        (
            "policies.list removal.announced: 2020-02-03",
            "policies.acid curb.review_weeks: 3",
            "lever 'review' sets this too. Give it to one of them.",
        ),
        ("    default: 0\n", "    default: 2\n", "2 is no position of 'list': it has 2, 0 to 1."),
        ("    default: 0\n", "    default: -1\n", "-1"),
        ("  - name: list\n", "  - name: review\n", "'review' is the name of a lever already."),
        ("positions: {curb: 0}", "positions: {crub: 0}", "'crub' is not a lever (curb, review"),
        ("positions: {curb: 0}", "positions: {curb: 3}", "3 is no position of 'curb'"),
        ("positions: {curb: 0}", "positions: {curb: none}", "baselines.no_curb.positions.curb"),
        (
            'measure: "output_lost_weeks[destination=BBB]", at_most: 0.1',
            'measure: "output_lost_week[destination=BBB]", at_most: 0.1',
            "'output_lost_week' is not a measure. Did you mean 'output_lost_weeks'?",
        ),
        (
            'measure: "output_lost_weeks[destination=BBB]", at_most: 0.1',
            'measure: "output_lost_weeks[destination=BBC]", at_most: 0.1',
            "destination 'BBC' is not of this scenario (AAA, BBB). Did you mean 'BBB'?",
        ),
        (
            'measure: "output_lost_weeks[destination=BBB]", at_most: 0.1',
            'measure: "output_lost_weeks[destination=BBB]"',
            "no bound is given. Write at_least or at_most.",
        ),
        (
            "minimise: hhi_by_country_end[item=acid, destination=BBB]",
            "minimise: hhi_by_country_end[item=acids, destination=BBB]",
            "item 'acids' is not of this scenario",
        ),
        ("{label: some, at_least: 0.1}", "{label: some, at_least: 1, at_most: 0}", "is more than"),
        ("  start: 2019-05-06", "  start: 2017-05-06", "is not within the scenario"),
        ("  end: 2020-12-27", "  end: 2019-02-01", "is before 'start'"),
        ("country: BBB", "country: BBC", "'BBC' is not a country of this scenario"),
        ("groups: [acids]", "groups: [acidz]", "'acidz' is not a customs group"),
        ("network: acid\n", "network: film stock\n", "'film stock' is not an item"),
        ("network: acid\n", "network: acid\n  buyers: [Beta Device]\n", "'Beta Devices'?"),
        ("network: acid\n", "network: acid\n  baked: {curb: [7]}\n", "7 is no position of 'curb'"),
        ("network: acid\n", "network: acid\n  baked: {rub: [0]}\n", "'rub' is not a lever"),
        ("lesson:\n", "agents: {AAA: 'mine:Own'}\nlesson:\n", "the page runs the standard agents"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    told = problems(tmp_path, old, new)
    assert said in told
    assert told.startswith("line "), told


def test_the_page_changes_neither_run_nor_hash() -> None:
    bare, shown = load(WORLDS / "two_countries.yaml"), load(CLASSROOM)
    named = shown.model_copy(update={"name": bare.name, "title": bare.title})
    assert shown.levers
    assert scenario_hash(named) == scenario_hash(bare)


def test_what_extends_a_scenario_has_its_levers_but_for_what_it_takes_away(tmp_path: Path) -> None:
    copy_worlds(tmp_path)
    file = tmp_path / "mine.yaml"
    file.write_text(
        "extends: classroom\nname: mine\npolicies: {acid curb: null}\nvariants: null\n",
        encoding="utf-8",
    )
    mine = load_for_page(str(file))
    assert [lever.name for lever in mine.levers] == ["list"]
    assert list(mine.baselines) == ["history"]
    assert mine.bets
    other = tmp_path / "other.yaml"
    other.write_text("extends: classroom\nname: other\nseed: 3\n", encoding="utf-8")
    assert len(load_for_page(str(other)).levers) == len(load(CLASSROOM).levers)


def test_a_lever_the_extending_file_writes_itself_is_its_own_affair(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    copy_worlds(tmp_path)
    text = "extends: classroom\nname: mine\npolicies: {acid curb: null}\nlevers:\n"
    file.write_text(text + "  review: {label: still here}\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match="'acid curb' is not one of 'policies'"):
        load_for_page(str(file))


def test_overrides_and_variants_do_not_stumble_over_levers() -> None:
    assert load(CLASSROOM, without=["acid curb"], overrides={"seed": 4}).seed == 4
    assert load(CLASSROOM, variant="no_curb").policies
    assert set(SECTIONS) <= set(type(load(CLASSROOM)).model_fields)


def test_validate_finds_what_is_wrong_with_the_page(tmp_path: Path) -> None:
    text = CLASSROOM.read_text(encoding="utf-8").replace("output_lost_weeks", "output_lost_weekz")
    copy_worlds(tmp_path)
    file = tmp_path / "world.yaml"
    file.write_text(text, encoding="utf-8")
    done = CliRunner().invoke(app, ["validate", str(file)])
    assert done.exit_code == 1
    assert "'output_lost_weekz' is not a measure." in done.stderr
    assert CliRunner().invoke(app, ["validate", str(CLASSROOM)]).exit_code == 0


def test_the_example_of_the_documentation_works(tmp_path: Path) -> None:
    page = (REPOSITORY / "docs" / "page.md").read_text(encoding="utf-8")
    example = max(re.findall(r"```yaml\n(.*?)```", page, flags=re.DOTALL), key=len)
    file = tmp_path / "mine.yaml"
    copy_worlds(tmp_path)
    file.write_text(f"extends: two_countries\nname: mine\n{example}", encoding="utf-8")
    mine = load_for_page(str(file))
    assert [position.label for position in mine.levers[0].positions][-1] == "no curb"
