"""``tradesim serve``: what it says when it cannot serve; tests/web/ has the rest."""

import builtins
import sys
from collections.abc import Callable
from typing import Any

import pytest

Command = Callable[..., Any]


@pytest.mark.parametrize("package", ["starlette", "uvicorn"])
def test_without_its_packages_it_says_how_to_install_them(
    tradesim: Command, monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    there = builtins.__import__

    def missing(name: str, *rest: Any, **more: Any) -> Any:
        if name.partition(".")[0] == package:
            raise ModuleNotFoundError(f"No module named '{name}'", name=name)
        return there(name, *rest, **more)

    for module in [name for name in sys.modules if name.startswith("tradesim.web.serv")]:
        monkeypatch.delitem(sys.modules, module)
        parent, _, name = module.rpartition(".")
        monkeypatch.delattr(sys.modules[parent], name, raising=False)  # else it stays imported
    monkeypatch.setattr(builtins, "__import__", missing)
    done = tradesim("serve", "world.yaml")
    assert done.exit_code == 2
    assert done.stderr == "The page needs two more packages: pip install 'tradesim[web]'\n"


def test_a_scenario_that_cannot_be_used_is_told_with_its_lines(
    tradesim: Command, here: Any
) -> None:
    text = (here / "world.yaml").read_text(encoding="utf-8")
    text += "\nbets:\n  - question: What?\n    measure: no_such_thing\n    choices: []\n"
    (here / "world.yaml").write_text(text, encoding="utf-8")
    done = tradesim("serve", "world.yaml")
    assert done.exit_code == 1
    assert "bets[0].choices" in done.stderr
    (here / "world.yaml").write_text(
        text.replace("choices: []", "choices: [{label: a}, {label: b}]"), encoding="utf-8"
    )
    done = tradesim("serve", "world.yaml")
    assert done.exit_code == 1
    assert "'no_such_thing' is not a measure." in done.stderr
    line = text.splitlines().index("    measure: no_such_thing") + 1
    assert f"line {line}, bets[0].measure" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["no_such_world"], 1, "neither a file nor a scenario"),
        (["world.yaml", "--port", "70000"], 2, "--port"),
        (["world.yaml", "--replicates", "1"], 2, "--replicates"),
        (["world.yaml", "--host", "no such host"], 2, "'no such host' is no address of this"),
        (["world.yaml", "--host", "192.0.2.1"], 2, "Cannot listen at 192.0.2.1"),
    ],
)
def test_what_cannot_be_served_is_said(
    tradesim: Command, arguments: list[str], status: int, said: str
) -> None:
    done = tradesim("serve", *arguments)
    assert done.exit_code == status
    assert said in done.stderr
    assert "Traceback" not in done.stderr
