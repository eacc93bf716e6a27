"""The server: what it answers, what it refuses, and that many may ask at once."""

import json
import os
import pickle
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from typer.testing import CliRunner

from tests.source_tree import REPOSITORY
from tests.web.conftest import CLASSROOM
from tests.web.visitor import PATIENCE, Visitor, served
from tradesim.cli import app
from tradesim.errors import OverrideError
from tradesim.web.admission import check_caller, own_names
from tradesim.web.asking import LARGEST_BODY
from tradesim.web.page import Stage
from tradesim.web.playing import Player
from tradesim.web.refusing import RefusedError
from tradesim.web.server import application
from tradesim.web.serving import LOOPBACK, AddressError, _Server, bound
from tradesim.web.workers import CalledOffError, Playing, SettingBlock, Workers

SECOND = 1.0


class Played:
    """Workers that play in this process and count, or fail as they are told."""

    def __init__(self, stage: Stage, fault: Exception | None = None) -> None:
        self.player = Player(stage)
        self.asked: list[Any] = []
        self.fault = fault
        self.restarts = 0
        self.generation = 0
        self.count = 1

    def play(self, block: SettingBlock) -> Playing:
        self.asked.extend(block.settings)
        future: Future[list[Any]] = Future()
        if self.fault is None:
            future.set_result([self.player.packed(each) for each in block.settings])
        elif isinstance(self.fault, OverrideError):
            future.set_result([self.fault for _ in block.settings])
        else:
            future.set_exception(self.fault)
        return Playing(future, 0)

    def call_off(self, playing: Playing) -> None:
        self.asked.append(("called off", playing.ticket))

    def restart(self, generation: int) -> None:
        self.restarts += 1
        self.generation = generation + 1

    def stop(self) -> None:
        self.asked.append("stopped")


@pytest.fixture(scope="module")
def played(stage: Stage) -> Played:
    return Played(stage)


@pytest.fixture(scope="module")
def client(stage: Stage, played: Played) -> Iterator[Visitor]:
    with served(stage, played) as client:
        yield client


def test_the_page_is_given_out_with_its_files(client: Visitor) -> None:
    page = client.get("/")
    assert page.status == 200
    named = re.findall(r'(?:href|src)="(static/[^"]+)"', page.text)
    assert named
    for name in named:
        file = client.get(f"/{name}")
        assert file.status == 200
        kind = "text/css" if name.endswith(".css") else "text/javascript"
        assert file.headers["content-type"].startswith(kind)


def test_every_answer_forbids_other_hosts(client: Visitor) -> None:
    for answer in (client.get("/"), client.get("/api/page"), client.get("/nothing")):
        rule = answer.headers["content-security-policy"]
        assert rule.startswith("default-src 'self';")
        assert "http" not in rule
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_every_answer_says_what_world_it_belongs_to(client: Visitor, stage: Stage) -> None:
    refused = client.run(9, 9, 9)
    answers = (client.get("/api/page"), client.run(1, 1, 0), refused, client.get("/nothing"))
    assert refused.status == 400
    assert {answer.headers["tradesim-world"] for answer in answers} == {stage.world}
    assert client.get("/api/page").json()["world"] == stage.world


def test_a_world_has_another_mark_with_other_settings_or_levers(stage: Stage) -> None:
    other = stage.scenario.model_copy(update={"levers": stage.scenario.levers[:2]})
    marks = {
        stage.world,
        Stage(stage.name, stage.scenario, stage.replicates + 1).world,
        Stage(stage.name, other, stage.replicates).world,
    }
    assert len(marks) == 3
    assert Stage("elsewhere.yaml", stage.scenario, stage.replicates).world == stage.world


def test_who_waits_when_the_server_is_ended_is_told_in_a_sentence(stage: Stage) -> None:
    class Never(Played):
        def __init__(self, stage: Stage) -> None:
            super().__init__(stage)
            self.count = 8

        def play(self, block: SettingBlock) -> Playing:
            self.asked.extend(block.settings)
            return Playing(Future(), 0)

    workers, ready = Never(stage), threading.Event()
    with bound(LOOPBACK, 0) as listening, ThreadPoolExecutor(1) as asking:
        config = uvicorn.Config(application(stage, workers), log_level="critical")
        server = _Server(config, ready.set)
        serving = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        serving.start()
        assert ready.wait(PATIENCE)
        answer = asking.submit(Visitor(listening.getsockname()[1]).run, 2, 2, 1)
        end = time.monotonic() + PATIENCE
        while (2, 2, 1) not in workers.asked and time.monotonic() < end:
            time.sleep(0.01)
        server.should_exit = True
        told = answer.result(PATIENCE)
        serving.join(PATIENCE)
    assert told.status == 503
    assert told.json()["error"] == "The server is being ended."


