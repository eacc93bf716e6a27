"""Whoever reads what a user wrote, called as commands call them, on a folder of sound files."""

from __future__ import annotations

import contextlib
import json
import random
import shutil
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from tests.fuzzing.mutations import mutated
from tests.source_tree import REPOSITORY
from tradesim.errors import TradesimError
from tradesim.evidence.observed_file import read_observed
from tradesim.evidence.parameters import read_ensemble
from tradesim.experiments import load_experiment, read_batch, run_experiment
from tradesim.experiments.analysis import runs_of
from tradesim.experiments.executors import Inline
from tradesim.experiments.plan import Plan
from tradesim.experiments.store.folder import BatchFolder
from tradesim.experiments.store.points import read_points
from tradesim.records.folder import read_records
from tradesim.reporting.report.source import read_run
from tradesim.results import run
from tradesim.results.seal import check_seal, signed
from tradesim.scenario import apply, load, parse_assignment
from tradesim.web.asking import run_asked

WORLDS = REPOSITORY / "tests" / "worlds"
CORPUS = REPOSITORY / "tests" / "corpus"

EXPERIMENT = """\
name: small
description: Does a longer review stop the plants?
scenario: world.yaml
vary:
  policies.acid curb.review_weeks: {range: [1, 26], unit: week}
  behaviour.patience_weeks: {normal: {mean: 8, sd: 3}, unit: week}
  buyers.Beta Devices.needs.acid.importance: {categorical: [critical, important]}
variants:
  baseline: {description: As it was.}
  no_curb: {variant: no_curb}
design: {kind: latin_hypercube, samples: 4}
replicates: 2
outcomes: [output_lost_weeks]
threshold: {outcome: output_lost_weeks, above: 1}
"""
OVERRIDES = """\
policies.acid curb.review_weeks=13
items.acid.qualification_weeks=26
suppliers.Alpha Chemicals.capacity=250
start=2019-02-04
behaviour.patience_weeks={value: 8, unit: week}
"""
OBSERVED = """\
month,customs_group,destination,origin,quantity,unit,value_usd_m
2019-07,acids,BBB,AAA,130,t,0.3
2019-08,acids,BBB,AAA,120,t,0.25
2019-Q4,films,BBB,AAA,,m2,1.5
"""
PARAMETERS = """\
behaviour.patience_weeks,suppliers.Alpha Chemicals.capacity
8,200
12,250
"""
POINTS = """\
policies.acid curb.review_weeks,buyers.Beta Devices.needs.acid.importance
4,critical
26,important
"""
BODY = '{"positions": [0, 1, 0]}'
EVERY = 40
"""Of so many sound scenarios, one is run and written."""


