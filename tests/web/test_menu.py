"""Several scenarios on one server: the menu, what is opened when, and who may open it."""

import asyncio
import copy
import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.web.conftest import CLASSROOM, FEW, copy_worlds, stage_of
from tests.web.test_class import Canned
from tests.web.test_playing import english
from tests.web.visitor import Visitor, served_app
from tradesim.scenario.bundled import scenario_names
from tradesim.web.checking import load_for_page
from tradesim.web.lever_answers import MOST_MADE, Made
from tradesim.web.menu import MOST_OPEN, Scenarios, known, menu_document
from tradesim.web.page import Stage
from tradesim.web.server import Room, application


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy_worlds(tmp_path)
    for number in range(MOST_OPEN + 1):
        text = f"extends: classroom\nname: world_{number}\ntitle: World <{number}>\n"
        (tmp_path / f"world_{number}.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "broken.yaml").write_text("title: [", encoding="utf-8")
    (tmp_path / "wrong.yaml").write_text("title: Wrong\n", encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def canned(stage: Stage) -> Canned:
    return Canned(stage, (1, 1, 0))


@pytest.fixture
def opened() -> list[Canned]:
    return []


def copy_of(canned: Canned) -> Canned:
    """Return workers of their own that give out the same run."""
    other = copy.copy(canned)
    other.asked = []
    return other


@pytest.fixture
def client(stage: Stage, folder: Path, opened: list[Canned], canned: Canned) -> Iterator[Visitor]:
    made = Made()

    def make(other: Any) -> Any:
        if isinstance(other, str):
            other = stage_of(Path(other)) if Path(other).is_file() else stage
        opened.append(copy_of(canned))
        return application(other, opened[-1], room=Room(made=made))

    first = application(stage, canned, room=Room(made=made))
    with served_app(
        Scenarios(first, str(CLASSROOM), partial(known, folder), make, made)
    ) as visitor:
        yield visitor


def test_the_menu_has_the_shipped_ones_and_those_of_a_folder(folder: Path) -> None:
    listed = known(folder)
    assert set(scenario_names()) < set(listed)
    assert listed["world_1"] == str(folder / "world_1.yaml")
    menu = menu_document(listed, "2019_curbs")
    assert menu[0]["address"] == "/"
    assert menu[0]["titles"]["ko"] != menu[0]["titles"]["en"] == menu[0]["title"]
    assert len(menu) == len(listed)
    told = {entry["address"]: entry["title"] for entry in menu}
    assert told["/s/world_1/"] == "World <1>"
    assert told["/s/broken/"] == "broken"


def test_a_scenario_is_opened_when_it_is_asked_for(
    client: Visitor, opened: list[Canned], stage: Stage
) -> None:
    assert client.get("/api/page").json()["menu"] is True
    assert len(client.get("/api/scenarios").json()) > len(scenario_names())
    assert opened == []
    assert client.get("/s/world_1/").text.startswith("<!doctype html>")
    page = client.get("/s/world_1/api/page").json()
    assert page["scenario"]["title"] == "World <1>"
    assert page["world"] != stage.world
    run = client.ask("POST", "/s/world_1/api/run", json.dumps({"positions": [1, 1, 0]}).encode())
    assert run.status == 200
    assert run.headers["tradesim-world"] == page["world"]
    assert client.get("/s/world_1/static/page.css").status == 200
    assert len(opened) == 1


def test_a_file_that_is_saved_or_changed_later_is_on_the_menu_and_opened(
    client: Visitor, folder: Path
) -> None:
    def titles() -> set[str]:
        return {entry["title"] for entry in client.get("/api/scenarios").json()}

    assert client.get("/s/later/").status == 404
    assert "Later" not in titles()
    later = folder / "later.yaml"
    for title in ("Later", "Changed"):
        later.write_text(f"extends: classroom\nname: later\ntitle: {title}\n", encoding="utf-8")
        assert title in titles()
        assert client.get("/s/later/api/page").json()["scenario"]["title"] == title
    later.unlink()
    assert "Changed" not in titles()


def test_only_so_many_are_open_at_a_time(client: Visitor, opened: list[Canned]) -> None:
    for number in range(MOST_OPEN + 1):
        assert client.get(f"/s/world_{number}/api/page").status == 200
    assert opened[0].asked[-1] == "stopped"
    assert "stopped" not in opened[1].asked
    assert client.get("/s/world_0/api/page").status == 200


def test_what_is_not_there_or_not_right_is_said(client: Visitor, opened: list[Canned]) -> None:
    assert client.get("/s/nothing/").status == 404
    assert client.get("/s/..%2f..%2fetc/").status == 404
    wrong = client.get("/s/wrong/")
    assert wrong.status == 422
    assert "wrong.yaml" in wrong.json()["error"]
    foreign = client.get("/s/world_1/", **{"Sec-Fetch-Site": "cross-site"})
    assert foreign.status == 403
    assert opened == []
    moved = client.get("/s/world_1")
    assert (moved.status, moved.headers["location"]) == (307, "/s/world_1/")


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/s/<b>/", 404, "There is no scenario &#x27;&lt;b&gt;&#x27; here."),
        ("/s/wrong/", 422, "wrong.yaml"),
        ("/nothing", 404, "There is nothing at this address."),
    ],
)
def test_who_follows_a_link_that_leads_nowhere_gets_a_page(
    client: Visitor, path: str, status: int, words: str
) -> None:
    answer = client.get(path.replace("<", "%3C").replace(">", "%3E"), Accept="text/html,*/*")
    text = answer.body.decode()
    assert (answer.status, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert words in text
    assert '<a href="/">To the first scenario of this server</a>' in text


def test_the_page_of_a_link_that_leads_nowhere_speaks_the_reader_s_language(
    client: Visitor,
) -> None:
    wishes = {"Accept": "text/html", "Accept-Language": "ko-KR,ko;q=0.9"}
    text = client.get("/s/nothing/", **wishes).body.decode()
    assert '<html lang="ko">' in text
    assert "There is no scenario" not in text


@pytest.mark.parametrize("path", ["/api/scenarios", "/s/world_1/", "/s/world_1"])
def test_who_calls_the_server_by_another_name_opens_nothing(
    client: Visitor, opened: list[Canned], path: str
) -> None:
    assert client.get(path, Host="evil.example").status == 400
    assert opened == []


@pytest.mark.parametrize("path", ["/api/scenarios", "/s/nothing/", "/s/world_1", "/s/wrong/"])
def test_every_answer_of_the_menu_has_the_headers_of_safety(client: Visitor, path: str) -> None:
    answer = client.get(path)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert len(client.get("/s/" + "x" * 10_000).body) < 2_000


def test_all_that_is_open_is_stopped_with_the_server(
    stage: Stage, folder: Path, opened: list[Canned], canned: Canned
) -> None:
    def made(file: str) -> Any:
        other = Stage(file, load_for_page(file), FEW)
        opened.append(copy_of(canned))
        return application(other, opened[-1])

    async def lived() -> None:
        app = Scenarios(
            application(stage, copy_of(canned)), "x", partial(known, folder), made, Made()
        )
        await app._opened("world_0")
        app.state.end()
        await app._close(keep=0)

    asyncio.run(lived())
    assert opened[0].asked[-1] == "stopped"


def test_a_figure_with_a_range_becomes_a_lever_and_a_file(
    client: Visitor, folder: Path, opened: list[Canned], stage: Stage
) -> None:
    listed = client.get("/api/levers").json()
    path = listed[0]["path"]
    answer = client.send("/api/levers", {"paths": [path]}).json()
    page = client.get(f"{answer['address']}api/page").json()
    assert len(page["levers"]) == len(stage.board.levers) + 1
    assert "(as written)" in page["levers"][-1]["positions"][page["levers"][-1]["default"]]
    assert [each["name"] for each in page["baselines"]] == ["history", "no_curb"]
    assert len(opened) == 1
    again = client.send("/api/levers", {"paths": [path]}).json()
    assert again["address"] == answer["address"]
    file = folder / f"{answer['name']}.yaml"
    file.write_text(answer["file"], encoding="utf-8")
    mine = load_for_page(str(file))
    assert mine.name == answer["name"]
    assert [lever.label for lever in mine.levers] == [each["label"] for each in page["levers"]]


def test_a_figure_of_a_country_is_offered_by_the_name_of_the_country(client: Visitor) -> None:
    labels = {each["path"]: english(each["label"]) for each in client.get("/api/levers").json()}
    path = "countries.AAA.reaction.removal_weeks"
    assert labels[path].startswith("Time to remove a partner from a white list: Alphaland, ")


def test_a_saved_file_has_a_title_and_a_name_of_its_own(client: Visitor, stage: Stage) -> None:
    first, second, *_ = client.get("/api/levers").json()
    named = client.send("/api/levers", {"paths": [first["path"]], "title": "Slow papers"}).json()
    assert yaml.safe_load(named["file"])["title"] == "Slow papers"
    one, other = (
        client.send("/api/levers", {"paths": [each["path"]], "title": " "}).json()
        for each in (first, second)
    )
    titles = [yaml.safe_load(each["file"])["title"] for each in (one, other)]
    assert english(first["figure"]) in titles[0]
    assert len({*titles, stage.scenario.title}) == 3
    assert len({one["name"], other["name"], stage.scenario.name}) == 3


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"paths": []}, 400),
        ({"paths": ["nothing"]}, 400),
        ({"paths": "x"}, 400),
        ({"paths": [5]}, 400),
        ({"paths": ["countries.AAA.reaction.removal_weeks"], "title": 5}, 400),
        ({"paths": ["countries.AAA.reaction.removal_weeks"], "title": "x" * 201}, 400),
        ({"path": ["x"]}, 400),
        ({"paths": ["policies.acid curb.terms.review_weeks"]}, 400),
    ],
)
def test_what_is_no_lever_is_refused(client: Visitor, body: Any, status: int) -> None:
    answer = client.send("/api/levers", body)
    assert answer.status == status
    assert answer.json()["error"]


def test_another_site_adds_no_lever(client: Visitor) -> None:
    foreign = {"Origin": "https://evil.example"}
    assert client.ask("POST", "/api/levers", b'{"paths": ["x"]}', foreign).status == 403


def test_only_so_many_are_remembered(stage: Stage) -> None:
    made = Made()
    names = [
        made.add(Stage(stage.name, stage.scenario, number)) for number in range(2, MOST_MADE + 4)
    ]
    assert made.get(names[0]) is None
    assert made.get(names[-1]) is not None
