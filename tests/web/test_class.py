"""A class: who may join, what is kept of it, and what the teacher's screen shows."""

import re
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace
from typing import Any

import pytest

from tests.web.test_server import Played
from tests.web.visitor import Visitor, served
from tradesim.scenario.classroom import ShownOutcome
from tradesim.web.attending import LETTERS, MOST_MEMBERS, MOST_POLICIES, Attending
from tradesim.web.class_board import _best, axes_of, point
from tradesim.web.page import Stage
from tradesim.web.refusing import RefusedError
from tradesim.web.server import Room
from tradesim.web.workers import Playing, SettingBlock

SIXTY = 60


class Canned(Played):
    """Workers that play one setting once, and give it out for every other: it is enough here."""

    def __init__(self, stage: Stage, positions: tuple[int, ...]) -> None:
        super().__init__(stage)
        self.run = self.player.packed(positions)

    def play(self, block: SettingBlock) -> Playing:
        self.asked.extend(block.settings)
        future: Future[list[Any]] = Future()
        future.set_result([self.run for _ in block.settings])
        return Playing(future, 0)


@pytest.fixture(scope="module")
def canned(stage: Stage) -> Canned:
    return Canned(stage, (1, 1, 0))


@pytest.fixture
def attending() -> Attending:
    return Attending()


@pytest.fixture
def client(stage: Stage, attending: Attending, canned: Canned) -> Iterator[Visitor]:
    with served(stage, canned, Room(attending=attending)) as client:
        yield client


def post(client: Visitor, what: str, **fields: Any) -> Any:
    return client.send(f"/api/class/{what}", fields)


def board(client: Visitor, attending: Attending) -> Any:
    return client.get(f"/api/class/board?key={attending.key}").json()


def joined(client: Visitor, attending: Attending, name: str = "") -> str:
    token = post(client, "join", code=attending.code.lower(), name=name).json()["member"]
    assert re.fullmatch(r"[\w-]{16}", token)
    return str(token)


def test_a_code_has_no_letters_that_are_mistaken() -> None:
    assert not set("IOSL") & set(LETTERS)
    assert set(Attending().code) <= set(LETTERS)


def test_sixty_join_bet_and_try_policies(client: Visitor, attending: Attending) -> None:
    assert client.get("/api/page").json()["class"] is True
    for number in range(SIXTY):
        member = joined(client, attending, f"group {number}")
        told = post(client, "place", member=member, bets=[number % 2])
        assert told.status == 200
        setting = [number % 3, number % 3, 0]
        assert post(client, "place", member=member, positions=setting).status == 200
    shown = board(client, attending)
    assert shown["joined"] == SIXTY
    assert shown["bets"][0]["counts"] == [SIXTY / 2, SIXTY / 2]
    assert shown["bets"][0]["choices"] == ["none", "some"]


def test_the_first_bet_counts(client: Visitor, attending: Attending) -> None:
    member = joined(client, attending)
    post(client, "place", member=member, bets=[1])
    post(client, "place", member=member, bets=[0])
    assert board(client, attending)["bets"][0]["counts"] == [0, 1]


def test_bets_on_two_policies_stand_apart(client: Visitor, attending: Attending) -> None:
    member = joined(client, attending)
    post(client, "place", member=member, bets=[1])
    told = board(client, attending)["bets"]
    post(client, "place", member=member, bets=[0], on=[2, 1, 0])
    both = board(client, attending)["bets"]
    assert [each["counts"] for each in told] == [[0, 1]]
    assert [each["counts"] for each in both] == [[0, 1], [1, 0]]
    assert [each["on"] for each in both] == ["No curb", "own setting"]


def test_policies_stand_where_their_runs_are(stage: Stage) -> None:
    with_cost = _with_cost(stage)
    axes = axes_of(with_cost)
    assert axes is not None
    attending, played = Attending(), Canned(with_cost, (2, 1, 0))
    with served(with_cost, played, Room(attending=attending)) as client:
        member = joined(client, attending, "<b>Ada</b>")
        post(client, "place", member=member, positions=[2, 1, 0])
        shown = board(client, attending)
    [policy] = shown["policies"]
    assert (policy["x"], policy["y"]) == point(played.run, axes)
    assert policy["name"] == "<b>Ada</b>"  # as text: what shows it escapes it
    assert policy["policy"] == [["What does the office do?", "ban"]]
    assert policy["best"]
    assert shown["axes"]["x"] == "Output lost"
    assert (shown["axes"]["x_matters"], shown["axes"]["y_matters"]) == (0.1, 1.0)


