"""Whatever the streams are like, the exit status and the results are right."""

import errno
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from rich.text import Text
from typer.testing import CliRunner

from tests.scenario.conftest import WORLD
from tests.source_tree import REPOSITORY
from tradesim import results
from tradesim.cli import app
from tradesim.cli.edge import guarded, printable
from tradesim.cli.terminal import Terminal

RUN = (sys.executable, "-m", "tradesim", "run", str(WORLD), "--quick", "--no-figures")


def test_a_reader_that_has_seen_enough_is_no_failure(tmp_path: Path) -> None:
    run = subprocess.Popen([*RUN, "--out", str(tmp_path / "run")], stdout=subprocess.PIPE)
    assert run.stdout is not None
    run.stdout.close()
    assert run.wait() == 0
    assert (tmp_path / "run" / "manifest.json").is_file()


def unread(*words: str) -> int:
    """Return the exit status of a command of which nobody reads a word."""
    reader, writer = os.pipe()
    os.close(reader)
    try:
        command = [sys.executable, "-m", "tradesim", *words]
        return subprocess.run(command, stdout=writer, stderr=writer, check=False).returncode
    finally:
        os.close(writer)


def test_who_is_not_read_ends_with_the_status_that_it_would_have_had() -> None:
    assert unread("--help") == unread("run", "--help") == unread("schema") == 0
    assert unread("validate", "/nowhere.yaml") == 1
    assert unread("validate", "--nonsense") == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_under_standard_error_changes_no_status() -> None:
    command = [sys.executable, "-m", "tradesim", "validate", "/nowhere.yaml"]
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        assert subprocess.run(command, stderr=full, check=False).returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_under_standard_output_is_said_in_a_line(tmp_path: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        run = subprocess.run(
            [*RUN, "--out", str(tmp_path / "run")],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert run.returncode == 1
    assert run.stderr.splitlines()[-1] == (
        "The output cannot be written: no space left on the device."
    )
    assert (tmp_path / "run" / "manifest.json").is_file()


@pytest.mark.skipif(os.name == "nt", reason="file descriptors are closed otherwise there")
def test_a_closed_standard_error_ends_no_run(tmp_path: Path) -> None:
    def close() -> None:
        os.close(2)

    run = subprocess.run(
        [*RUN, "--out", str(tmp_path / "run")],
        stdout=subprocess.DEVNULL, preexec_fn=close, check=False,
    )  # fmt: skip
    assert run.returncode == 0
    assert (tmp_path / "run" / "summary.json").is_file()


def test_an_ascii_terminal_is_written_what_it_can_show(tmp_path: Path) -> None:
    file = tmp_path / "world.yaml"
    text = WORLD.read_text(encoding="utf-8").replace("title: Two", "title: Zwölf – Two")
    file.write_text(text, encoding="utf-8")
    command = [*RUN[:4], str(file), *RUN[5:], "--out", str(tmp_path / "run")]
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    run = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert run.returncode == 0
    assert b"Zw\\xf6lf" in run.stdout


ENDLESS = """
import sys, time
import tradesim.results
def run(*args, **kwargs):
    print("begun", flush=True)
    time.sleep(600)
tradesim.results.lived_and_searched = run
from tradesim.cli import main
sys.argv = ["tradesim", "run", sys.argv[1], "--out", sys.argv[2]]
main()
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM to send")
def test_the_system_stops_a_run_as_the_user_does(tmp_path: Path) -> None:
    out = tmp_path / "results" / "run"
    run = subprocess.Popen(
        [sys.executable, "-c", ENDLESS, str(WORLD), str(out)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert run.stdout is not None
    assert run.stdout.readline() == "begun\n"
    run.send_signal(signal.SIGTERM)
    _, said = run.communicate()
    assert (run.returncode, said) == (143, "Stopped; nothing was written.\n")
    assert not out.exists()
    assert not list(tmp_path.rglob("*.unfinished*"))


EARLY = """
import sys
class Interrupted:
    def find_spec(self, name, *_):
        if name == "typer":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupted())
from tradesim.__main__ import main
main()
"""


def test_a_user_stops_the_program_even_before_a_command_begins() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", EARLY], check=False, capture_output=True, text=True
    )
    assert (ended.returncode, ended.stderr) == (130, "Stopped; nothing was written.\n")


FAULTY = """
import sys
import tradesim.scenario.loading as loading
def broken(*args, **kwargs):
    raise RuntimeError("a wheel came off\\x1b[2J")
loading.load = broken
import tradesim.scenario
tradesim.scenario.load = tradesim.scenario.validate = broken
from tradesim.cli import main
sys.argv = ["tradesim", "validate", "2019_curbs"]
main()
"""


def test_a_fault_of_the_program_is_one_line_with_a_log(tmp_path: Path) -> None:
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "-c", FAULTY], env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode == 70
    (line,) = run.stderr.splitlines()
    assert "This is a fault in tradesim (RuntimeError: a wheel came off\\x1b[2J)" in line
    (log,) = tmp_path.glob("tradesim-fault-*.log")
    assert str(log) in line
    assert "Traceback" in log.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        OSError(errno.ENOMEM, "Cannot allocate memory"),
        ImportError("libarrow.so: failed to map segment from shared object"),
        RuntimeError("can't start new thread"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_too_little_memory_is_one_line_and_no_fault_of_the_program(
    error: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    def starved() -> None:
        raise error

    before = signal.getsignal(signal.SIGTERM)
    try:
        with pytest.raises(SystemExit) as ended:
            guarded(starved)
    finally:
        signal.signal(signal.SIGTERM, before)
    assert ended.value.code == 1
    assert capsys.readouterr().err == (
        "The program cannot go on: it was given too little memory.\n"
    )


STEERING = "\x1b]0;x\x07"
"""Gives a terminal another title."""


@pytest.mark.parametrize("command", ["validate", "run"])
def test_a_name_in_a_wrong_file_steers_no_terminal(tmp_path: Path, command: str) -> None:
    file = tmp_path / "world.yaml"
    named = WORLD.read_text("utf-8").replace("Beta Devices", '"Beta \\e]0;x\\a Devices"')
    file.write_text(named, "utf-8")
    told = CliRunner().invoke(app, [command, str(file)])
    assert told.exit_code == 1
    assert "\x1b" not in told.output
    assert r"\x1b]0;x\x07" in told.output


def test_a_question_about_a_strange_name_steers_no_terminal(tmp_path: Path) -> None:
    folder = results.run(WORLD, replicates=2).write(tmp_path / "run", figures=False)
    told = CliRunner().invoke(app, ["explain", str(folder), "--actor", f"B{STEERING}"])
    assert told.exit_code == 2
    assert "\x1b" not in told.output


def test_what_a_table_or_tree_shows_is_escaped() -> None:
    console = Terminal()
    with console.capture() as captured:
        console.print(Text(f"a{STEERING}"))
    assert captured.get() == "a\\x1b]0;x\n"


def test_what_would_steer_a_terminal_is_shown_escaped() -> None:
    assert printable("a\x1b[31m\x07\n\tb") == "a\\x1b[31m\\x07\n\tb"
    assert printable("a\x9b2J\x7f\ud800\r") == "a\\u009b2J\\u007f\\ud800\\x0d"
    assert (
        json.loads(printable(json.dumps("\x9b\x7f\u202e", ensure_ascii=False))) == "\x9b\x7f\u202e"
    )
    assert printable("한국 – é") == "한국 – é"
    assert printable("a\u202egnp.exe\u2069 אב") == "a\\u202egnp.exe\\u2069 אב"


def test_a_folder_with_a_strange_name_steers_no_terminal(tmp_path: Path) -> None:
    folder = tmp_path / f"run{STEERING}"
    command = ["run", str(WORLD), "-n", "2", "--no-figures", "--out", str(folder)]
    for words in (command, ["verify", str(folder)], ["report", str(folder)], ["cite", str(folder)]):
        told = CliRunner().invoke(app, words)
        assert told.exit_code == 0
        assert "\x1b" not in told.output


def test_every_command_speaks_by_one_rule() -> None:
    for file in sorted((REPOSITORY / "src" / "tradesim" / "cli").glob("*.py")):
        text = file.read_text("utf-8")
        allowed = 1 if file.stem == "edge" else 0
        assert text.count("typer.echo(") == allowed, f"{file.name}: say it with edge.say"


@pytest.mark.parametrize("command", ["report", "analyse", "verify", "cite", "explain"])
def test_a_path_that_no_system_takes_is_one_line_and_no_fault_of_the_program(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [command, "x" * 300]
    words += ["--actor", "a", "--week", "2019-07-01"] if command == "explain" else []
    before = signal.getsignal(signal.SIGTERM)
    try:
        with pytest.raises(SystemExit) as ended:
            guarded(lambda: app(words, prog_name="tradesim"))
    finally:
        signal.signal(signal.SIGTERM, before)
    assert ended.value.code in {1, 2}
    (line,) = capsys.readouterr().err.splitlines()
    assert "x" * 60 in line
    assert "fault in tradesim" not in line


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.EMFILE, errno.ELOOP])
def test_a_file_that_the_system_refuses_is_told_by_name(
    number: int, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused() -> None:
        raise OSError(number, os.strerror(number), "a\x1b/" + "b" * 200)

    before = signal.getsignal(signal.SIGTERM)
    try:
        with pytest.raises(SystemExit) as ended:
            guarded(refused)
    finally:
        signal.signal(signal.SIGTERM, before)
    assert ended.value.code == 1
    said = capsys.readouterr().err
    assert said == f"a\\x1b/{'b' * 117}…: {os.strerror(number).lower()}.\n"
