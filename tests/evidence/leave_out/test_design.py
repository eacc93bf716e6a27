"""Common designs: files are checked, points lie within their ranges."""

from pathlib import Path

import numpy as np
import pytest

from tests.evidence.leave_out.conftest import DESIGN
from tradesim.errors import ExperimentError
from tradesim.evidence.leave_out.design import LeaveOutStudy, is_design, load_design
from tradesim.scenario.bundled import calibration_files, design_files

NAMES = "2019_curbs, carbon_fibre"


@pytest.mark.parametrize("name", design_files())
def test_the_designs_that_come_with_tradesim_are_sound(name: str) -> None:
    study = load_design(name)
    assert len(study.groups) > 1
    assert all(path.startswith(("behaviour.", "practice.")) for path in study.design.vary)


def test_a_calibration_is_no_common_design() -> None:
    assert all(is_design(name) for name in design_files())
    assert not any(is_design(name) for name in calibration_files())
    assert not is_design("nowhere")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kind: common_design", "kind: design", "kind"),
        ("behaviour.distrust_weight", "behaviour.distrust", "is not a field"),
        ("range: [0, 6]", "range: [0, 600]", "600 is more than 50"),
        ("off: {{behaviour.alarm_stock_response: 0}}", "off: {{behaviour.calm: 0}}", "'calm'"),
        ("{scenarios}", "2019_curbs, 1919_curbs", "cannot be used"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in DESIGN
    file = tmp_path / "design.yaml"
    file.write_text(DESIGN.replace(old, new).format(scenarios=NAMES), encoding="utf-8")
    with pytest.raises(ExperimentError, match="line") as caught:
        load_design(file)
    assert said in str(caught.value)


def test_points_are_even_over_their_ranges(study: LeaveOutStudy) -> None:
    for path, column in study.points().items():
        low, high = study.design.vary[path].range
        cells = np.floor((column - low) / (high - low) * study.design.points)
        assert sorted(cells) == list(range(study.design.points))


def test_episodes_without_a_group_are_groups_of_their_own(study: LeaveOutStudy) -> None:
    assert len(study.groups) == 2
