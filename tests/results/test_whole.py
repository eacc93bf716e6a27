"""Files that get their name when they are whole, and what is left of those that did not."""

import errno
import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from tradesim.errors import OutputError
from tradesim.limits import said_by_system
from tradesim.results.whole import UNFINISHED, check_file, write_in_one, write_into, write_whole


def test_what_a_library_wraps_of_the_system_is_told_as_the_system_says_it() -> None:
    wrapped = OSError(errno.EFBIG, "Error writing bytes to file. Detail: [errno 27] File too large")
    assert said_by_system(wrapped) == os.strerror(27).lower()


def half(path: Path) -> None:
    path.write_text("ha", encoding="utf-8")
    raise OSError(errno.ENOSPC, "No space left on device")


def stopped(path: Path) -> None:
    path.write_text("ha", encoding="utf-8")
    raise KeyboardInterrupt


def whole(path: Path) -> None:
    path.write_text("whole", encoding="utf-8")


@pytest.mark.parametrize(("fill", "error"), [(half, OSError), (stopped, KeyboardInterrupt)])
def test_a_file_that_could_not_be_finished_is_as_it_was(
    tmp_path: Path, fill: object, error: type[BaseException]
) -> None:
    file = tmp_path / "page.html"
    with pytest.raises(error):
        write_in_one(file, fill)
    assert list(tmp_path.iterdir()) == []
    write_in_one(file, whole)
    with pytest.raises(error):
        write_in_one(file, fill)
    assert [each.name for each in tmp_path.iterdir()] == ["page.html"]
    assert file.read_text("utf-8") == "whole"


def test_a_file_that_is_there_is_replaced_only_if_it_may_be(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text("earlier", "utf-8")
    with pytest.raises(FileExistsError):
        write_in_one(file, whole, over=False)
    assert file.read_text("utf-8") == "earlier"
    write_in_one(file, whole)
    assert file.read_text("utf-8") == "whole"


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_what_a_link_leads_to_is_written_and_the_link_stays(tmp_path: Path) -> None:
    there, link = tmp_path / "there", tmp_path / "link"
    there.write_text("earlier", "utf-8")
    link.symlink_to(there)
    write_in_one(link, whole)
    assert link.is_symlink()
    assert there.read_text("utf-8") == "whole"


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="this system has no /dev/null")
def test_a_device_is_written_at_once(tmp_path: Path) -> None:
    del tmp_path
    write_in_one(Path("/dev/null"), whole)
    assert not Path("/dev/null").is_file()


def test_a_folder_keeps_what_it_had_until_all_is_complete(tmp_path: Path) -> None:
    folder = tmp_path / "above" / "analysis"

    def fill(place: Path) -> None:
        whole(place / "a.csv")
        whole(place / "b.csv")

    def break_down(place: Path) -> None:
        (place / "a.csv").write_text("other", "utf-8")
        half(place / "b.csv")

    with pytest.raises(OSError, match="No space left"):
        write_into(folder, break_down)
    assert not folder.exists()
    folder.mkdir()
    (folder / "mine.txt").write_text("mine", "utf-8")
    write_into(folder, fill)
    with pytest.raises(OSError, match="No space left"):
        write_into(folder, break_down)
    assert sorted(each.name for each in folder.iterdir()) == ["a.csv", "b.csv", "mine.txt"]
    assert (folder / "a.csv").read_text("utf-8") == "whole"
    assert [each.name for each in folder.parent.iterdir()] == ["analysis"]


@pytest.mark.parametrize("is_there", [False, True])
def test_what_another_process_wrote_meanwhile_is_not_written_over(
    tmp_path: Path, *, is_there: bool
) -> None:
    folder = tmp_path / "run"
    if is_there:
        folder.mkdir()

    def second(place: Path) -> None:
        whole(place / "weeks")
        folder.mkdir(exist_ok=True)
        (folder / "weeks").write_text("of the first", "utf-8")

    with pytest.raises(OutputError, match="another process has written here meanwhile"):
        write_whole(folder, second)
    assert (folder / "weeks").read_text("utf-8") == "of the first"
    assert [each.name for each in tmp_path.rglob("*")] == ["run", "weeks"]


def test_a_folder_that_is_there_is_filled_from_within_and_gets_its_manifest_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may be a disk of its own: nothing can be moved into it from beside it."""
    folder = tmp_path / "disk"
    folder.mkdir()
    moved: list[str] = []
    replace = Path.replace

    def within(self: Path, target: Path) -> Path:
        assert folder in self.parents
        moved.append(target.name)
        return replace(self, target)

    def fill(place: Path) -> None:
        for name in ("weekly.parquet", "manifest.json", "events.csv"):
            whole(place / name)

    monkeypatch.setattr(Path, "replace", within)
    write_whole(folder, fill)
    assert moved == ["events.csv", "weekly.parquet", "manifest.json"]
    assert sorted(each.name for each in folder.iterdir()) == sorted(moved)


@pytest.mark.skipif(os.name == "nt", reason="there, processes are not asked after")
def test_files_that_a_dead_process_left_are_swept_and_nothing_else(tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    here = f"{UNFINISHED}{platform.node()}"
    kept = [f".x{here}-{os.getpid()}", f".x{UNFINISHED}elsewhere-{dead.pid}", f"x{here}-{dead.pid}"]
    for name in (f".x{here}-{dead.pid}", f".y.png{here}-{dead.pid}", *kept):
        whole(tmp_path / name)
    write_in_one(tmp_path / "page.html", whole)
    assert {each.name for each in tmp_path.iterdir()} == {"page.html", *kept}


def test_a_file_that_cannot_be_written_is_refused_before_anything_is_computed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "page.html"
    check_file(file, over=False)
    whole(file)
    check_file(file)
    with pytest.raises(OutputError, match="exists already"):
        check_file(file, over=False)
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != tmp_path and bool(mode))
    with pytest.raises(OutputError, match="no permission to write"):
        check_file(tmp_path / "new" / "page.html")
