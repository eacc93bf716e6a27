"""The points of an experiment: which values of the parameters are run.

Samples come from ``scipy.stats.qmc`` and SALib, drawn in the unit cube with the experiment's seed
and carried over by each parameter's own distribution.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from tradesim.arrays import Floats
from tradesim.errors import GrowthError
from tradesim.experiments import schema
from tradesim.experiments.arrays import Values
from tradesim.experiments.distributions import levels, values_at
from tradesim.experiments.search_schema import Search
from tradesim.experiments.searching import first_points


@dataclass(frozen=True)
class Design:
    """The points of an experiment.

    Attributes:
        kind: ``grid``, ``list``, ``latin_hypercube``, ``halton``, ``sobol``, ``morris`` or
            ``search``.
        values: Values by parameter, each of shape (point,).
        share: Where the points lie in the unit cube, shape (point, parameter); None for grids
            and lists.
        count: Number of points.
    """

    kind: str
    values: Mapping[str, Values]
    share: Floats | None
    count: int

    @property
    def names(self) -> tuple[str, ...]:
        """The parameters, by dotted path."""
        return tuple(self.values)


def unit_cube(names: Sequence[str]) -> dict[str, Any]:
    """Return the unit cube of some parameters as SALib describes problems."""
    return {"num_vars": len(names), "names": list(names), "bounds": [[0.0, 1.0]] * len(names)}


def design_of(
    experiment: schema.Experiment, seed: int, listed: Mapping[str, Values] | None = None
) -> Design:
    """Return the points of an experiment.

    Args:
        experiment: A checked experiment.
        seed: Seed of sampled designs.
        listed: Columns of the CSV file of a list.
    """
    asked, vary = experiment.design, experiment.vary
    if isinstance(asked, schema.Listed):
        values = dict(listed or {})
        return Design("list", values, None, len(next(iter(values.values()))) if values else 1)
    if not vary:
        return Design("grid", {}, None, 1)
    if isinstance(asked, schema.Grid):
        return _grid(vary)
    if isinstance(asked, Search):
        return of_share(experiment, "search", first_points(asked, vary, seed))
    share = _sample(asked, list(vary), seed)
    return of_share(experiment, asked.kind, share)


def of_share(experiment: schema.Experiment, kind: str, share: Floats) -> Design:
    """Return the design of points in the unit cube, shape (point, parameter)."""
    vary = experiment.vary
    columns = zip(vary.items(), share.T, strict=True)
    values = {path: values_at(parameter, column) for (path, parameter), column in columns}
    return Design(kind, values, share, len(share))


def point_count(experiment: schema.Experiment) -> int | None:
    """Return the number of points without drawing them; None for a list."""
    asked, number = experiment.design, len(experiment.vary)
    if isinstance(asked, schema.Listed) or not number:
        return None if isinstance(asked, schema.Listed) else 1
    if isinstance(asked, Search):
        return asked.generation * asked.states
    if isinstance(asked, schema.LatinHypercube | schema.Halton):
        return asked.samples
    if isinstance(asked, schema.Sobol):
        return asked.samples * (number * (2 if asked.second_order else 1) + 2)
    if isinstance(asked, schema.Morris):
        return asked.trajectories * (number + 1)
    return math.prod(_level_count(parameter) for parameter in experiment.vary.values())


def no_power_of_two(samples: int) -> str:
    """Return what is wrong with a number of samples of Sobol's design; else nothing."""
    low = 2 ** (samples.bit_length() - 1)
    return "" if samples == low else f"{samples} is no power of two. Write {low} or {2 * low}."


def _level_count(parameter: schema.VariedParameter) -> int:
    alternatives = parameter.alternatives
    return len(alternatives) if alternatives is not None else parameter.steps or 1


def _grid(vary: Mapping[str, schema.VariedParameter]) -> Design:
    found = [levels(parameter) for parameter in vary.values()]
    axes = [axis for axis in found if axis is not None]
    places = np.meshgrid(*(np.arange(len(axis)) for axis in axes), indexing="ij")
    values = {
        path: axis[place.ravel()] for path, axis, place in zip(vary, axes, places, strict=True)
    }
    return Design("grid", values, None, places[0].size)


