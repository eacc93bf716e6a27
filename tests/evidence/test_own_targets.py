"""Targets of one's own, from a CSV file or an observed series, and what is likely by them."""

import csv
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from tests.evidence.test_calibration import FILE
from tradesim.cli import app
from tradesim.errors import ExperimentError, ObservedError
from tradesim.evidence.calibration import CalibrationStudy, load_calibration
from tradesim.evidence.own_targets import ends_of, read_targets
from tradesim.evidence.parameters import read_ensemble
from tradesim.evidence.posterior import simulator, weigh
from tradesim.evidence.posterior_report import coverage_words, predictive_table, write_posterior

OWN = """\
statistic,item,origin,destination,period,value,tolerance,source
imports_quantity,hydrogen_fluoride,JPN,KOR,2019-12,2000,50%,a table
imports_value_share,hydrogen_fluoride,JPN,KOR,2019-01..2019-06,40,5,a table
output_lost_weeks,,,KOR,,0.5,1,a guess
lost_twice,,,,,1,2,a guess
"""

MEASURES = """\
targets_file: own.csv
measures:
  lost_twice: {formula: "2 * output_lost_weeks[destination=KOR]", unit: week}
"""

SERIES = """\
month,customs_group,destination,origin,quantity,unit,value_usd_m
2019-01,hydrogen_fluoride,KOR,JPN,3000,t,7
2019-02,hydrogen_fluoride,KOR,JPN,3200,t,7
2019-07,hydrogen_fluoride,KOR,JPN,500,t,1
"""

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(own: str = OWN, more: str = MEASURES, *, without: bool = True) -> Path:
        text = FILE[: FILE.index("targets:")] if without else FILE
        (tmp_path / "own.csv").write_text(own, encoding="utf-8")
        (tmp_path / "series.csv").write_text(SERIES, encoding="utf-8")
        file = tmp_path / "trial.yaml"
        file.write_text(text + more, encoding="utf-8")
        return file

    return written


def of(study: CalibrationStudy, word: str) -> tuple[float, float]:
    place = [word in name for name in study.names].index(True)
    return float(study.observed[place]), float(study.deviation[place])


def test_a_table_of_ones_own_is_held_against_runs(write: Write) -> None:
    study = load_calibration(write())
    assert of(study, "imports_quantity") == (2000.0, 1000.0)
    assert of(study, "imports_value_share") == (40.0, 5.0)
    assert of(study, "output_lost_weeks KOR") == (0.5, 1.0)
    low, high = np.array(list(study.ranges.values())).T
    found = simulator(study)(np.column_stack([low, (low + high) / 2, high]), 0)
    assert found.shape == (4, 3)
    np.testing.assert_allclose(found[3], 2.0 * found[2])
    assert (found[0] > 0.0).all()


def test_own_targets_stand_beside_published_ones(write: Write) -> None:
    study = load_calibration(write(without=False))
    assert study.names[0] == "hf-imports-jpn-2019-12"
    assert len(study.rows) == len(study.observed) == len(study.units) == 5


def test_an_observed_series_is_a_target_a_month(write: Write) -> None:
    series = """\
series:
  - {file: series.csv, subject: hydrogen_fluoride, destination: KOR, origin: JPN,
     first: 2019-01, last: 2019-06, tolerance: 0.1}
"""
    study = load_calibration(write(more=series))
    assert study.observed.tolist() == [3000.0, 3200.0]
    assert study.deviation.tolist() == [310.0, 310.0]
    with pytest.raises(ObservedError, match="no monthly imports of hydrogen_fluoride CHN to KOR"):
        load_calibration(write(more=series.replace("JPN", "CHN")))
    with pytest.raises(ObservedError, match="no month of 2020-01 to 2020-06"):
        load_calibration(write(more=series.replace("2019-0", "2020-0")))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("imports_quantity,", "import_quantity,", "Did you mean 'imports_quantity'"),
        ("2019-12,2000", "2019-13,800", "'2019-13' is no period"),
        ("2019-12,2000", "2019-12,many", "'many' is neither a number nor a date"),
        ("50%", "0", "'0' is no tolerance"),
        ("50%,a table", "50%,", "say where the value is from"),
        ("KOR,,0.5", "KOR,2019-12,0.5", "a measure is of the whole run"),
        (",period,", ",periods,", "Did you mean 'period'"),
        (",source", "", "column is missing"),
        ("hydrogen_fluoride,JPN,KOR,2019-12", "hydrogen_fluoride,BEL,KOR,2019-12", "travels from"),
        ("hydrogen_fluoride,JPN,KOR,2019-12", "hf_gas,JPN,KOR,2019-12", "'hf_gas' is of 'hydrogen"),
        ("2019-12,2000", "2021-12,800", "is not wholly simulated"),
        (",,,KOR,,0.5", ",,,,,0.5", "says which"),
        ("lost_twice,", "output_lost_weeks,,,KOR,,0.6,1,b\nlost_twice,", "line 4 is of the same"),
    ],
)
def test_what_is_wrong_with_a_table_is_said(write: Write, old: str, new: str, said: str) -> None:
    assert old in OWN
    with pytest.raises(ObservedError, match=r"own\.csv") as caught:
        load_calibration(write(OWN.replace(old, new)))
    assert said.replace("says", "say") in str(caught.value)


