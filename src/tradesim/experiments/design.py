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

    @property
    def problem(self) -> dict[str, Any]:
        """The design as SALib describes problems."""
        return unit_cube(list(self.values))


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
    problem = Design("", dict.fromkeys(names, np.zeros(0)), None, 0).problem
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
