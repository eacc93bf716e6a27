"""Where the program meets the system: streams, signals, and what nobody foresaw.

A name or a title may come from anybody's file, so what would steer the terminal is shown escaped.
A stream that is closed, that nobody reads any more, or that cannot show a letter, ends no run and
changes no exit status.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import re
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, NoReturn, TextIO

import typer

from tradesim.limits import lacks_thread
from tradesim.version import __version__

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

INPUT_WRONG = 1
"""Exit status where a file or folder cannot be used or does not hold, or the system refuses."""

USAGE_WRONG = 2
"""Exit status where options do not go together, or a value is none that the option may have.

Also where what it may be stands in a file or folder: an item, a variant, a path of ``--set``.
"""

SOME_FAILED = 3
"""Exit status where runs are missing or ended in an error, or engines disagree."""

FAULT = 70
"""Exit status of a fault of the program itself (``EX_SOFTWARE`` of sysexits.h)."""

REFUSED = frozenset(
    {
        *(errno.ENAMETOOLONG, errno.EACCES, errno.EPERM, errno.EROFS, errno.ELOOP, errno.ENOTDIR),
        *(
            errno.EISDIR,
            errno.EDQUOT,
            errno.EMFILE,
            errno.ENFILE,
            errno.EIO,
            errno.ENXIO,
            errno.EFBIG,
        ),
    }
)
"""What a system says of a file that is no fault of the program."""

LONGEST_SHOWN = 120
"""Characters that are shown of a file's name."""

TERMINATED = 143
"""Exit status after SIGTERM, as shells count it."""


class TerminatedError(KeyboardInterrupt):
    """The system asked the program to end; it ends as if the user had."""


STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
"""Control characters but tabs and ends of lines, half letters, and what turns the direction."""


def say(text: object, *, err: bool = False) -> None:
    """Print a line, on standard error if asked to; what it tells of a file steers no terminal."""
    typer.echo(printable(str(text)), err=err)


def printable(text: str) -> str:
    """Return a text with what would steer a terminal shown escaped, as JSON may have it, too."""
    return STEERS.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    number = ord(found[0])
    return f"\\x{number:02x}" if number < ord(" ") else f"\\u{number:04x}"


def guarded(program: Callable[[], object]) -> None:
    """Run a program whose last words reach the user whatever its streams are like.

    Args:
        program: Ends by raising ``SystemExit``, or by returning.
    """
    _prepare_streams()
    signal.signal(signal.SIGTERM, _terminate)
    try:
        try:
            program()
        finally:
            sys.stdout.flush()
    except OSError as error:
        if error.errno != errno.ENOSPC:
            _refuse_file(error)
            _tell(error)
        _abandon(sys.stdout)
        _say("The output cannot be written: no space left on the device.")
        raise SystemExit(INPUT_WRONG) from None
    except Exception as error:  # noqa: BLE001 - the last place where a fault can be told
        _tell(error)


def _refuse_file(error: OSError) -> None:
    """Say which file the system refuses and why, where an error says so."""
    if error.errno in REFUSED and isinstance(error.filename, str):
        name = error.filename
        shown = name if len(name) <= LONGEST_SHOWN else f"{name[:LONGEST_SHOWN]}…"
        _say(f"{printable(shown)}: {(error.strerror or str(error)).lower()}.")
        raise SystemExit(INPUT_WRONG)


def _tell(error: Exception) -> NoReturn:
    """Say that memory is short, or report a fault in the program."""
    if not _lacks_memory(error):
        _report_fault(error)
    _say("The program cannot go on: it was given too little memory.")
    raise SystemExit(INPUT_WRONG) from None


def _lacks_memory(error: Exception) -> bool:
    """Say whether an error is one of the forms in which a system without memory shows itself."""
    if isinstance(error, OSError):
        return error.errno == errno.ENOMEM
    if isinstance(error, ImportError):
        return "failed to map segment" in str(error)
    return isinstance(error, MemoryError) or lacks_thread(error)


def _prepare_streams() -> None:
    """Give closed streams somewhere to go, and let every letter be written somehow."""
    for name, ignored in (("stdout", BrokenPipeError), ("stderr", OSError)):
        stream = getattr(sys, name)
        if stream is None:
            handle = os.open(os.devnull, os.O_WRONLY)
            setattr(sys, name, os.fdopen(handle, "w", encoding="utf-8"))
        elif isinstance(stream, io.TextIOWrapper):
            with contextlib.suppress(io.UnsupportedOperation):
                stream = _going_on(stream, ignored)
                setattr(sys, name, stream)
            stream.reconfigure(errors="backslashreplace")


class _Unread(io.FileIO):
    """A stream that goes on taking what nobody reads any more, as after ``head``."""

    ignored: type[OSError]

    def write(self, content: ReadableBuffer, /) -> int:
        """Return how many bytes were taken: all, where there is no reader left."""
        try:
            return super().write(content)
        except self.ignored:
            return memoryview(content).nbytes


def _going_on(stream: io.TextIOWrapper, ignored: type[OSError]) -> io.TextIOWrapper:
    """Return a stream to the same place that goes on where an error of it is to be ignored."""
    stream.flush()
    raw = _Unread(stream.fileno(), "w", closefd=False)
    raw.ignored = ignored
    lines = stream.line_buffering
    return io.TextIOWrapper(io.BufferedWriter(raw), stream.encoding, line_buffering=lines)


def _terminate(number: int, frame: FrameType | None) -> NoReturn:
    del number, frame
    raise TerminatedError


def _abandon(stream: TextIO) -> None:
    """Let what is still in a stream that nobody reads go nowhere, so that exiting says nothing."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _report_fault(error: BaseException) -> NoReturn:
    """Write what happened to a file and say where it is, in one line."""
    kind = type(error).__name__
    text = "".join(traceback.format_exception(error))
    heading = f"tradesim {__version__}, Python {sys.version.split()[0]}, {sys.platform}\n"
    first = next(iter(printable(str(error)).splitlines()), "no more is known")
    said = f"This is a fault in tradesim ({kind}: {first})"
    try:
        path = _log(heading + f"command: {sys.argv}\n\n" + text)
        _say(f"{said}; please report it with {path}.")
    except OSError:
        _say(f"{said}; please report it.\n{text}")
    raise SystemExit(FAULT) from None


def _log(text: str) -> Path:
    handle, name = tempfile.mkstemp(prefix="tradesim-fault-", suffix=".log", text=True)
    with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(text)
    return Path(name)


def _say(sentence: str) -> None:
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(f"{sentence}\n")
        sys.stderr.flush()