def _with_cost(stage: Stage) -> Stage:
    cost = "stock_holding_cost[item=acid, destination=BBB]"
    page = stage.scenario.page
    shown = [*page.outcomes, ShownOutcome(measure=cost, label="Storing")]
    settings = page.model_copy(update={"outcomes": shown})
    return replace(stage, scenario=stage.scenario.model_copy(update={"page": settings}))


def test_the_best_are_those_that_none_undercuts_on_both() -> None:
    points = [(0.0, 3.0), (1.0, 1.0), (2.0, 0.0), (1.0, 2.0), (2.0, 2.0)]
    assert _best(points, (0.0, 0.0)) == {(0.0, 3.0), (1.0, 1.0), (2.0, 0.0)}


def test_none_is_best_by_less_than_what_matters() -> None:
    points = [(0.0, 71.0), (0.016, 63.0), (0.01, 63.2)]
    assert _best(points, (0.1, 1.0)) == {(0.016, 63.0), (0.01, 63.2)}
    assert _best(points, (0.0, 0.0)) == set(points)


@pytest.mark.parametrize(
    ("what", "fields", "status"),
    [
        ("join", {"code": "QQQQQQ", "name": ""}, 403),
        ("join", {"code": 5}, 400),
        ("join", {"code": "x" * 300}, 400),
        ("join", {"code": "x", "mail": "a@b.example"}, 400),
        ("place", {"member": "nobody", "bets": [0]}, 403),
        ("place", {"member": "nobody", "bets": [2]}, 400),
        ("place", {"member": "nobody", "bets": [True]}, 400),
        ("place", {"member": "nobody", "bets": []}, 400),
        ("place", {"member": "nobody", "positions": [9, 9, 9]}, 400),
    ],
)
def test_what_does_not_fit_is_refused(
    client: Visitor, attending: Attending, what: str, fields: dict[str, Any], status: int
) -> None:
    answer = post(client, what, **fields)
    assert answer.status == status
    assert answer.json()["error"]
    assert attending.members == []


@pytest.mark.parametrize("field", ["code", "name"])
def test_half_a_letter_joins_nobody(client: Visitor, attending: Attending, field: str) -> None:
    half = {"code": attending.code, "name": "A pupil", field: "\ud800"}
    answer = client.send("/api/class/join", half)
    assert (answer.status, attending.members) == (400, [])


def test_another_site_joins_nobody(client: Visitor, attending: Attending) -> None:
    foreign = {"Origin": "https://evil.example"}
    answer = client.ask(
        "POST", "/api/class/join", f'{{"code": "{attending.code}"}}'.encode(), foreign
    )
    assert answer.status == 403
    assert attending.members == []


def test_the_teacher_s_screen_opens_by_its_key_alone(client: Visitor) -> None:
    assert client.get("/teacher").status == 200
    for key in ("", "x", "é"):
        path = f"/api/class/board?key={key.encode().hex()}"
        assert client.get(path).status == 403


def test_without_a_class_there_is_nothing_to_join(stage: Stage, canned: Canned) -> None:
    with served(stage, canned) as client:
        assert client.get("/api/page").json()["class"] is False
        assert client.get("/teacher").status == 404
        assert post(client, "join", code="x").status == 404


def test_a_class_has_bounds() -> None:
    attending = Attending()
    for _ in range(MOST_MEMBERS):
        token = attending.join(attending.code, "  a \n long   name " + "x" * 100)
    with pytest.raises(RefusedError, match="full"):
        attending.join(attending.code, "")
    for number in range(MOST_POLICIES + 5):
        attending.place(token, None, (number,))
    member = attending.member(token)
    assert len(member.name) == 40
    assert member.name.startswith("a long name x")
    assert len(member.policies) == MOST_POLICIES
    assert member.policies[-1] == (MOST_POLICIES + 4,)


def test_a_link_has_a_qr_code_of_its_address(stage: Stage, canned: Canned) -> None:
    pytest.importorskip("segno", reason="the extra 'web' of an older installation")
    with served(stage, canned, Room(address="http://192.168.7.7:8019/")) as client:
        code = client.get("/api/qr?place=%23a%3Dhistory").json()
        assert client.get(f"/api/qr?place={'x' * 500}").status == 400
    assert code["address"] == "http://192.168.7.7:8019/#a=history"
    rows = code["rows"]
    assert {len(row) for row in rows} == {len(rows)}
    assert rows[4][4:11] == "1111111"  # the finder in the corner, inside a border of four
    assert rows[5][4:11] == "1000001"