def test_the_page_is_told_once_and_a_run_when_asked(client: Visitor, stage: Stage) -> None:
    page = client.get("/api/page").json()
    assert page["source"] == "server"
    run = client.run(1, 1, 0)
    assert run.headers["content-encoding"] == "gzip"
    assert run.json() == Player(stage).run((1, 1, 0))


def test_who_takes_no_gzip_gets_plain_json(client: Visitor) -> None:
    run = client.ask(
        "POST", "/api/run", b'{"positions": [1, 1, 0]}', {"Accept-Encoding": "identity"}
    )
    assert "content-encoding" not in run.headers
    assert run.json()["positions"] == [1, 1, 0]


def test_a_setting_is_played_once_and_named_ones_beforehand(
    client: Visitor, played: Played
) -> None:
    for _ in range(3):
        assert client.run(1, 2, 1).status == 200
    assert played.asked.count((1, 2, 1)) == 1
    assert client.run(0, 1, 0).status == 200
    assert played.asked.count((0, 1, 0)) == 1


def test_what_is_one_move_away_is_played_while_nobody_waits(
    client: Visitor, played: Played, stage: Stage
) -> None:
    nearby = set(stage.board.one_move_away())
    assert (2, 1, 1) not in nearby
    assert (1, 1, 1) in nearby
    end = time.monotonic() + PATIENCE
    while not nearby <= set(played.asked) and time.monotonic() < end:
        time.sleep(0.05)
    assert nearby <= set(played.asked)
    assert client.run(2, 1, 0).status == 200
    assert max(played.asked.count(setting) for setting in nearby) == 1


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b"[" * 3000, "not JSON"),
        (b"null", "The request is nothing."),
        (b"[1, 1, 0]", "a list"),
        (b"{}", "nothing of 'positions'"),
        (b'{"position": [1, 1, 0]}', "unknown field 'position'. Did you mean 'positions'?"),
        (b'{"positions": [1, 1, 0], "seed": 2}', "unknown field 'seed'"),
        (b'{"positions": "110"}', "nothing of 'positions'"),
        (b'{"positions": [1, 1]}', "2 positions, but there are 3 levers"),
        (b'{"positions": [1, 1, 0, 0]}', "4 positions"),
        (b'{"positions": [1, 1, 2]}', "'When does the list end?' has positions 0 to 1, not 2."),
        (b'{"positions": [-1, 1, 0]}', "has positions 0 to 2, not -1"),
        (b'{"positions": [true, 1, 0]}', "true is not a position of 'What does the office do?'"),
        (b'{"positions": [1.0, 1, 0]}', "1 is not a position"),
        (b'{"positions": ["<script>", 1, 0]}', "'<script>' is not a position"),
        (b'{"positions": [1e400, 1, 0]}', "inf is not a position"),
        (b'{"positions": [NaN, 1, 0]}', "nan is not a position"),
        (b'{"positions": [1, 1, 0], "visitor": 3}', "'visitor' is a text"),
        (b'{"positions": [1, 1, 0], "move": -1}', "'move' is a whole number"),
        (b'{"positions": [1, 1, 0], "move": true}', "'move' is a whole number"),
        (b'{"positions": [1, 1, 0], "first": 1}', "'first' is true or false"),
        (b'{"positions": [1, 1, 0], "wanted": 1}', "'wanted' is a list"),
        (b'{"positions": [1, 1, 0], "wanted": [[1]]}', "1 position, but there are 3 levers"),
    ],
)
def test_what_cannot_be_answered_is_said_in_a_sentence(
    client: Visitor, played: Played, stage: Stage, body: bytes, said: str
) -> None:
    answer = client.ask("POST", "/api/run", body)
    assert answer.status == 400
    assert said in answer.json()["error"]
    assert answer.headers["content-type"] == "application/json"
    assert set(played.asked) <= {*stage.board.one_move_away(), (1, 2, 1)}


