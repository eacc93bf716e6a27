"""Every shipped scenario has a page with its figure, written by a script that can be trusted."""

import re
from pathlib import Path

import numpy as np
import pytest
import yaml

from scripts import write_scenario_pages as pages
from tradesim.evidence.published import published_figures
from tradesim.results import run
from tradesim.scenario import Scenario, load, scenario_names

WORLD = Path(__file__).parent / "worlds" / "two_countries.yaml"
LARGEST = 150_000
"""Bytes of a figure."""


@pytest.fixture(scope="module")
def world() -> Scenario:
    return load(WORLD)


@pytest.mark.parametrize("name", scenario_names())
def test_each_scenario_has_a_page_with_a_figure_and_a_table(name: str) -> None:
    text = (pages.PAGES / f"{name}.md").read_text(encoding="utf-8")
    shown = re.findall(r"!\[[^\]]+\]\((?P<file>[^)]+)\)", text)
    files = {(pages.PAGES / file).resolve() for file in shown}
    figure = (pages.FIGURES / f"{name}.png").resolve()
    assert figure in files
    assert all(file.exists() for file in files)
    assert figure.stat().st_size < LARGEST
    table = text.split(pages.BEGIN)[1].split(pages.END)[0]
    assert "| " in table
    prose = text.replace(table, "")
    assert f"tradesim run {name}" in prose
    assert len(prose.split()) > 100, "a page says in words what the figure shows"


def test_the_index_lists_every_scenario() -> None:
    text = (pages.PAGES / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\[([^\]]+)\]\(\1\.md\)", text)) >= set(scenario_names())


@pytest.mark.once("reads what is written of scenarios that others read")
def test_every_page_has_its_scenario_and_every_scenario_its_spec() -> None:
    specs = yaml.safe_load(pages.SPECS.read_text(encoding="utf-8"))
    assert set(specs) == set(scenario_names())
    assert {page.stem for page in pages.PAGES.glob("*.md")} == {*scenario_names(), "README"}
    for name, spec in specs.items():
        known = {*load(name).variants, *scenario_names(), "", None}
        asked = {line.get("run") for panel in spec["panels"] for line in panel["lines"]}
        assert asked | set(spec["columns"].values()) <= known, name
        points = [p["figure"] for panel in spec["panels"] for p in panel.get("points", [])]
        assert set(points) <= set(published_figures().index)


def test_an_outcome_is_added_up_over_what_is_asked_for(world: Scenario) -> None:
    recording = run(world, replicates=2, engine="ensemble").recording
    whole = pages.weekly_of(recording, {"outcome": "production"})
    assert np.allclose(whole, recording.panels["production"].sum(axis=1))
    one, other = world.suppliers[0].name, world.suppliers[1].name
    both = pages.weekly_of(recording, {"outcome": "production", "actor": [one, other]})
    assert np.allclose(both, recording.panels["production"][:, :2].sum(axis=1))
    some = pages.weekly_of(recording, {"outcome": "production", "actor": f"{one[:4]}*"})
    assert (some <= whole + 1e-9).all()
    share = {"outcome": "production", "actor": one, "per": {"outcome": "production"}}
    assert np.allclose(
        pages.weekly_of(recording, share), recording.panels["production"][:, 0] / whole
    )


def test_what_nobody_has_is_refused_and_named(world: Scenario) -> None:
    recording = run(world, replicates=1, engine="ensemble").recording
    with pytest.raises(SystemExit, match="Nobody"):
        pages.weekly_of(recording, {"outcome": "production", "actor": "Nobody"})
    with pytest.raises(SystemExit, match="gold"):
        pages.weekly_of(recording, {"outcome": "gold"})


def test_a_mean_of_weeks_back_keeps_a_constant_and_smooths_a_step() -> None:
    step = np.repeat([[0.0], [8.0]], 4, axis=0)
    smooth = pages.smoothed(step, 4)
    assert smooth[:, 0].tolist() == [0, 0, 0, 0, 2, 4, 6, 8]
    assert (pages.smoothed(np.full((5, 2), 3.0), 4) == 3.0).all()


@pytest.mark.parametrize(
    ("values", "digits", "said"),
    [
        ([1.0, 1.0, 1.0], 0, "1"),
        ([1000.0, 2000.0, 3000.0], 0, "2,000 (1,100 to 2,900)"),
        ([-0.001, 0.0, 0.0], 2, "0.00"),
    ],
)
def test_a_cell_is_a_median_with_its_band(values: list[float], digits: int, said: str) -> None:
    assert pages.band_of(np.array(values), digits) == said


def test_a_page_without_markers_is_refused_by_name(tmp_path: Path) -> None:
    page = tmp_path / "strange.md"
    page.write_text("# Strange\n", encoding="utf-8")
    with pytest.raises(SystemExit, match=r"strange\.md: no '<!-- results: begin"):
        pages.Page("carbon_fibre", {"columns": {}, "rows": []}).write(page)
    assert page.read_text(encoding="utf-8") == "# Strange\n"
