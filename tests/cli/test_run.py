"""``tradesim run``."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]


def only_run(here: Path) -> Path:
    (folder,) = (here / "results" / "two_countries").iterdir()
    return folder


def test_a_run_prints_what_happened_and_where_it_is_written(run: Command, here: Path) -> None:
    done = run("world.yaml")
    assert done.exit_code == 0
    assert not done.stderr
    for part in ("Imports", "Stocks and price", "Concentration", "Licences", "Policies"):
        assert part in done.stdout
    assert "Output lost" in done.stdout
    assert "2019-07-04  AAA → BBB     in force     acid curb" in done.stdout
    assert done.stdout.rstrip().endswith(str(only_run(here).relative_to(here)))
    assert (only_run(here) / "weekly.parquet").is_file()


@pytest.mark.parametrize("width", [80, 100])
def test_the_summary_fits_the_page(
    run: Command, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = run("world.yaml", "--replicates", "2", "--out", "out").stdout.splitlines()
    assert max(len(line) for line in lines) <= width


def test_figures_can_be_drawn(
    tradesim: Command, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def save_all(result: object, folder: Path) -> None:
        assert result
        (folder / "one.svg").write_text("<svg/>", encoding="utf-8")

    monkeypatch.setattr("tradesim.reporting.figures.save_all", _making(save_all))
    assert tradesim("run", "world.yaml", "--quick", "--quiet").exit_code == 0
    assert (only_run(here) / "figures" / "one.svg").is_file()


def test_a_bad_style_file_is_told_before_anything_is_simulated(
    tradesim: Command, here: Path
) -> None:
    (here / "bad.mplstyle").write_text("font.size: big\n", encoding="utf-8")
    done = tradesim("run", "world.yaml", "--style", "bad.mplstyle")
    assert done.exit_code == 1
    assert "bad.mplstyle: 1 problem\n  line 1, font.size: 'big' cannot be used" in done.stderr
    assert not (here / "results").exists()


def _making(save: Callable[[object, Path], None]) -> Callable[[object, Path], None]:
    def make(result: object, folder: Path) -> None:
        folder.mkdir()
        save(result, folder)

    return make


def test_json_is_all_that_stands_on_standard_output(run: Command, here: Path) -> None:
    done = run("world.yaml", "--json", "--replicates", "2", "--without", "acid curb")
    document = json.loads(done.stdout)
    assert document["replicates"] == 2
    assert document["measures"]
    assert here / document["results"] == only_run(here)
    assert "'film plant' goes too" in done.stderr
    written = json.loads((only_run(here) / "summary.json").read_text(encoding="utf-8"))
    assert document["measures"] == written["measures"]


def test_a_forecast_says_what_carries_its_band(run: Command, here: Path) -> None:
    done = run("world.yaml", "--doubt", "--replicates", "60", "--quick", "--report")
    assert "a forecast: bands hold what is not known" in " ".join(done.stdout.split())
    assert "What carries the band" in done.stdout
    written = json.loads((only_run(here) / "summary.json").read_text(encoding="utf-8"))
    shares = [row["variance_explained"] for row in written["doubt"]["carried_by"]]
    rest = written["doubt"]["by_chance_and_together"]
    assert sum(shares) + rest == pytest.approx(1.0)
    page = (only_run(here) / "report.html").read_text(encoding="utf-8")
    assert "Report of a forecast" in page
    assert written["doubt"]["outcome"]["name"] in page


def test_without_doubt_bands_are_of_chance_alone(run: Command, here: Path) -> None:
    done = run("world.yaml", "--chance-only", "--replicates", "2", "--quick")
    assert "What carries the band" not in done.stdout
    assert "doubt" not in json.loads((only_run(here) / "summary.json").read_text(encoding="utf-8"))


def test_quiet_prints_nothing(run: Command, here: Path) -> None:
    done = run("world.yaml", "--quiet")
    assert (done.exit_code, done.output) == (0, "")
    assert only_run(here).is_dir()


def test_options_reach_the_run(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["/usr/bin/tradesim", "run", "my world.yaml"])
    options = ["--seed", "5", "--replicates", "2", "--engine", "mesa", "--quiet"]
    values = ["--set", "policies.reserve.cover_weeks=3", "--set", "seed=9"]
    variant = ["--variant", "slow_office"]
    assert run("world.yaml", *options, *values, *variant, "--out", "out").exit_code == 0
    manifest = json.loads(Path("out/manifest.json").read_text(encoding="utf-8"))
    assert (manifest["seed"], manifest["replicates"], manifest["engine"]) == (5, 2, "mesa")
    policies = {policy["name"]: policy for policy in manifest["scenario"]["policies"]}
    assert policies["reserve"]["cover_weeks"]["value"] == 3
    assert policies["acid curb"]["terms"]["review_weeks"]["value"] == 26
    assert manifest["scenario"]["seed"] == 9
    assert manifest["command"] == "tradesim run 'my world.yaml'"


def test_a_variant_says_what_goes_with_what_it_leaves_out(run: Command) -> None:
    done = run("world.yaml", "--variant", "no_curb", "--out", "out")
    assert "note: 'film plant' goes too" in done.stderr
    assert "note: 'quick permits' goes too" in done.stderr
    assert "acid curb" not in done.stdout


def test_what_changes_nothing_is_warned_of_unless_quick(tradesim: Command) -> None:
    idle = ["--set", "policies.reserve.cover_weeks=0", "--set", "buyers.Beta Devices.noise=0"]
    arguments = ["run", "world.yaml", "--no-figures", *idle]
    done = tradesim(*arguments, "--out", "out")
    assert done.exit_code == 0
    assert "warning: policy 'reserve' changes no outcome" in done.stderr
    assert "warning: override 'buyers.Beta Devices.noise' changes no outcome" in done.stderr
    manifest = json.loads(Path("out/manifest.json").read_text(encoding="utf-8"))
    assert len(manifest["warnings"]) == 2
    assert "warning" not in tradesim(*arguments, "--quick", "--out", "out2").stderr


def test_an_earlier_run_is_never_overwritten(run: Command) -> None:
    assert run("world.yaml", "--out", "out", "--quiet").exit_code == 0
    before = Path("out/weekly.parquet").stat().st_mtime_ns
    done = run("world.yaml", "--out", "out", "--quiet")
    assert done.exit_code == 1
    assert "never overwritten" in done.stderr
    assert Path("out/weekly.parquet").stat().st_mtime_ns == before


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["wrold.yaml"], 1, "Did you mean 'world.yaml'?"),
        (["world.yaml", "--set", "policies.reserve.cover_weeks=many"], 2, "--set policies.reserve"),
        (["world.yaml", "--set", "seed"], 2, "path=value"),
        (["world.yaml", "--set", "polices.reserve=1"], 2, "'policies'"),
        (["world.yaml", "--without", "acid crub"], 2, "'acid curb'"),
        (["world.yaml", "--variant", "no_crub"], 2, "'no_curb'"),
        (["world.yaml", "--out", "world.yaml"], 1, "is a file"),
        (["world.yaml", "--out", "world.yaml/below"], 1, "is a file"),
    ],
)
def test_wrong_input_gets_a_message_and_leaves_nothing(
    run: Command, here: Path, arguments: list[str], status: int, said: str
) -> None:
    done = run(*arguments)
    assert done.exit_code == status
    assert said in done.stderr
    assert "Traceback" not in done.output
    assert not done.stdout
    assert [file.name for file in here.iterdir()] == ["world.yaml"]


@pytest.mark.parametrize(
    "arguments",
    [[], ["world.yaml", "--engine", "abm"], ["world.yaml", "--replicates", "0"], ["a", "b"]],
)
def test_wrong_usage_has_its_own_status(run: Command, arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


@pytest.mark.parametrize("option", ["--keep-runs", "--report"])
def test_what_reads_every_firm_is_refused_of_many_before_the_run(
    run: Command, here: Path, monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    monkeypatch.setattr("tradesim.scenario.size.MOST_FIRMS", 3)
    done = run("world.yaml", option)
    assert done.exit_code == 2
    assert f"{option}: of more than 3 firms a run keeps sectors" in done.stderr
    assert [file.name for file in here.iterdir()] == ["world.yaml"]


def test_the_folder_is_looked_at_before_the_run(
    run: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("tradesim.results.lived_and_searched", never)
    Path("results").write_text("a file", encoding="utf-8")
    done = run("world.yaml")
    assert done.exit_code == 1
    assert "'results' is a file" in done.stderr


def test_a_full_disk_gets_a_message_and_leaves_nothing(
    run: Command, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tradesim.results.writers.write_json", full)
    done = run("world.yaml")
    assert done.exit_code == 1
    assert "no space left on device" in done.stderr
    assert not list((here / "results" / "two_countries").iterdir())


def test_stopping_prints_one_line_and_leaves_nothing(
    run: Command, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tradesim.results.writers.write_json", stopped)
    done = run("world.yaml")
    assert done.exit_code == 130
    assert done.output == "Stopped; nothing was written.\n"
    assert not list((here / "results" / "two_countries").iterdir())


def test_stopping_says_what_was_written_before(
    run: Command, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tradesim.cli.report.report_of", interrupted)
    done = run("world.yaml", "--report", "--out", "here")
    assert done.exit_code == 130
    assert done.stderr.endswith("Stopped; nothing was written but here, which is whole.\n")
    assert (here / "here" / "manifest.json").is_file()


OWN_AGENT = """
from tradesim.agents import Buyer