def _sample(
    asked: schema.LatinHypercube | schema.Halton | schema.Sobol | schema.Morris,
    names: list[str],
    seed: int,
) -> npt.NDArray[np.float64]:
    """Draw points in the unit cube, shape (point, parameter)."""
    if isinstance(asked, schema.LatinHypercube | schema.Halton):
        return _sequence(asked, len(names), seed)
    problem = unit_cube(names)
    if isinstance(asked, schema.Sobol):
        from SALib.sample import sobol  # noqa: PLC0415 - takes a second; most designs need none

        drawn = sobol.sample(
            problem, asked.samples, calc_second_order=asked.second_order, seed=seed
        )
    else:
        from SALib.sample import morris  # noqa: PLC0415

        drawn = morris.sample(problem, asked.trajectories, num_levels=asked.levels, seed=seed)
    return np.asarray(drawn, dtype=np.float64)


def _sequence(asked: schema.LatinHypercube | schema.Halton, parameters: int, seed: int) -> Floats:
    from scipy.stats import qmc  # noqa: PLC0415 - takes seconds; grids and lists need none

    kind = qmc.LatinHypercube if isinstance(asked, schema.LatinHypercube) else qmc.Halton
    sampler = kind(parameters, seed=np.random.default_rng(seed))
    return np.asarray(sampler.random(asked.samples), dtype=np.float64)


def extended(experiment: schema.Experiment, design: Design, samples: int, seed: int) -> Design:
    """Return a design with more samples that begins with the points of another.

    Sobol and Halton sequences are drawn further. A Latin hypercube is refined: each new point
    falls into a slice of each parameter that is still empty (Sallaberry, Helton & Hora 2008,
    without their correlations).

    Args:
        experiment: The experiment.
        design: Its points so far.
        samples: How many samples it is to have.
        seed: Seed of the design.

    Raises:
        GrowthError: The design cannot grow, or not to this number.
    """
    asked = experiment.design
    if not isinstance(asked, schema.LatinHypercube | schema.Sobol | schema.Halton):
        raise GrowthError(f"--samples: a {design.kind} design has no samples to add to.")
    if samples <= asked.samples:
        said = f"--samples: the batch has {asked.samples} already; give more of them."
        raise GrowthError(said)
    if isinstance(asked, schema.LatinHypercube):
        refined = _refined(design.share, samples, seed)
        return of_share(experiment, design.kind, refined)
    if isinstance(asked, schema.Sobol) and (said := no_power_of_two(samples)):
        raise GrowthError(f"--samples: {said}")
    more = asked.model_copy(update={"samples": samples})
    drawn = design_of(experiment.model_copy(update={"design": more}), seed)
    before = design.share
    if (
        before is None
        or drawn.share is None
        or not np.array_equal(drawn.share[: len(before)], before)
    ):
        raise GrowthError(
            "--samples: with the libraries that are installed the longer sequence does not begin "
            "with the points of the batch. Begin anew with --out."
        )
    return drawn


def _refined(share: Floats | None, samples: int, seed: int) -> Floats:
    """Return a Latin hypercube of more points that begins with the points of another."""
    if share is None or samples % len(share):
        count = 0 if share is None else len(share)
        raise GrowthError(
            f"--samples: a Latin hypercube of {count} grows to a multiple of its points: write "
            f"{2 * count} or {3 * count}."
        )
    rng = np.random.default_rng([seed, samples])
    new = samples - len(share)
    added = np.empty((new, share.shape[1]))
    for place, column in enumerate(share.T):
        taken = np.minimum((column * samples).astype(np.int64), samples - 1)
        free = np.setdiff1d(np.arange(samples), taken)
        added[:, place] = (rng.permutation(free) + rng.random(new)) / samples
    return np.concatenate([share, added])
