"""Whole commands, each a process of its own: processor seconds, peak memory, what they print."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Spent:
    """What a command took.

    Attributes:
        seconds: Processor seconds, of its workers too.
        peak_mb: Peak memory of the process, MB.
        said: What it printed.
        warned: What it printed on standard error.
    """

    seconds: float
    peak_mb: float
    said: str
    warned: str = ""


def spent(words: list[str], checkout: Path = HERE) -> Spent:
    """Run Python with some words and return what it took.

    Bytecode is kept, as an installation keeps it. A checkout that has an environment of its own
    (``.venv``) runs in it, any other in that of this interpreter.

    Args:
        words: What stands after ``python`` on the command line.
        checkout: Whose tradesim is run.

    Raises:
        SystemExit: The command failed.
    """
    own = checkout / ".venv" / "bin" / "python"
    environment = os.environ | {"PYTHONPATH": str(checkout / "src")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [str(own) if own.exists() else sys.executable, *words]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as warned:
        child = subprocess.Popen(  # noqa: S603 - this interpreter, or that of a checkout
            command, stdout=subprocess.PIPE, stderr=warned, text=True, env=environment, cwd=checkout
        )
        said = "".join(child.stdout or ())
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        warned.seek(0)
        if child.returncode:
            raise SystemExit(f"{command} ended with {child.returncode}:\n{warned.read()}")
        told = warned.read()
    return Spent(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said, told)


def size_mb(place: Path) -> float:
    """Return what a file or a folder holds, MB."""
    files = [place] if place.is_file() else [each for each in place.rglob("*") if each.is_file()]
    return sum(file.stat().st_size for file in files) / 1e6
