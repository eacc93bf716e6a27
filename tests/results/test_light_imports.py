"""What a run of many replicates need not wait for: modules that it never uses."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.once("asks which modules our own statements import")

PROGRAM = """
import sys
from tradesim.results import run
run("2014_nickel_ore", replicates=1, engine=sys.argv[1])
print(*sorted({name for name in sys.modules}))
"""


LIVING = """
import sys
import tradesim.ensemble, tradesim.records.collecting, tradesim.results.running
print(*sorted({name for name in sys.modules}))
"""


COMMAND = """
import sys
from tradesim.cli import app
app(["run", "2014_nickel_ore", *sys.argv[2:], "--out", sys.argv[1]], standalone_mode=False)
print(*sorted({name for name in sys.modules}))
"""


REPORT = """
import sys
import tradesim.cli.report, tradesim.cli.report_depth, tradesim.evidence.stored
import tradesim.reporting.report.run_report
print(*sorted({name for name in sys.modules}))
"""


PUBLISHED = """
import sys
from tradesim.scenario import load
from tradesim.web.observed import observed_points
from tradesim.web.view import view_of
assert observed_points(view_of(load("2019_curbs")))["observed"]
print(*sorted({name for name in sys.modules}))
"""


MANY = ("--replicates", "2", "--no-figures", "--quiet")


def _loaded(given: str, program: str = PROGRAM, *options: str) -> list[str]:
    asked = [sys.executable, "-c", program, given, *options]
    done = subprocess.run(asked, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[-1].split()


@pytest.fixture(scope="module")
def of_the_ensemble() -> list[str]:
    return _loaded("ensemble")


@pytest.fixture(scope="module")
def of_a_command(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return _loaded(str(tmp_path_factory.mktemp("command") / "run"), COMMAND, *MANY)


@pytest.mark.parametrize("module", ["mesa", "networkx", "scipy.stats", "matplotlib"])
def test_the_ensemble_imports_nothing_that_it_does_not_use(
    of_the_ensemble: list[str], module: str
) -> None:
    assert module not in of_the_ensemble


def test_a_run_without_a_parameter_ensemble_imports_nothing_that_reads_one(
    of_a_command: list[str],
) -> None:
    assert "tradesim.results.running" in of_a_command
    assert not {"scipy.stats", "tradesim.evidence.parameters", "matplotlib"} & set(of_a_command)


def test_a_report_loads_no_tests_of_statistics() -> None:
    loaded = _loaded("", REPORT)
    assert "tradesim.experiments.analysis" in loaded
    assert "scipy.stats" not in loaded


def test_runs_are_lived_without_what_makes_tables_of_them() -> None:
    loaded = _loaded("", LIVING)
    assert "tradesim.week" in loaded
    assert not {"pandas", "pyarrow"} & set(loaded)


def test_what_a_page_shows_of_published_months_is_read_without_pandas() -> None:
    loaded = _loaded("", PUBLISHED)
    assert "tradesim.evidence.shipped" in loaded
    assert "pandas" not in loaded


def test_a_run_is_written_without_pandas(of_a_command: list[str]) -> None:
    assert "pyarrow.parquet" in of_a_command
    assert "pandas" not in of_a_command


@pytest.mark.slow
def test_one_replicate_waits_for_no_agents(tmp_path: Path) -> None:
    loaded = _loaded(str(tmp_path / "run"), COMMAND)
    assert "matplotlib" in loaded
    assert not {"mesa", "networkx", "scipy", "tradesim.model"} & set(loaded)


@pytest.mark.slow
def test_the_mesa_engine_imports_mesa() -> None:
    assert "mesa" in _loaded("mesa")


CHECKING = """
import sys
from tradesim.cli import app
app(["validate", "2019_curbs"], standalone_mode=False)
print(*sorted({name for name in sys.modules}))
"""


def test_a_scenario_is_checked_without_an_engine() -> None:
    loaded = _loaded("", CHECKING)
    assert "tradesim.web.checking" in loaded
    assert not {"tradesim.ensemble", "tradesim.week", "pandas", "pyarrow", "scipy"} & set(loaded)
    assert not {"tradesim.experiments.schema", "pycountry"} & set(loaded)


def test_a_command_imports_no_other() -> None:
    commands = {each for each in _loaded("", CHECKING) if each.startswith("tradesim.cli.")}
    assert "tradesim.cli.validate" in commands
    assert not {f"tradesim.cli.{other}" for other in ("run", "batch", "report")} & commands
