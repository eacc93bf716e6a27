"""What other packages add: taken up where it meets the contract, else named with its fault."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Literal

import numpy as np
import pytest

from tests.source_tree import REPOSITORY
from tradesim.policies.tariff import Tariff
from tradesim.scenario import load
from tradesim.world.layout import lay_out

WORLD = REPOSITORY / "tests" / "worlds" / "instruments.yaml"

ENTRY_POINTS = """\
[tradesim.instruments]
broken = broken_package:Broken
nameless = odd_package:Nameless
number = odd_package:NUMBER
mute = odd_package:Mute
embargo = odd_package:Embargo
leaving = leaving_package:Leaving
early = early_package:Early

[tradesim.measures]
failing = broken_package:FAILING
seven = odd_package:NUMBER
words = odd_package:WORDS
taken = odd_package:TAKEN
"""

ODD = """\
from typing import Literal
from pydantic import Field
from tradesim.measures.entries.harm import MEASURES
from tradesim.policies.base import Policy

NUMBER = 7
WORDS = ["output"]
TAKEN = MEASURES[0]

class Nameless(Policy):
    pass

class Mute(Policy):
    kind: Literal["mute"]
    destinations: list[str]

class Embargo(Policy):
    kind: Literal["embargo"]
    destinations: list[str] = Field(json_schema_extra={"refers_to": "country"})
    motto: str = Field("", json_schema_extra={"refers_to": "text"})
"""


EARLY = """\
from typing import Literal
from tradesim.policies.base import Policy

class Early(Policy):
    kind: Literal["early"]
"""


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """A folder with a package of instruments that cannot be used."""
    (tmp_path / "broken_package.py").write_text("import nothing_of_that_name\n")
    (tmp_path / "leaving_package.py").write_text("raise SystemExit(3)\n")
    (tmp_path / "odd_package.py").write_text(ODD)
    (tmp_path / "early_package.py").write_text(EARLY)
    facts = tmp_path / "trade_extras-1.0.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: trade-extras\nVersion: 1.0\n")
    (facts / "entry_points.txt").write_text(ENTRY_POINTS)
    return tmp_path


def test_an_instrument_that_is_imported_before_tradesim_is_known(packages: Path) -> None:
    code = (
        "from early_package import Early; from tradesim.policies import FAILED, INSTRUMENTS; "
        "assert Early in INSTRUMENTS, FAILED"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(packages), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "'early'" not in done.stderr


def validate(packages: Path, scenario: Path) -> tuple[int, str, str]:
    return called(packages, "validate", str(scenario))


def environment(packages: Path) -> dict[str, str]:
    paths = [str(packages), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "COLUMNS": "200"}


def called(packages: Path, *words: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "tradesim", *words],
        env=environment(packages),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def test_a_package_that_cannot_be_loaded_is_named_with_its_error_and_the_rest_works(
    packages: Path,
) -> None:
    status, _, said = validate(packages, WORLD)
    assert status == 0, said
    assert "warning: 'broken' of the package trade-extras" in said
    assert "No module named 'nothing_of_that_name'" in said
    assert "must be Literal['nameless']" in said
    assert "7 is no class of tradesim.policies.base.Policy" in said
    assert "its field 'destinations' holds words, and does not say what they name" in said
    assert "'leaving' of the package trade-extras" in said
    assert "SystemExit: 3" in said
    assert "'embargo'" not in said
    assert "Traceback" not in said
    assert "policies/" not in said


def test_measures_that_cannot_be_used_are_named_and_the_rest_works(packages: Path) -> None:
    out = packages / "out"
    words = ("run", str(WORLD), "--replicates", "1", "--no-figures", "--quiet", "--out", str(out))
    status, _, said = called(packages, *words)
    assert status == 0, said
    assert (out / "summary.json").is_file()
    assert "'failing' of the package trade-extras" in said
    assert "'seven' of the package trade-extras (odd_package:NUMBER) is left out: 7 is no" in said
    assert "'output' is no Measure" in said
    assert "another measure is called 'output_lost_share'" in said


def test_the_names_in_a_field_of_any_name_are_checked_as_it_says_itself(packages: Path) -> None:
    world = packages / "world.yaml"
    policy = "policies:\n  - {kind: embargo, name: stop, destinations: [AAA, QQQ], motto: QQQ}\n"
    text = WORLD.read_text(encoding="utf-8").replace("policies:\n", policy, 1)
    world.write_text(text, encoding="utf-8")
    status, told, said = validate(packages, world)
    assert status == 1
    problems = [line for line in (told + said).splitlines() if "QQQ" in line]
    assert len(problems) == 1
    assert "policies[0].destinations[1]: 'QQQ' is not a country of this scenario" in problems[0]


def test_an_unknown_kind_says_which_package_might_hold_it(packages: Path) -> None:
    world = packages / "world.yaml"
    text = WORLD.read_text(encoding="utf-8").replace("kind: export_ban", "kind: broken", 1)
    world.write_text(text, encoding="utf-8")
    status, told, said = validate(packages, world)
    assert status == 1
    problem = next(line for line in (told + said).splitlines() if ".kind:" in line)
    assert "'broken' is none of the kinds known here" in problem
    assert "'broken' of the package trade-extras" in problem


class Surcharge(Tariff):
    """A tariff by another word."""

    kind: Literal["surcharge"]  # type: ignore[assignment]


def test_a_form_of_a_shipped_instrument_has_its_own_row_among_those_of_that_instrument() -> None:
    scenario = load(WORLD)
    tariff = next(policy for policy in scenario.policies if isinstance(policy, Tariff))
    facts = tariff.model_dump(exclude_none=True) | {"kind": "surcharge", "name": "more"}
    more = Surcharge.model_validate(facts)
    layout = lay_out(scenario.model_copy(update={"policies": [*scenario.policies, more]}))
    assert Surcharge.group == Tariff.group
    rows = [int(np.squeeze(layout.own_rows(policy))) for policy in layout.of_kind(Tariff)]
    assert rows == list(range(len(rows)))
    assert len(rows) > 1
