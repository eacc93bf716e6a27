"""Calibrations: files are checked, truth is found again, and what cannot be is ruled out."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tradesim.errors import ExperimentError
from tradesim.evidence.calibration import CalibrationStudy, load_calibration
from tradesim.evidence.history_matching import match_history
from tradesim.evidence.matching_report import parameter_table, target_table, write_match
from tradesim.evidence.parameters import read_ensemble
from tradesim.scenario.bundled import calibration_files

FILE = """
kind: calibration
name: trial
scenario: 2019_curbs
until: 2020-07-31
samples: 16
cutoff: 3
vary:
  behaviour.distrust_weight: {unit: factor, range: [1, 6]}
  suppliers.Soulbrain.capacity: sourced
targets:
  - {figure: hf-imports-jpn-2019-12, statistic: imports_quantity, subject: hydrogen_fluoride,
     destination: KOR, origin: JPN, first: 2019-12, last: 2019-12, tolerance: 2}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "trial.yaml"


def study(file: Path, old: str = "", new: str = "") -> CalibrationStudy:
    assert old in FILE
    file.write_text(FILE.replace(old, new) if old else FILE, encoding="utf-8")
    return load_calibration(file)


@pytest.mark.parametrize("name", calibration_files())
def test_the_calibrations_that_come_with_tradesim_are_sound(name: str) -> None:
    found = load_calibration(name)
    assert len(found.rows) == len(found.calibration.targets)
    assert found.scenario.end == found.calibration.until
    assert found.calibration.until.year <= 2020
    assert (found.deviation > 0).all()


@pytest.mark.parametrize("name", calibration_files())
def test_no_behaviour_of_one_item_is_free(name: str) -> None:
    for path in load_calibration(name).ranges:
        assert path.startswith(
            ("behaviour.", "suppliers.", "buyers.", "items.", "shocks.", "policies.", "routes.")
        )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kind: calibration", "kind: sweep", "kind"),
        ("behaviour.distrust_weight", "behaviour.distrust", "is not a field"),
        ("unit: factor", "unit: week", "'factor' is meant"),
        ("range: [1, 6]", "range: [6, 1]", "the lower end comes first"),
        ("{unit: factor, range: [1, 6]}", "sourced", "the scenario states no range"),
        ("capacity: sourced", "capacity: {unit: t/week, range: [1, 2]}", "own range"),
        ("hf-imports-jpn-2019-12", "hf-imports-jpn-2019-21", "no figure has this id"),
        ("statistic: imports_quantity", "statistic: import_quantity", "no such statistic"),
        ("scenario: 2019_curbs", "scenario: 1919_curbs", "cannot be used"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(file: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(ExperimentError, match="line") as caught:
        study(file, old, new)
    assert said in str(caught.value)


def test_points_stay_within_their_ranges_and_survive_a_wide_tolerance(file: Path) -> None:
    found = study(file, "samples: 16", "samples: 16\nwaves: 2")
    match = match_history(found)
    assert (match.tried, match.survived) == (32, 16)
    for path, (low, high) in found.ranges.items():
        for wave in match.waves:
            assert ((low <= wave.values[path]) & (wave.values[path] <= high)).all()


def test_a_target_out_of_reach_rules_every_point_out(file: Path) -> None:
    found = study(file, "figure: hf-imports-jpn-2019-12", "figure: hf-imports-wld-2018")
    narrow = found.calibration.model_copy(update={"cutoff": 0.1})
    strict = replace(found, calibration=narrow)
    match = match_history(strict)
    assert match.survived == 0
    assert target_table(strict, match)[0]["ruled out"] == "100%"


def test_the_same_file_gives_the_same_points(file: Path) -> None:
    first, second = match_history(study(file)), match_history(study(file))
    for path, column in first.points.items():
        np.testing.assert_array_equal(column, second.points[path])


def test_what_survives_is_written_as_a_parameter_ensemble(file: Path, tmp_path: Path) -> None:
    found = study(file)
    match = match_history(found)
    folder = write_match(found, match, tmp_path / "out")
    points = read_ensemble(folder / "parameters.csv", found.scenario).points
    assert points.keys() == found.ranges.keys()
    assert [row["parameter"] for row in parameter_table(found, match)] == [*found.ranges]


def test_a_name_that_comes_with_nothing_is_no_calibration() -> None:
    with pytest.raises(ExperimentError) as caught:
        load_calibration("nope")
    (problem,) = caught.value.problems
    assert problem.message == (
        "this is neither a file nor a calibration that comes with tradesim "
        f"({', '.join(calibration_files())})."
    )
