"""The page in one file: what it holds is what was played, and no name can do harm."""

import base64
import gzip
import json
import re
import struct
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from tests.source_tree import REPOSITORY
from tests.web.conftest import CLASSROOM, FEW, copy_worlds, stage_of
from tradesim.cli import app
from tradesim.scenario import load
from tradesim.trunk.same_goods import leading
from tradesim.web.assets import assets
from tradesim.web.baked import blocks_of, page_file, plan_of, play
from tradesim.web.bundle import BundleError, bundled
from tradesim.web.encoding import NO_VALUE, encode
from tradesim.web.levers import Positions
from tradesim.web.page import Stage
from tradesim.web.playing import Player
from tradesim.web.workers import Workers

MEGABYTE = 1_000_000
HOSTILE = "</script><script>alert(1)</script><!-- & \" ' \u2028"


class Elements(HTMLParser):
    """The elements of a file, with their attributes and text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs), ""))

    def handle_data(self, data: str) -> None:
        if self.found:
            tag, attributes, text = self.found[-1]
            self.found[-1] = (tag, attributes, text + data)

    def by_id(self, name: str) -> str:
        return next(text for _, attributes, text in self.found if attributes.get("id") == name)

    def scripts(self) -> list[str | None]:
        return [attributes.get("type") for tag, attributes, _ in self.found if tag == "script"]


def opened(text: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return header and runs of a block, read as the browser side reads it."""
    whole = gzip.decompress(base64.b64decode(text))
    (length,) = struct.unpack("<I", whole[:4])
    header = json.loads(whole[4 : 4 + length])
    stream = np.frombuffer(whole[4 + length :], dtype="<i2")
    runs = []
    for bare, block in zip(header["runs"], header["data"], strict=True):
        start, run = 0, json.loads(json.dumps(bare))
        run["sentences"] = [[week, header["texts"][told]] for week, told in run["sentences"]]
        for array in header["arrays"]:
            size = int(np.prod(array["shape"]))
            begin = header["blocks"] * start + block * size
            place(run, array["path"], restored(stream[begin : begin + size], array))
            start += size
        runs.append(run)
    return header, runs


def restored(steps: np.ndarray, array: dict[str, Any]) -> list[Any]:
    weeks, columns = [*array["shape"], 1][:2]
    lines = []
    for line in steps.reshape(columns, weeks):
        known = line != NO_VALUE
        values = array["offset"] + array["scale"] * np.cumsum(np.where(known, line, 0))
        lines.append([float(v) if k else None for v, k in zip(values, known, strict=True)])
    return lines[0] if len(array["shape"]) == 1 else [list(row) for row in zip(*lines, strict=True)]


def place(run: dict[str, Any], path: list[str], value: Any) -> None:
    node = run
    for word in path[:-1]:
        node = node.setdefault(word, {})
    node[path[-1]] = value


@pytest.fixture(scope="module")
def file(stage: Stage, workers: Workers) -> str:
    plan = plan_of(stage)
    return page_file(stage, plan, play(stage, plan, workers, lambda: None))


def test_the_file_holds_every_setting_as_it_was_played(stage: Stage, file: str) -> None:
    header, runs = opened(Elements(file).by_id("baked-runs"))
    assert header["grid"] == [[0, 1, 2], [0, 1, 2], [0, 1]]
    assert len(runs) == 18
    assert header["blocks"] == 10
    player = Player(stage)
    for number in (0, 7, 17):
        baked, run = runs[number], player.run(tuple(runs[number]["positions"]))
        for word in ("command", "policies", "sentences", "replicate", "stops"):
            assert baked[word] == run[word], word
        steps = {tuple(array["path"]): array["scale"] for array in header["arrays"]}
        for path, step in steps.items():
            ours, theirs = run, baked
            for word in path:
                ours, theirs = ours[word], theirs[word]
            told, meant = (np.array(each, dtype=float) for each in (theirs, ours))
            assert np.array_equal(np.isnan(told), np.isnan(meant)), path
            assert np.nanmax(np.abs(told - meant), initial=0.0) <= 0.5001 * step, path


def test_the_file_is_the_same_a_second_time(stage: Stage, workers: Workers, file: str) -> None:
    plan = plan_of(stage)
    assert page_file(stage, plan, play(stage, plan, workers, lambda: None)) == file


def test_settings_that_may_have_the_same_goods_come_in_one_block() -> None:
    stage = Stage("2019_curbs", load("2019_curbs"), FEW)
    plan = plan_of(stage)
    blocks = [block.settings for block in blocks_of(stage, plan)]
    assert sorted(setting for block in blocks for setting in block) == sorted(plan.to_play)
    played = [setting for block in blocks for setting in block]
    first = leading([stage.board.made(setting) for setting in played])
    of_setting = {setting: number for number, block in enumerate(blocks) for setting in block}
    assert len(set(first)) < len(first)
    for place, leader in enumerate(first):
        assert of_setting[played[place]] == of_setting[played[leader]]


def test_the_file_is_the_same_where_nobody_helps(stage: Stage, file: str) -> None:
    plan = plan_of(stage)
    assert page_file(stage, plan, play(stage, plan, None, lambda: None)) == file