class Hoarder(Buyer):
    def plan(self, *, news):
        self.desk.need.mandated_cover[...] = 2.0
        super().plan(news=news)
"""


def test_agents_of_ones_own_run_only_when_allowed(
    run: Command, tradesim: Command, here: Path
) -> None:
    world = (here / "world.yaml").read_text(encoding="utf-8")
    named = world + "\nagents: {Beta Devices: 'cli_own_agent:Hoarder'}\n"
    (here / "own.yaml").write_text(named, encoding="utf-8")
    (here / "cli_own_agent.py").write_text(OWN_AGENT, encoding="utf-8")
    refused = run("own.yaml")
    assert refused.exit_code == 1
    assert "--allow-custom-agents" in refused.stderr
    assert not (here / "results").exists()
    assert run("own.yaml", "--allow-custom-agents", "--out", "own", "--quiet").exit_code == 0
    assert run("world.yaml", "--out", "usual", "--quiet").exit_code == 0
    own, usual = (Path(name, "weekly.parquet").read_bytes() for name in ("own", "usual"))
    assert own != usual
    again = tradesim("verify", "own", "--rerun", "1")
    assert again.exit_code == 1
    assert "agent classes of the scenario's own" in again.stderr
    again = tradesim("verify", "own", "--rerun", "1", "--allow-custom-agents")
    assert again.exit_code == 0
    assert "all the same to the last bit" in again.stdout


def test_every_run_is_written_on_request(run: Command, here: Path) -> None:
    done = run("world.yaml", "--replicates", "3", "--quick", "--quiet", "--keep-runs")
    assert done.exit_code == 0
    names = {path.name for path in only_run(here).iterdir()}
    assert "weekly_runs.parquet" in names
    manifest = json.loads((only_run(here) / "manifest.json").read_text(encoding="utf-8"))
    assert {"weekly_runs.parquet", "measures.parquet", "trade.parquet"} <= set(manifest["files"])
    assert manifest["whole_run"] in range(3)