def test_a_statistic_that_is_mistyped_is_told_once(write: Write) -> None:
    with pytest.raises(ObservedError) as caught:
        load_calibration(write(OWN.replace("imports_quantity,", "import_quantity,")))
    assert "2 problems" not in str(caught.value)
    assert str(caught.value).count("line 2") == 1


def test_without_targets_there_is_nothing_to_meet(write: Write) -> None:
    with pytest.raises(ExperimentError, match="nothing to meet"):
        load_calibration(write(more=""))
    with pytest.raises(ExperimentError, match="formula"):
        load_calibration(write(more=MEASURES.replace("2 * output", "2 ** import os")))
    with pytest.raises(ObservedError, match="there is no such file"):
        load_calibration(write(more="targets_file: none.csv"))


def test_periods_are_months_quarters_years_or_days() -> None:
    assert ends_of("2019") == ("2019-01", "2019-12")
    assert ends_of("2019-Q3") == ("2019-07", "2019-09")
    assert ends_of("2019-07..2020-06") == ("2019-07", "2020-06")
    assert ends_of("2019-07-04") == ("2019-07-04", "2019-07-04")
    assert ends_of("2020-06..2019-07") is None


def test_dates_have_tolerances_in_days(tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    head = "statistic,item,origin,destination,period,value,tolerance,source\n"
    row = "first_licence,hydrogen_fluoride,JPN,KOR,2019-07-04,2019-08-07,{},a table\n"
    file.write_text(head + row.format(14), encoding="utf-8")
    (target,) = read_targets(file)
    assert (target.deviation, target.unit) == (14.0, "date")
    assert target.observed == (np.datetime64("2019-08-07") - np.datetime64("1970-01-01")).astype(
        int
    )
    file.write_text(head + row.format("10%"), encoding="utf-8")
    with pytest.raises(ObservedError, match="a share of a date"):
        read_targets(file)


@pytest.mark.parametrize("method", ["rejection", "sequential"])
def test_what_is_likely_is_weighed_checked_and_kept(
    write: Write, tmp_path: Path, method: str
) -> None:
    file = write(more=f"{MEASURES}method: {method}\nwaves: 2\nkeep: 10\n")
    study = load_calibration(file)
    found = weigh(study)
    assert found.check is not None
    assert len(predictive_table(study, found.check)) == 4
    assert coverage_words(found.check).startswith("Of 4 targets")
    folder = write_posterior(study, found, tmp_path / "out")
    rows = list(csv.reader((folder / "parameters.csv").read_text("utf-8").splitlines()))
    assert rows[0][-1] == "weight"
    assert sum(float(row[-1]) for row in rows[1:]) == pytest.approx(1.0, abs=1e-4)
    points = read_ensemble(folder / "parameters.csv", study.scenario).points
    assert points.keys() == study.ranges.keys()
    assert (folder / "predictive.csv").is_file()


def test_rows_of_an_ensemble_are_taken_as_often_as_they_weigh(write: Write, tmp_path: Path) -> None:
    scenario = load_calibration(write()).scenario
    file = tmp_path / "weighed.csv"
    file.write_text("behaviour.distrust_weight,weight\n2,3\n4,1\n5,0\n", encoding="utf-8")
    (column,) = read_ensemble(file, scenario).points.values()
    assert [float((column == value).mean()) for value in (2, 4, 5)] == [0.75, 0.25, 0.0]
    assert 0 < (column[:40] == 4).sum() < 40
    file.write_text("behaviour.distrust_weight,weight\n2,-3\n4,1\n", encoding="utf-8")
    with pytest.raises(ObservedError, match="weights are numbers of at least 0"):
        read_ensemble(file, scenario)


def test_the_command_says_what_is_likely_or_that_nothing_is(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_module("tradesim.cli.calibrate"), "ENDS", 30)

    def call(file: Path, out: str) -> tuple[int, str]:
        done = CliRunner().invoke(app, ["calibrate", str(file), "--out", str(tmp_path / out)])
        return done.exit_code, " ".join(done.output.split())

    method = f"{MEASURES}method: rejection\nwaves: 2\n"
    status, said = call(write(more=method), "likely")
    assert status == 0, said
    assert "32 points by rejection" in said
    assert "Of 4 targets" in said
    assert "Intervals of points worth fewer than 30 are rough" in said
    status, said = call(write(OWN.replace("KOR,,0.5,1", "KOR,,900,1"), method), "unlikely")
    assert status == 1
    assert "None of 32 points is likely" in said
    assert not (tmp_path / "unlikely").exists()