def test_a_huge_request_is_refused_before_it_is_read_whole(client: Visitor) -> None:
    lines = {"Host": f"127.0.0.1:{client.port}", "Content-Length": "1000000000", **client.as_page}
    named = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    heading = f"POST /api/run HTTP/1.1\r\n{named}\r\n"
    with socket.create_connection(("127.0.0.1", client.port), timeout=PATIENCE) as line:
        line.sendall(heading.encode() + b"x" * (LARGEST_BODY + 1))
        answer = ""
        while not answer.endswith("}"):
            answer += line.recv(LARGEST_BODY).decode()
    assert answer.startswith("HTTP/1.1 413")
    assert f"longer than {LARGEST_BODY} bytes" in answer
    assert client.get("/api/page").status == 200


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nothing", 404),
        ("GET", "/static/nothing.js", 404),
        ("GET", "/static/..%2Fserver.py", 404),
        ("GET", "/static/%2e%2e/server.py", 404),
        ("GET", "/api/run", 405),
        ("DELETE", "/", 405),
    ],
)
def test_other_addresses_are_refused(client: Visitor, method: str, path: str, status: int) -> None:
    answer = client.ask(method, path)
    assert answer.status == status
    assert "error" in answer.json()


def test_a_stranger_name_of_the_server_is_refused(client: Visitor) -> None:
    answer = client.get("/api/page", Host="evil.example")
    assert answer.status == 400


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://[::1"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
    ],
)
def test_another_web_site_starts_no_run(
    client: Visitor, played: Played, headers: dict[str, str], status: int
) -> None:
    answer = client.ask("POST", "/api/run", b'{"positions": [2, 1, 1]}', headers)
    assert answer.status == status
    assert (2, 1, 1) not in played.asked


def test_a_request_that_says_nothing_of_its_origin_starts_no_run() -> None:
    with pytest.raises(RefusedError, match="say where they come from"):
        check_caller({"content-type": "application/json", "host": "127.0.0.1:8019"})
    check_caller({"content-type": "application/json", "sec-fetch-site": "same-origin"})


def test_half_a_letter_is_answered_in_a_sentence(client: Visitor) -> None:
    answer = client.ask("POST", "/api/run", b'{"positions": ["\\ud800", 1, 0]}')
    assert answer.status == 400
    assert "The request is not JSON." in answer.json()["error"]


@pytest.mark.parametrize(
    "said",
    [b"\x16\x03\x01\x02", b"GET / HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\nX: " + b"x" * 70_000],
)
def test_what_is_no_http_is_refused_with_the_headers_of_safety(
    client: Visitor, said: bytes
) -> None:
    answer = client.say(said + b"\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 400")
    assert b"x-content-type-options: nosniff" in answer.lower()


def test_a_long_address_is_repeated_in_part(client: Visitor) -> None:
    answer = client.get("/" + "x" * 10_000)
    assert answer.status == 404
    assert len(answer.body) < 2_000


def test_a_body_that_does_not_come_to_an_end_is_cut(
    client: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tradesim.web.admission.SLOWEST_BODY_SECONDS", 0.1)
    lines = {"Host": f"127.0.0.1:{client.port}", "Content-Length": "30", **client.as_page}
    named = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    with socket.create_connection(("127.0.0.1", client.port), timeout=PATIENCE) as line:
        line.sendall(f"POST /api/run HTTP/1.1\r\n{named}\r\n{{".encode())
        assert line.recv(LARGEST_BODY).startswith(b"HTTP/1.1 408")


def test_the_server_knows_its_own_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: "Teacher")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        names = own_names(listening)
    assert {"127.0.0.1", "localhost", "teacher", "teacher.local"} <= set(names)
    assert "*" not in names
    assert "0.0.0.0" not in names


def test_positions_that_do_not_fit_together_are_told(stage: Stage) -> None:
    fault = OverrideError("policies.acid curb.effective", "it is before 'announced'.")
    with served(stage, Played(stage, fault)) as client:
        answer = client.run(1, 1, 0)
    assert answer.status == 422
    assert "it is before 'announced'." in answer.json()["error"]


