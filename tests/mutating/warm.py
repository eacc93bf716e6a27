"""A process that has imported everything, and forks for each change: a change costs seconds."""

from __future__ import annotations

import importlib
import json
import os
import select
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any

from tests.mutating.reach import Reach, Recorder, nearest
from tests.mutating.sites import Site

OURS = ("tradesim", "tests", "conftest")
"""What a fork imports anew; the rest is imported once, before it."""

QUIET = (
    "-q",
    "-n",
    "0",
    "-p",
    "no:cacheprovider",
    "--tb=no",
    "-W",
    "ignore::pytest.PytestAssertRewriteWarning",
)

HUNG = "did not end"


class Changed(MetaPathFinder):
    """Import one module with a change, from memory: the files stay as they are."""

    def __init__(self, tree: Path, site: Site) -> None:
        """Take note of the change."""
        self._file = str(tree / site.path)
        self._site = site

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        """Find the module that is changed, and none else."""
        if not name.startswith("tradesim."):
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and spec.origin == self._file:
            spec.loader = _Loader(name, self._file, self._site)
            return spec
        return None


class _Loader(SourceFileLoader):
    def __init__(self, name: str, path: str, site: Site) -> None:
        super().__init__(name, path)
        self._site = site

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002 - as the protocol names it
        text = Path(self.path).read_text(encoding="utf-8")
        return compile(self._site.changed(text), self.path, "exec", dont_inherit=True)


class Warm:
    """Runs tests of a tree in forks.

    Args:
        tree: A copy of the repository that nobody edits.
        files: Files of tests, from the root of the repository.
        words: Further arguments of pytest.
    """

    def __init__(self, tree: Path, files: list[str], words: list[str]) -> None:
        """Import what the tests import, but for our own."""
        self._tree, self._files, self._words = tree, files, words
        self._cache = tempfile.mkdtemp(dir=tree.parent)  # modules of the tree, compiled
        modules, _ = self._forked(self._imported, 600.0)
        for name in modules or []:
            with suppress(Exception):
                importlib.import_module(name)

    def reached(self, known: dict[str, Reach]) -> dict[str, Reach]:
        """Return what each file of tests runs, each by itself, so that none leans on others."""
        for file in self._files:
            if file not in known:
                found, ended = self._forked(lambda file=file: self._noted(file), 900.0)
                known[file] = Reach(**found) if ended else Reach(900.0, [f"{file} {HUNG}"])
        return {file: known[file] for file in self._files}

    def failing(self, site: Site, reached: dict[str, Reach]) -> str:
        """Return the first test that fails under a change, empty where all pass."""
        text = (self._tree / site.path).read_text(encoding="utf-8")
        files = nearest(site, text, reached)
        left_out = [test for file in files for test in reached[file].failing]
        patience = 30.0 + 5.0 * sum(reached[file].seconds for file in files)

        def first() -> str:
            sys.meta_path.insert(0, Changed(self._tree, site))
            words = [f"--deselect={test}" for test in left_out]
            for file in files:
                recorder = Recorder(self._tree, lines=False)
                status = self._pytest([*words, "-x", file], recorder)
                if recorder.failing or status not in {0, 5}:  # 5: nothing was to be run
                    return [*recorder.failing, f"{file}, which could not be run"][0]
            return ""

        found, ended = self._forked(first, patience)
        return found if ended else f"{files[0]} or a later one, which {HUNG}"

    def _imported(self) -> list[str]:
        self._pytest(["--collect-only", *self._files], Recorder(self._tree, lines=False))
        return [name for name in sys.modules if name.partition(".")[0] not in OURS]

    def _noted(self, file: str) -> dict[str, Any]:
        recorder = Recorder(self._tree, lines=True)
        self._pytest([file], recorder)
        return vars(recorder.reach())

    def _pytest(self, words: list[str], recorder: Recorder) -> int:
        import pytest  # noqa: PLC0415 - in the fork, where it may be imported already

        return int(pytest.main([*QUIET, *self._words, *words], plugins=[recorder]))

    def _forked(self, work: Callable[[], Any], patience: float) -> tuple[Any, bool]:
        """Do something in a fork; return what came of it, and whether it ended in time."""
        ours, theirs = os.pipe()
        process = os.fork()
        if process == 0:
            os.close(ours)
            try:
                self._settle()
                said = json.dumps({"found": work()})
            except BaseException:  # noqa: BLE001 - whatever it is, it is no test that failed
                said = json.dumps({"broken": traceback.format_exc()})
            _write(theirs, said)
            os._exit(0)
        os.close(theirs)
        said = _read(ours, time.monotonic() + patience)
        with suppress(ProcessLookupError):
            os.killpg(process, signal.SIGKILL)
        os.waitpid(process, 0)
        if not said:
            return None, False
        answer = json.loads(said)
        if "broken" in answer:
            raise RuntimeError(answer["broken"])
        return answer["found"], True

    def _settle(self) -> None:
        """Be a process of the tree: its sources, its tests, no word to anybody."""
        os.setsid()
        os.chdir(self._tree)
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
        for name in [name for name in sys.modules if name.partition(".")[0] in OURS]:
            del sys.modules[name]
        sys.path[:0] = [str(self._tree), str(self._tree / "src")]
        os.environ["PYTHONPATH"] = str(self._tree / "src")
        sys.dont_write_bytecode, sys.pycache_prefix = False, self._cache
        from hypothesis import settings  # noqa: PLC0415 - as above

        settings.register_profile("mutants", derandomize=True, database=None)
        settings.load_profile("mutants")


def _write(end: int, text: str) -> None:
    with os.fdopen(end, "w", encoding="utf-8") as pipe:
        pipe.write(text + "\n")


def _read(end: int, until: float) -> str:
    """Read to the end of a line, or of the pipe; return nothing if neither came in time."""
    parts: list[bytes] = []
    while True:
        ready, _, _ = select.select([end], [], [], max(until - time.monotonic(), 0.0))
        part = os.read(end, 1 << 16) if ready else b""
        parts.append(part)
        if not part or part.endswith(b"\n"):  # whoever was started meanwhile may hold the pipe
            os.close(end)
            return b"".join(parts).decode() if part else ""
