"""Countries on the page: whose buyers are shown, their articles, and where supply was lost."""

from pathlib import Path

import pytest

from tests.web.conftest import copy_worlds, stage_of
from tests.web.test_playing import in_english
from tradesim.errors import ScenarioError
from tradesim.scenario import load
from tradesim.web.checking import load_for_page
from tradesim.web.page import Stage, page_document
from tradesim.web.places import country_said
from tradesim.web.playing import Player
from tradesim.web.view import view_of
from tradesim.wording.said import unfolded

STRUCK = """\
extends: two_countries
name: struck
countries:
  - {code: AAA, name: Alpha Islands}
shocks:
  - {kind: supply_shock, name: acid lost, country: AAA, items: [acid], date: 2019-09-02,
     lost_share: 1}
  - {kind: blockade, name: strait, country: BBB, start: 2020-02-03, end: 2020-03-02}
"""


@pytest.fixture(scope="module")
def struck(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    folder = tmp_path_factory.mktemp("struck")
    copy_worlds(folder)
    (folder / "struck.yaml").write_text(STRUCK, encoding="utf-8")
    return stage_of(folder / "struck.yaml", 2)


def test_a_loss_of_plants_and_a_blockade_are_told_with_their_places(struck: Stage) -> None:
    told = in_english(Player(struck).run(struck.board.defaults))
    assert "Loss of plants in the Alpha Islands happened – acid lost." in told
    assert "Blockade of Betaland began – strait." in told
    assert not [sentence for sentence in told if "upply shock" in sentence]


def test_a_class_may_leave_out_what_cut_the_supply(struck: Stage) -> None:
    board = struck.board
    made = {lever.name: lever.help for lever in board.levers}
    assert made["acid lost"] == "Loss of plants."
    assert made["strait"] == "Blockade."
    assert "boom" not in made
    left_out = {name: set(board.change(board.baseline(name)).without) for name in board.baselines}
    assert left_out == {
        "as written": set(),
        "without policies": made.keys() - {"acid lost", "strait"},
        "undisturbed": made.keys(),
    }
    labels = [each["label"] for each in page_document(struck, "server")["baselines"]]
    assert labels[-1] == "Without policies and losses of supply"


def test_a_country_has_its_article_in_a_sentence() -> None:
    assert country_said("Netherlands") == "the Netherlands"
    assert country_said("Netherlands", begins=True) == "The Netherlands"
    assert country_said("Korea", begins=True) == "Korea"
    assert unfolded(country_said("Netherlands")) == {
        "text": "the {country}",
        "values": {"country": "Netherlands"},
    }


def test_the_page_shows_the_first_market_of_those_that_policies_are_aimed_at() -> None:
    world = load("2022_neon")
    assert world.markets[0] == view_of(world).country == "KOR"
    last = world.model_copy(update={"markets": world.markets[::-1]})
    assert view_of(last).country == world.markets[-1]
    beside = load("2023_russia_belarus")  # its markets are those that goods may pass through
    assert view_of(beside).country not in beside.markets


def test_a_question_about_several_countries_shows_them_as_one() -> None:
    stage = Stage("2023_graphite", load("2023_graphite"))
    assert stage.view.buyers == ("German users", "Polish users", "Other European users")
    assert "Stocks of buyers, EU" in [chart.label for chart in stage.charts]
    flows = next(chart for chart in stage.charts if chart.name == "imports natural_graphite")
    assert flows.lines[0].name == "CHN"
    assert "EU" in stage.outcomes[0].label


@pytest.mark.parametrize(
    ("page", "why"),
    [("{region: UE}", "'UE' is no region"), ("{region: EU}", "a region has no outcomes")],
)
def test_a_region_that_cannot_be_shown_is_told(tmp_path: Path, page: str, why: str) -> None:
    copy_worlds(tmp_path)
    world = tmp_path / "region.yaml"
    text = "extends: two_countries\nname: region\nhindcast: {regions: {EU: [AAA, BBB]}}\n"
    world.write_text(f"{text}page: {page}\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match=why):
        load_for_page(str(world))
