"""The script that tries pre-releases, without the network."""

import os
import subprocess
from pathlib import Path

SCRIPT = Path(__file__).parents[1] / "scripts" / "test-prereleases"


def test_without_an_environment_of_its_own_nothing_is_installed(tmp_path: Path) -> None:
    uv = tmp_path / "uv"
    uv.write_text(f'#!/bin/sh\necho "$@" >>{tmp_path}/calls\nexit 2\n', encoding="utf-8")
    uv.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", str(SCRIPT)],
        env=os.environ | {"PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    calls = (tmp_path / "calls").read_text(encoding="utf-8").splitlines()
    assert [call.split()[0] for call in calls] == ["venv"]
    assert (done.returncode, done.stdout.split(":")[0]) == (0, "Pre-releases")
    assert "not tried" in done.stdout
