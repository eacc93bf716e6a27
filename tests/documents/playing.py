"""Playing a page: its commands, programs and files in its order, in a folder of its own."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import tomllib
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

import yaml
from typer.testing import CliRunner

from tests.documents.blocks import COMMANDS, Block, Command
from tests.documents.rules import Rules
from tests.documents.shortening import shortened, write_short
from tests.source_tree import REPOSITORY
from tradesim.cli import app

DATA = {"json", "toml", "text", "yaml", ""}


@dataclass
class Stage:
    """A folder in which the blocks of a page are played.

    Attributes:
        folder: Where.
        rules: Which are not, and why.
        whole: Whether everything is run as it is written, however long it takes.
        said: What went wrong, a sentence each.
    """

    folder: Path
    rules: Rules
    whole: bool = False
    said: list[str] = field(default_factory=list)
    _done: set[tuple[str, ...]] = field(default_factory=set)
    _names: dict[str, Any] = field(default_factory=dict)

    def play(self, blocks: list[Block]) -> list[str]:
        """Play the blocks of one page, and return what went wrong."""
        for name, source in self.rules.at_hand.get(blocks[0].page, {}).items():
            _put(REPOSITORY / source, self.folder / name)
        with _in(self.folder):
            _write_files(blocks)
            for block in blocks:
                if not self.rules.is_elsewhere(block) and not self._is_excused(block, block.text):
                    self._play(block)
        return self.said

    def _is_excused(self, block: Block, text: str) -> bool:
        return bool(self.rules.excuse(block.page, text))

    def _play(self, block: Block) -> None:
        try:
            if block.language in COMMANDS:
                for command in block.commands():
                    self._type(block, command)
            elif block.language == "python":
                self._run(block)
            elif block.language in DATA:
                self._read(block)
            else:
                self._wrong(block, f"no rule for a block of '{block.language}'")
        except Exception as error:  # noqa: BLE001 - whatever a block does wrong is told with its place
            self._wrong(block, f"{type(error).__name__}: {error}")

    def _type(self, block: Block, command: Command) -> None:
        """Type a command of tradesim; a page needs it once."""
        if self._is_excused(block, command.text):
            return
        if command.words[0] != "tradesim":
            self._wrong(block, f"'{command.text}' is neither tradesim's nor excused")
            return
        words = command.words if self.whole else shortened(command.words)
        if words in self._done:
            return
        self._done.add(words)
        with self._holding_back(block), warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # as where a reader types it
            done = CliRunner().invoke(app, list(words[1:]), prog_name="tradesim")
        if done.exit_code != command.status:
            raised = "" if isinstance(done.exception, SystemExit) else f" {done.exception!r}"
            self._wrong(block, f"{' '.join(words)}: {done.exit_code}{raised}\n{done.output}")

    @contextmanager
    def _holding_back(self, block: Block) -> Iterator[None]:
        """Let ``run`` stop before it simulates, on pages that are only read."""
        with ExitStack() as stack:
            if not self.whole and self.rules.is_only_read(block.page):
                stack.enter_context(patch("tradesim.cli.run._run_scenario"))
            yield

    def _run(self, block: Block) -> None:
        """Run a program of Python; the programs of a page share their names."""
        text = block.text if self.whole else write_short(block.text)
        code = compile("\n" * block.line + text, block.page, "exec")
        exec(code, self._names)

    def _read(self, block: Block) -> None:
        """Read data as what it says it is."""
        match block.language:
            case _ if block.said("file").endswith(".csv"):
                rows = list(csv.reader(io.StringIO(block.text)))
                if len({len(row) for row in rows}) != 1:
                    self._wrong(block, "rows of unlike length")
            case "json":
                json.loads(block.text)
            case "toml":
                tomllib.loads(block.text)
            case "yaml":
                self._read_yaml(block)
            case _ if not block.about:
                self._wrong(block, "nothing says what this block is: '<!-- file: NAME -->'?")

    def _read_yaml(self, block: Block) -> None:
        """Ask tradesim itself whether a scenario, an experiment or a calibration is sound."""
        tree = yaml.safe_load(block.text)
        if base := block.said("extends"):
            self._check_part(block, base)
        elif isinstance(tree, dict) and tree.get("kind") == "calibration":
            from tradesim.evidence.calibration import load_calibration  # noqa: PLC0415

            load_calibration(block.said("file"))
        elif isinstance(tree, dict) and "scenario" in tree:
            from tradesim.experiments.loading import load_experiment  # noqa: PLC0415

            load_experiment(block.said("file"))
        elif not block.said("file"):
            self._wrong(block, "part of what? '<!-- extends: NAME -->', or '<!-- file: NAME -->'")

    def _check_part(self, block: Block, base: str) -> None:
        """Lay a part of a scenario over a whole one, and check it."""
        name = base
        if base.endswith(".yaml"):
            name = Path(base).name
            shutil.copy(REPOSITORY / base, name)
        text = block.text
        if text.startswith("- "):  # entries of policies
            text = "policies:\n" + "".join(f"  {line}\n" for line in text.splitlines())
        part = Path(f"part_{block.line}.yaml")
        part.write_text(f"extends: {name}\nname: {part.stem}\n{text}", encoding="utf-8")
        done = CliRunner().invoke(app, ["validate", str(part)])
        if done.exit_code:
            self._wrong(block, done.output)

    def _wrong(self, block: Block, said: str) -> None:
        self.said.append(f"{block.place}: {said}")


def _write_files(blocks: list[Block]) -> None:
    """Write the files that a page shows, wherever on it they stand."""
    for block in blocks:
        if name := block.said("file"):
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(block.text, encoding="utf-8")


def _put(source: Path, place: Path) -> None:
    """Copy a file or a folder."""
    if source.is_dir():
        shutil.copytree(source, place, dirs_exist_ok=True)
    else:
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, place)


@contextmanager
def _in(folder: Path) -> Iterator[None]:
    here = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(here)