class Bench:
    """A folder with sound files, and a reader for each kind of input.

    Args:
        folder: An empty folder.
    """

    def __init__(self, folder: Path) -> None:
        """Write the sound files, a run and a batch."""
        self.folder = folder
        for name in ("two_countries", "classroom", "instruments"):
            shutil.copy(WORLDS / f"{name}.yaml", folder)
        shutil.copy(WORLDS / "two_countries.yaml", folder / "world.yaml")
        (folder / "small.yaml").write_text(EXPERIMENT, encoding="utf-8")
        self.world = load(folder / "world.yaml")
        self.levers = tuple(load(folder / "classroom.yaml").levers)
        run(self.world).write(folder / "run", figures=False)
        run_experiment(folder / "small.yaml", folder / "batch", executor=Inline())
        self.readers: dict[str, Callable[[bytes], None]] = {
            "scenario": self.scenario,
            "experiment": self.experiment,
            "overrides": self.overrides,
            "observed": self.observed,
            "parameters": self.parameters,
            "points": self.points,
            "run_manifest": self.run_manifest,
            "batch_manifest": self.batch_manifest,
            "batch_record": self.batch_record,
            "body": self.body,
        }
        self._sound = 0

    def seeds(self, kind: str) -> list[bytes]:
        """Return the sound inputs of a kind."""
        texts = {
            "scenario": [self._text("two_countries.yaml"), self._text("instruments.yaml")],
            "experiment": [EXPERIMENT],
            "overrides": [OVERRIDES],
            "observed": [OBSERVED],
            "parameters": [PARAMETERS],
            "points": [POINTS],
            "run_manifest": [self._text("run/manifest.json")],
            "batch_manifest": [self._text("batch/manifest.json")],
            "batch_record": [self._text("batch/blocks.jsonl")],
            "body": [BODY],
        }
        return [text.encode() for text in texts[kind]]

    def scenario(self, content: bytes) -> None:
        """Read a scenario; run and write one of many sound ones."""
        found = load(self._written("case.yaml", content))
        self._sound += 1
        if self._sound % EVERY == 0 and not found.agents:
            self.live(content)

    def live(self, content: bytes) -> None:
        """Read, run and write a scenario."""
        found = load(self._written("case.yaml", content))
        target = self.folder / "written"
        try:
            run(found, replicates=1).write(target, figures=False)
        finally:
            shutil.rmtree(target, ignore_errors=True)

    def experiment(self, content: bytes) -> None:
        """Read an experiment and cut it into blocks."""
        plan = Plan(load_experiment(self._written("case_experiment.yaml", content)))
        if plan.run_count < 10_000:
            assert plan.blocks

    def overrides(self, content: bytes) -> None:
        """Put a line each into the scenario."""
        lines = content.decode("utf-8", "surrogateescape").splitlines()
        apply(self.world, dict(parse_assignment(line) for line in lines if line))

    def observed(self, content: bytes) -> None:
        """Read a table of observed months."""
        read_observed(self._written("case.csv", content))

    def parameters(self, content: bytes) -> None:
        """Read a parameter ensemble."""
        read_ensemble(self._written("case_parameters.csv", content), self.world)

    def points(self, content: bytes) -> None:
        """Read the points of a list."""
        names = POINTS.splitlines()[0].split(",")
        read_points(self._written("case_points.csv", content), names)

    def run_manifest(self, content: bytes) -> None:
        """Read a run whose manifest is another: as it stands, and signed to fit."""
        with self._in_place("run/manifest.json", content):
            for read in (read_records, check_seal, lambda folder: read_run(folder, trust=True)):
                _try(lambda read=read: read(self.folder / "run"))

    def batch_manifest(self, content: bytes) -> None:
        """Read a batch whose manifest is another."""
        with self._in_place("batch/manifest.json", content):
            _try(lambda: read_batch(self.folder / "batch"))
            runs_of(read_batch(self.folder / "batch", trust=True))

    def batch_record(self, content: bytes) -> None:
        """Read a batch whose record of blocks is another."""
        with self._in_place("batch/blocks.jsonl", content):
            BatchFolder(self.folder / "batch").recorded()
            read_batch(self.folder / "batch")

    def body(self, content: bytes) -> None:
        """Read the body of a request for a run."""
        run_asked(content, self.levers)

    def _text(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def _written(self, name: str, content: bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content)
        return path

    @contextlib.contextmanager
    def _in_place(self, name: str, content: bytes) -> Iterator[None]:
        """Put another content into a file for a while."""
        before = (self.folder / name).read_bytes()
        try:
            self._written(name, _signed(content))
            yield
        finally:
            self._written(name, before)


def _signed(content: bytes) -> bytes:
    """Return a manifest with a seal that fits it, where it is one."""
    try:
        tree = json.loads(content)
        return json.dumps(signed(tree)).encode() if isinstance(tree, dict) else content
    except (ValueError, RecursionError, TypeError):
        return content


def _try(read: Callable[[], Any]) -> None:
    with contextlib.suppress(TradesimError):
        read()


def corpus() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield kind, what went wrong once, and the case of every input that ever did."""
    for file in sorted(CORPUS.glob("*.yaml")):
        for case in yaml.safe_load(file.read_text(encoding="utf-8")):
            yield file.stem, case["fault"], case


def content_of(bench: Bench, kind: str, case: dict[str, Any]) -> bytes:
    """Return the input of a case: its text, or a sound one with something in place of a part."""
    if "text" in case:
        return str(case["text"]).encode("utf-8", "surrogatepass")
    text = bench.seeds(kind)[0].decode()
    for before, after in case["replace"]:
        assert before in text, f"{before!r} is not in the sound input"
        text = text.replace(before, after, 1)
    return text.encode("utf-8", "surrogatepass")


def inputs(bench: Bench, seed: int, count: int) -> Iterator[tuple[str, int, bytes]]:
    """Yield kind, number and content of wrong inputs, the same for the same seed."""
    kinds = list(bench.readers)
    weights = [6, 3, 2, 1, 1, 1, 1, 1, 1, 1]
    kept = {kind: bench.seeds(kind) for kind in kinds}
    for kind, _, case in corpus():
        kept[kind].append(content_of(bench, kind, case))
    for number in range(count):
        dice = random.Random(f"{seed}/{number}")
        kind = dice.choices(kinds, weights)[0]
        yield kind, number, mutated(dice.choice(kept[kind]), dice)


WORDS_OF_OTHERS = (
    "Input should", "should have at", "Value error", "validation error", "Traceback",
    "pydantic", "NoneType", "object at 0x", "<class '", "invalid literal",
)  # fmt: skip
"""What a message never says: it is for analysts, in our own words."""


def verdict(read: Callable[[bytes], None], content: bytes) -> str | None:
    """Return what is wrong with how an input is read; None if it is taken or refused in order."""
    try:
        read(content)
    except TradesimError as error:
        said = str(error)
        strange = [words for words in WORDS_OF_OTHERS if words in said]
        if strange:
            return f"words of others ({strange[0]}): {said[:300]}"
        return None if said.strip() else f"{type(error).__name__} says nothing"
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        return f"{type(error).__name__} at {where}: {str(error)[:300]}"
    return None