def test_a_worker_that_died_is_replaced(stage: Stage) -> None:
    workers = Played(stage, BrokenProcessPool())
    with served(stage, workers) as client:
        answer = client.run(2, 2, 1)
        assert answer.status == 500
        assert "died" in answer.json()["error"]
        assert workers.restarts >= 1
        workers.fault = None
        assert client.run(2, 2, 1).status == 200


def test_processes_are_replaced_once_however_many_waited(stage: Stage) -> None:
    workers = Workers(stage, 1)
    try:
        doomed = workers.play(SettingBlock(((1, 1, 0),), 2)).future
        for process in list(workers._pool._processes.values()):
            process.kill()
        with pytest.raises(BrokenProcessPool):
            doomed.result(PATIENCE)
        workers.restart(0)
        workers.restart(0)
        assert workers.generation == 1
        assert workers.play(SettingBlock(((1, 1, 0),), 2)).future.result(PATIENCE)
    finally:
        workers.stop()


def test_runs_that_nobody_waits_for_stop_between_two_weeks(stage: Stage) -> None:
    workers = Workers(stage, 1)
    try:
        workers.play(SettingBlock(((1, 1, 0),), 2)).future.result(PATIENCE)
        playing = workers.play(
            SettingBlock(((1, 1, 0),), 3000)
        )  # far more than the time until it stops
        time.sleep(SECOND / 10)
        workers.call_off(playing)
        with pytest.raises((CalledOffError, CancelledError)):
            playing.future.result(PATIENCE)
        (run,) = workers.play(SettingBlock(((1, 1, 0),), 2)).future.result(PATIENCE)
        assert isinstance(run, bytes)
    finally:
        workers.stop()


def test_positions_that_do_not_fit_come_back_from_a_process_as_they_were_raised() -> None:
    fault = OverrideError("policies.curb.effective", "it is early.", option="--variant")
    copy = pickle.loads(pickle.dumps(fault))
    assert (copy.path, copy.message, copy.option) == (fault.path, fault.message, fault.option)
    assert str(copy) == str(fault)


def test_a_fault_of_the_server_is_no_traceback_for_the_visitor(stage: Stage) -> None:
    with served(stage, Played(stage, ZeroDivisionError("secret"))) as client:
        answer = client.run(1, 1, 0)
    assert answer.status == 500
    assert "secret" not in answer.text
    assert "ZeroDivisionError" in answer.json()["error"]


def test_many_visitors_get_what_each_asked_for(stage: Stage) -> None:
    wanted = [(row % 3, row % 2, row % 2) for row in range(24)]
    with served(stage, Workers(stage, 2)) as client, ThreadPoolExecutor(8) as crowd:
        answers = crowd.map(lambda positions: client.run(*positions).json(), wanted)
        assert [answer["positions"] for answer in answers] == [list(each) for each in wanted]


def test_a_port_in_use_is_said() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(AddressError, match=f"Port {port} is in use"):
            bound("127.0.0.1", port)
    with pytest.raises(AddressError, match="'no such host' is no address of this machine"):
        bound("no such host", 0)


def test_serving_answers_soon_and_ends_at_once(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tradesim", "serve", str(CLASSROOM), "--port", "0"]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY / "src"), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [*command, "--replicates", "2", "--no-browser"],
        cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as server:  # fmt: skip
        try:
            assert server.stdout is not None
            line = server.stdout.readline()
            address = re.search(r"http://127\.0\.0\.1:\d+/", line)
            assert address, line
            assert "A class in two countries" in line
            body = json.dumps({"positions": [1, 1, 0]}).encode()
            request = urllib.request.Request(
                f"{address.group()}api/run",
                data=body,
                headers={
                    "Content-Type": "application/json",
                    "Origin": address.group().rstrip("/"),
                },
            )
            with urllib.request.urlopen(request, timeout=60) as answer:
                assert json.load(answer)["positions"] == [1, 1, 0]
            taken = address.group().rsplit(":", 1)[1].strip("/")
            refused = CliRunner().invoke(app, [*command[3:-1], taken, "--no-browser"])
            assert refused.exit_code == 2
            assert "is in use" in refused.stderr
        finally:
            server.send_signal(signal.SIGINT)
            ended = time.monotonic()
            assert server.wait(30) == 0
        assert server.stderr is not None
        assert server.stderr.read() == ""
        assert time.monotonic() - ended < 20 * SECOND