def test_this_process_plays_beside_its_helpers(
    stage: Stage, workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = plan_of(stage)
    here: list[Positions] = []
    runs = Player.runs

    def noted(player: Player, asked: Sequence[Positions], *rest: Any) -> list[Any]:
        here.extend(asked)
        return runs(player, asked, *rest)

    monkeypatch.setattr(Player, "runs", noted)
    monkeypatch.setattr("tradesim.web.baked.most_runs", lambda _: FEW)
    found = play(stage, plan, workers, lambda: None)
    assert set(found) == set(plan.to_play)
    assert 0 < len(here) <= len(plan.to_play) - 2


def test_the_file_asks_nobody(file: str) -> None:
    elements = Elements(file)
    assert elements.scripts() == ["application/json", "text/plain", "module"]
    for _, attributes, _ in elements.found:
        for name in ("src", "href", "action"):
            assert (attributes.get(name) or "data:").startswith(("data:", "#"))
    rule = re.search(r'Content-Security-Policy" content="([^"]+)"', file)
    assert rule
    assert rule.group(1).startswith("default-src 'none'; script-src 'sha256-")
    assert "connect-src" not in rule.group(1)


def test_the_file_says_what_it_shows(file: str) -> None:
    page = json.loads(Elements(file).by_id("page-data"))
    assert page["source"] == "baked"
    assert page["seed"] == "1"
    assert page["scenario"]["name"] == "classroom"
    assert page["tradesim"]
    assert "<title>A class in two countries</title>" in file


def test_no_name_can_end_an_element(tmp_path: Path, workers: Workers) -> None:
    text = CLASSROOM.read_text(encoding="utf-8")
    for old in ("title: A class in two countries", "  what_is_it: Two countries and a curb."):
        assert old in text
        text = text.replace(old, f"{old.partition(': ')[0]}: {json.dumps(HOSTILE)}")
    copy_worlds(tmp_path)
    world = tmp_path / "world.yaml"
    world.write_text(text, encoding="utf-8")
    stage = stage_of(world)
    plan = plan_of(stage)
    elements = Elements(page_file(stage, plan, play(stage, plan, workers, lambda: None)))
    assert elements.scripts() == ["application/json", "text/plain", "module"]
    page = json.loads(elements.by_id("page-data"))
    assert page["scenario"]["title"] == HOSTILE
    assert page["lesson"][0]["text"] == HOSTILE.strip()


def test_a_series_with_holes_comes_back_with_them() -> None:
    def run(values: list[float | None]) -> dict[str, Any]:
        line = {"mean": values, "low": values, "high": values}
        network = {"flow": [[1.0]], "stock": [[None]], "starving": [[0]]}
        return {"charts": {"c": {"s": line}}, "network": network, "outcomes": {}, "sentences": []}

    given = [[None, 1.0, None, 3.0, None], [None] * 5, [5.0, 5.0, 5.0, 5.0, -20.0]]
    block = encode([[0, 1, 2]], [run(values) for values in given], [0, 1, 2])
    _, runs = opened(block)
    for values, back in zip(given, runs, strict=True):
        found = back["charts"]["c"]["s"]["mean"]
        assert [v is None for v in values] == [v is None for v in found]
        known = [(v, f) for v, f in zip(values, found, strict=True) if v is not None]
        assert all(f == pytest.approx(v, abs=0.06) for v, f in known)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("main.js", 'import x from "./dom.js";', "cannot be bundled"),
        ("main.js", 'import { x } from "./none.js";', "imports none.js, which is not there"),
        ("main.js", "export default 1;", "cannot be bundled"),
        ("main.js", 'const x = "</SCRIPT>";', "would end it"),
        ("main.js", 'const later = () => import("./dom.js");', "cannot be bundled"),
        ("main.js", 'import { x } from "./main.js";', "imports itself"),
        ("index.html", "<html></html>", "times, not once"),
    ],
)
def test_what_cannot_be_put_into_one_file_is_refused(name: str, text: str, said: str) -> None:
    page = {"scenario": {"title": "x"}}
    with pytest.raises(BundleError, match=said):
        bundled({**assets(), name: text.encode()}, page, "")


def test_the_command_writes_a_file_and_never_over_one(tmp_path: Path) -> None:
    out = tmp_path / "lesson.html"
    command = ["export-page", str(CLASSROOM), "-o", str(out), "--replicates", "2"]
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 0, done.stderr
    assert "18 settings of 3 levers, 2 replicates each, seed 1" in done.stdout
    written = out.read_bytes()
    again = CliRunner().invoke(app, command)
    assert again.exit_code == 1
    assert "exists already" in again.stderr
    forced = CliRunner().invoke(app, [*command, "--force"])
    assert forced.exit_code == 0
    assert out.read_bytes() == written


def test_others_are_spoken_of_where_there_are_some(tmp_path: Path) -> None:
    command = ["export-page", str(REPOSITORY / "tests" / "worlds" / "one_market.yaml")]
    done = CliRunner().invoke(app, [*command, "-o", str(tmp_path / "x.html"), "--replicates", "2"])
    assert "Simulating 4 settings, 2 replicates each.\n" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["no_such_scenario", "-o", "x.html"], 1, "neither a file nor a scenario"),
        ([str(CLASSROOM), "-o", "none/x.html"], 1, "there is no folder 'none'. Make it first."),
        ([str(CLASSROOM), "-o", "x.html", "--replicates", "1"], 2, "--replicates"),
    ],
)
def test_what_cannot_be_exported_is_said(
    arguments: list[str], status: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, ["export-page", *arguments])
    assert done.exit_code == status
    assert said in re.sub(r"[\s│]+", " ", done.stderr)
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
def test_the_shipped_lesson_fits_into_a_megabyte(tmp_path: Path) -> None:
    """Of few replicates: means and bands are kept, which grow by a tenth with all of them."""
    out = tmp_path / "lesson.html"
    scenario = str(REPOSITORY / "scenarios" / "2019_curbs.yaml")
    command = ["export-page", scenario, "-o", str(out), "--replicates", str(FEW)]
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 0, done.stderr
    assert out.stat().st_size < 0.85 * MEGABYTE
    header, _ = opened(Elements(out.read_text(encoding="utf-8")).by_id("baked-runs"))
    assert header["blocks"] >= 80
