"""The folder of a run: whole or not at all, never over an earlier one."""

import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from tradesim.errors import OutputError
from tradesim.results.whole import UNFINISHED, check_destination, default_folder, write_whole


def fill(folder: Path) -> None:
    (folder / "a.txt").write_text("a", encoding="utf-8")


def break_down(folder: Path) -> None:
    fill(folder)
    raise OSError(28, "No space left on device")


def test_a_folder_is_made_with_all_above_it(folder: Path) -> None:
    assert write_whole(folder, fill) == folder
    assert [file.name for file in folder.iterdir()] == ["a.txt"]
    assert [file.name for file in folder.parent.iterdir()] == [folder.name]


def test_an_empty_folder_may_be_filled(folder: Path) -> None:
    folder.mkdir(parents=True)
    write_whole(folder, fill)
    assert (folder / "a.txt").is_file()


def test_an_earlier_run_is_never_overwritten(folder: Path) -> None:
    write_whole(folder, fill)
    with pytest.raises(OutputError, match="not empty"):
        write_whole(folder, break_down)
    assert (folder / "a.txt").read_text(encoding="utf-8") == "a"


def test_nothing_is_left_of_what_could_not_be_finished(folder: Path) -> None:
    with pytest.raises(OutputError, match="no space left on device"):
        write_whole(folder, break_down)
    assert list(folder.parent.iterdir()) == []


def test_nothing_is_left_of_what_the_user_stopped(folder: Path) -> None:
    def stop(unfinished: Path) -> None:
        fill(unfinished)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_whole(folder, stop)
    assert list(folder.parent.iterdir()) == []


def test_a_file_where_a_folder_is_meant_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    for folder in (file, file / "below" / "it"):
        with pytest.raises(OutputError, match="is a file"):
            check_destination(folder)


def test_a_folder_that_may_not_be_written_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def allowed(path: Path, mode: int) -> bool:
        del mode
        return path != tmp_path

    monkeypatch.setattr(os, "access", allowed)
    with pytest.raises(OutputError, match="no permission to write"):
        check_destination(tmp_path / "new" / "folder")


def test_two_runs_of_one_second_have_two_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folders = []
    for _ in range(3):
        folders.append(default_folder("world", "id"))
        folders[-1].mkdir(parents=True)
    assert folders == [Path("results/world") / name for name in ("id", "id-2", "id-3")]


@pytest.mark.skipif(os.name == "nt", reason="there, processes are not asked after")
def test_what_a_dead_run_of_this_machine_left_is_swept_and_nothing_else(folder: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    folder.parent.mkdir(parents=True)
    here = f".x{UNFINISHED}{platform.node()}"
    names = [f"{here}-{dead.pid}", f"{here}-{os.getpid()}", f".x{UNFINISHED}elsewhere-{dead.pid}"]
    for name in names:
        (folder.parent / name).mkdir()
    write_whole(folder, fill)
    left = {path.name for path in folder.parent.iterdir()}
    assert left == {folder.name, *names[1:]}


@pytest.mark.parametrize("name", ["x" * 300, "x" * 240, "é" * 120, "/".join(["x" * 200] * 25)])
def test_a_name_that_no_system_takes_is_refused_before_anything_is_computed(
    tmp_path: Path, name: str
) -> None:
    with pytest.raises(OutputError, match="too long for a folder of results"):
        check_destination(tmp_path / "above" / name)
    assert not list(tmp_path.iterdir())


def test_a_name_as_long_as_one_may_be_is_written(tmp_path: Path) -> None:
    room = 255 - len(f".{UNFINISHED}{platform.node()}-{os.getpid()}")
    folder = tmp_path / ("x" * room)
    check_destination(folder)
    assert write_whole(folder, fill) == folder
