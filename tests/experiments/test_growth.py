"""A batch that grows: what was done stays byte for byte."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.experiments.conftest import SMALL, contents
from tests.experiments.made_runs import grow_few_trees
from tests.experiments.test_runner import StopsAfter
from tradesim.errors import BatchError
from tradesim.experiments import read_batch, run_experiment
from tradesim.experiments.analysis import analyse, runs_of
from tradesim.experiments.executors import Inline
from tradesim.experiments.loading import load_experiment
from tradesim.experiments.repeating import plan_of
from tradesim.experiments.row import row_of, run_number
from tradesim.experiments.stopping import precision

Write = Callable[..., Path]

TINY = (
    SMALL.replace("samples: 30", "samples: 4")
    .replace("[summary, monthly_imports]", "[summary]")
    .replace("  no_curb: {variant: no_curb}\n", "")
)
KEYS = ["variant", "point", "replicate"]


def parts(folder: Path) -> dict[str, str]:
    return {name: digest for name, digest in contents(folder).items() if "part-" in name}


def rows(folder: Path) -> pd.DataFrame:
    frame = pd.read_parquet(folder / "runs.parquet").astype({"variant": str})
    return frame.sort_values(KEYS, ignore_index=True)


def same_numbers(one: pd.DataFrame, other: pd.DataFrame) -> None:
    shared = [name for name in one.columns if name in other.columns and name != "run"]
    assert len(shared) > 40
    pd.testing.assert_frame_equal(
        one[shared], other[shared], check_exact=True, check_categorical=False
    )


@pytest.fixture
def few_trees(monkeypatch: pytest.MonkeyPatch) -> None:
    grow_few_trees(monkeypatch)


@pytest.mark.once("asks of each design what others ask of one")
@pytest.mark.parametrize(
    ("design", "grow", "whole"),
    [
        ("latin_hypercube", {"replicates": 5}, TINY.replace("replicates: 2", "replicates: 5")),
        ("halton", {"samples": 6}, TINY.replace("samples: 4", "samples: 6")),
        ("sobol", {"samples": 8}, TINY.replace("samples: 4", "samples: 8")),
    ],
)
@pytest.mark.usefixtures("few_trees")
def test_a_batch_that_grew_has_the_runs_of_one_begun_so(
    write: Write, tmp_path: Path, design: str, grow: dict[str, int], whole: str
) -> None:
    file = write(TINY.replace("latin_hypercube", design))
    folder = run_experiment(file, tmp_path / "grown", executor=Inline()).folder
    before = parts(folder)
    stop = StopsAfter(1, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        run_experiment(file, folder, executor=stop, resume=True, grow=grow)
    run_experiment(file, folder, executor=Inline(), resume=True)
    assert {name: parts(folder)[name] for name in before} == before
    begun = write(whole.replace("latin_hypercube", design), "whole.yaml")
    other = run_experiment(begun, tmp_path / "whole", executor=Inline()).folder
    same_numbers(rows(folder), rows(other))
    assert rows(folder)["run"].is_unique
    found = runs_of(read_batch(folder))
    assert len(found.frame) == found.expected == len(rows(other))
    assert analyse(found).runs.points == runs_of(read_batch(other)).points


def test_a_latin_hypercube_is_refined(write: Write, tmp_path: Path) -> None:
    file = write(TINY)
    folder = run_experiment(file, tmp_path / "out", executor=Inline()).folder
    before, first = parts(folder), read_batch(folder).design
    run_experiment(file, folder, executor=Inline(), resume=True, grow={"samples": 8})
    run_experiment(file, folder, executor=Inline(), resume=True, grow={"replicates": 3})
    assert {name: parts(folder)[name] for name in before} == before
    design = read_batch(folder).design
    pd.testing.assert_frame_equal(design[:4], first)
    for name in (name for name in design if name.startswith("share of")):
        slices = np.floor(design[name].to_numpy() * 8).astype(int)
        assert sorted(slices) == list(range(8))
    counts = rows(folder).groupby(KEYS).size()
    assert len(counts) == 2 * 8 * 3
    assert (counts == 1).all()
    plan = plan_of(folder)
    row = row_of(plan, run_number(plan, "reserve", 6, 2))
    held = rows(folder).set_index("run").loc[row.run]
    assert (held["variant"], held["point"], held["replicate"]) == ("reserve", 6, 2)
    again = run_experiment(folder / "manifest.json", tmp_path / "again", executor=Inline()).folder
    assert contents(again) == contents(folder)


@pytest.mark.parametrize(
    ("grow", "said"),
    [
        ({"replicates": 2}, "has 2 already"),
        ({"samples": 4}, "has 4 already"),
        ({"samples": 6}, "multiple of its points: write 8 or 12"),
    ],
)
def test_what_cannot_grow_is_refused(
    write: Write, tmp_path: Path, grow: dict[str, int], said: str
) -> None:
    file = write(TINY)
    with pytest.raises(BatchError, match="only a batch that is resumed can grow"):
        run_experiment(file, tmp_path / "out", executor=Inline(), grow=grow)
    folder = run_experiment(file, tmp_path / "out", executor=Inline()).folder
    before = contents(folder)
    with pytest.raises(BatchError, match=said):
        run_experiment(file, folder, executor=Inline(), resume=True, grow=grow)
    assert contents(folder) == before


def test_a_halton_sequence_has_as_many_points_as_asked(write: Write) -> None:
    file = write(TINY.replace("latin_hypercube", "halton"))
    assert load_experiment(file).design.count == 4


def test_a_batch_grows_until_a_mean_is_known_well_enough(write: Write, tmp_path: Path) -> None:
    """In every variant, or to its limit; a batch that is resumed goes on where it was."""
    bare = "name: own\nscenario: world.yaml\nreplicates: 10\noutcomes: [output_lost_weeks]\n"
    stop = "stop_when: {outcome: output_lost_weeks, half_width: %s, most: %s}\n"
    wide = run_experiment(write(bare + stop % (1e9, 40)), tmp_path / "w", executor=Inline())
    assert wide.runs == 10
    limit = run_experiment(write(bare + stop % (1e-9, 25)), tmp_path / "l", executor=Inline())
    assert limit.runs == 25
    first = read_batch(limit.folder).runs
    column = next(name for name in first if name.startswith("output_lost_weeks"))
    half = precision(limit.folder, plan_of(limit.folder))
    assert half is not None
    assert half.grow is None
    assert "at its limit" in half.sentence
    some = 1.05 * half.widths["baseline"]
    file = write(bare + stop % (some, 400))
    enough = run_experiment(file, tmp_path / "e", executor=Inline())
    assert enough.runs in {20, 40}
    assert read_batch(enough.folder).runs[column][:10].tolist() == first[column][:10].tolist()
    again = run_experiment(file, enough.folder, executor=Inline(), resume=True)
    assert again.runs == enough.runs


def test_an_outcome_that_no_run_has_lets_no_batch_grow_and_that_is_told(
    write: Write, tmp_path: Path
) -> None:
    """A wait for licences is none where nothing needs one."""
    text = (
        "name: own\nscenario: world.yaml\nreplicates: 2\noutcomes: [licence_waiting_weeks]\n"
        "variants:\n  as written: {}\n  no_curb: {variant: no_curb}\n"
        'stop_when: {outcome: "licence_waiting_weeks[item=acid, origin=AAA, destination=BBB]", '
        "half_width: 1.0e+9, most: 8}\n"
    )
    batch = run_experiment(write(text), tmp_path / "b", executor=Inline())
    assert batch.runs == 4
    found = precision(batch.folder, plan_of(batch.folder))
    assert found is not None
    assert found.without == ("no_curb",)
    assert found.sentence.startswith("precise enough (±1e+09 week): as written ±")
    assert found.sentence.endswith("; no run has a value in no_curb")


def test_a_column_that_no_run_can_have_is_refused_and_the_whole_one_named(
    write: Write, tmp_path: Path
) -> None:
    text = 'name: own\nscenario: world.yaml\nreplicates: 2\noutcomes: ["unmet_need[item=acid]"]\n'
    with pytest.raises(BatchError) as caught:
        run_experiment(write(text), tmp_path / "b", executor=Inline())
    said = str(caught.value)
    assert said.startswith("'unmet_need[item=acid]' is no outcome of these runs")
    assert "Write 'unmet_need[item=acid, destination=BBB]', or 'unmet_need' for all" in said
