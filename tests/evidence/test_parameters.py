"""Parameter ensembles: read, refused, written, and drawn from by the replicates of a run."""

from pathlib import Path

import numpy as np
import pytest

from tests.source_tree import REPOSITORY
from tradesim.errors import ObservedError
from tradesim.evidence.parameters import (
    fitting,
    parameters_beside,
    read_ensemble,
    write_parameters,
)
from tradesim.results import run, run_points
from tradesim.scenario import Scenario, apply, load

WORLD = REPOSITORY / "tests" / "worlds" / "two_countries.yaml"
COVER, TAU = "buyers.Beta Devices.needs.acid.base_cover_weeks", "behaviour.patience_weeks"


@pytest.fixture(scope="module")
def world() -> Scenario:
    return load(WORLD)


def refusal(path: Path, text: str, world: Scenario) -> str:
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ObservedError) as caught:
        read_ensemble(path, world)
    return str(caught.value)


def test_what_was_written_is_read_again(tmp_path: Path, world: Scenario) -> None:
    points = {COVER: np.array([2.0, 3.5, 5.0]), TAU: np.array([8.0, 10.0, 12.0])}
    write_parameters(tmp_path / "points.csv", points)
    again = read_ensemble(tmp_path / "points.csv", world).points
    assert {name: column.tolist() for name, column in again.items()} == {
        name: column.tolist() for name, column in points.items()
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "a heading of dotted paths"),
        (f"{TAU}\n", "at least one row"),
        ("behaviour.patience\n8\n", "behaviour.patience: 'patience' is not a field"),
        (f"{TAU},{TAU}\n8,8\n", "this column stands there twice"),
        (f"{TAU}\nlong\n", "line 2, behaviour.patience_weeks: 'long' is not a number"),
        (f"{TAU}\n8,9\n", "2 cells for 1 columns"),
        (f"{TAU}\n0.1\n", "0.1 is less than 1"),
    ],
)
def test_a_file_that_fits_no_scenario_is_refused(
    tmp_path: Path, world: Scenario, text: str, said: str
) -> None:
    assert said in refusal(tmp_path / "points.csv", text, world)


def test_each_replicate_takes_the_point_of_its_number(world: Scenario) -> None:
    points = {COVER: np.array([2.0, 5.0])}
    together = run_points(world, points, replicates=3).recording
    for replicate, cover in enumerate((2.0, 5.0, 2.0)):
        alone = run(apply(world, {COVER: cover}), replicates=3, engine="ensemble").recording
        for name, panel in alone.panels.items():
            found = together.panels[name][..., replicate]
            np.testing.assert_array_equal(found, panel[..., replicate], err_msg=name)


def test_measures_of_a_run_with_many_blocks_see_every_point(world: Scenario) -> None:
    points = {"buyers.Beta Devices.output": np.linspace(900.0, 1000.0, 300)}
    result = run_points(world, points, replicates=300)
    assert result.summary["mean"].notna().any()


def test_what_a_scenario_without_a_policy_lacks_is_left_out(world: Scenario) -> None:
    points = {COVER: np.array([2.0]), "policies.gone.review_weeks": np.array([3.0])}
    assert fitting(points, world).keys() == {COVER}


def test_the_ensemble_of_a_scenario_lies_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "world.yaml"
    file.write_text(WORLD.read_text(encoding="utf-8"), encoding="utf-8")
    assert parameters_beside(str(file)) is None
    beside = tmp_path / "world.parameters.csv"
    beside.write_text(f"{TAU}\n8\n", encoding="utf-8")
    assert parameters_beside(str(file)) == beside


def test_a_word_that_names_no_scenario_has_no_ensemble() -> None:
    assert parameters_beside("no such scenario") is None


def fitted_on_the_world(folder: Path, text: str) -> Path:
    """Return an ensemble that lies beside the world it was fitted on."""
    folder.mkdir(exist_ok=True)
    beside = WORLD.read_text(encoding="utf-8")
    (folder / "two_countries.yaml").write_text(beside, encoding="utf-8")
    (folder / "two_countries.parameters.csv").write_text(text, encoding="utf-8")
    return folder / "two_countries.parameters.csv"


def test_behaviour_applies_to_any_scenario_and_data_of_another_is_left_out(tmp_path: Path) -> None:
    route = "routes.JPN-KOR.lead_time_weeks"
    file = tmp_path / "other.csv"
    file.write_text(f"{TAU},{COVER},{route}\n8,3,2\n", encoding="utf-8")
    read = read_ensemble(file, load("carbon_fibre"))
    assert list(read.points) == [TAU]
    assert read.left_out == (COVER, route)
    assert read.note() == (
        "2 columns of the data of another scenario left out here (1 of buyers, 1 of routes); "
        "1 column applied."
    )


def test_the_same_figure_is_taken_and_another_at_the_same_place_is_not(
    tmp_path: Path, world: Scenario
) -> None:
    capacity = "suppliers.Alpha Chemicals.capacity"
    file = fitted_on_the_world(tmp_path / "w", f"{TAU},{COVER},{capacity}\n8,3,250\n")
    changed = apply(world, {"name": "mine", capacity: 300})
    read = read_ensemble(file, changed)
    assert list(read.points) == [TAU, COVER]
    assert read.left_out == (capacity,)
    assert "1 column of the data of two_countries" in read.note()


def test_a_slip_in_the_file_of_the_scenario_itself_is_a_slip(
    tmp_path: Path, world: Scenario
) -> None:
    file = fitted_on_the_world(tmp_path / "w", "buyers.Beta Device.output\n900\n")
    with pytest.raises(ObservedError, match="Did you mean 'Beta Devices'"):
        read_ensemble(file, world)


def test_an_ensemble_of_which_nothing_applies_is_refused(tmp_path: Path, world: Scenario) -> None:
    said = refusal(tmp_path / "points.csv", "suppliers.Nobody.capacity\n9\n", world)
    assert "none of it applies to two_countries: 1 column of the data of another scenario" in said
