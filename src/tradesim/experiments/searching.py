"""The points of a search: options of the levers, each met by the same states.

Options and states lie in the unit cube, as the points of all sampled designs. Point number
``option * states + state`` is an option in a state.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import metadata

import numpy as np

from tradesim.arrays import Floats
from tradesim.errors import BatchError
from tradesim.experiments.schema import Experiment, VariedParameter
from tradesim.experiments.search_schema import Search
from tradesim.limits import MOST_RUNS
from tradesim.scenario.wording import Finding, listing

INSTALL = "pip install 'tradesim[search]'"

LEVER, UNCERTAINTY = "lever", "uncertainty"


def places_of(vary: Mapping[str, VariedParameter], role: str) -> list[int]:
    """Return which columns of a design have a role."""
    return [place for place, each in enumerate(vary.values()) if each.role == role]


def first_points(asked: Search, vary: Mapping[str, VariedParameter], seed: int) -> Floats:
    """Return the points of the first generation in the unit cube, shape (point, parameter)."""
    levers = places_of(vary, LEVER)
    return crossed(asked, vary, seed, _hypercube(asked.generation, len(levers), [seed, 1]))


def crossed(
    asked: Search, vary: Mapping[str, VariedParameter], seed: int, options: Floats
) -> Floats:
    """Return options in all states, shape (option * state, parameter).

    Args:
        asked: The search.
        vary: The parameters.
        seed: Seed of the states.
        options: Where the options lie, shape (option, lever).
    """
    levers, unknown = places_of(vary, LEVER), places_of(vary, UNCERTAINTY)
    share = np.empty((len(options), asked.states, len(vary)))
    share[:, :, levers] = options[:, None, :]
    if unknown:
        states = _hypercube(asked.states, len(unknown), [seed, 2])
        share[:, :, unknown] = states[None, :, :]
    return share.reshape(-1, len(vary))


def _hypercube(points: int, parameters: int, seed: list[int]) -> Floats:
    from scipy.stats import qmc  # noqa: PLC0415 - takes seconds; other designs need none

    drawn = qmc.LatinHypercube(parameters, seed=np.random.default_rng(seed)).random(points)
    return np.asarray(drawn, dtype=np.float64)


def options_in(asked: Search, vary: Mapping[str, VariedParameter], share: Floats) -> Floats:
    """Return the options of some points, shape (option, lever)."""
    return np.asarray(share[:: asked.states][:, places_of(vary, LEVER)])


def further_points(asked: Search, share: Floats | None, options: int) -> Floats:
    """Return the points of a search up to a number of options.

    Raises:
        BatchError: Its folder does not hold them.
    """
    count = options * asked.states
    if share is None or len(share) < count:
        raise BatchError(
            f"the folder of the search does not hold the points of its {options} options."
        )
    return share[:count]


def optimiser(asked: object) -> dict[str, str]:
    """Return the version of the optimiser of a search; nothing for other designs.

    Raises:
        BatchError: It is not installed.
    """
    if not isinstance(asked, Search):
        return {}
    try:
        return {"platypus": metadata.version("platypus-opt")}
    except metadata.PackageNotFoundError:
        raise BatchError(f"A search needs Platypus: {INSTALL}.") from None


def check_search(experiment: Experiment) -> Iterator[Finding]:
    """Yield what is wrong with a search."""
    asked = experiment.design
    if not isinstance(asked, Search):
        return
    said = "a search must know what may be chosen: say role: lever, or role: uncertainty."
    without = [path for path, each in experiment.vary.items() if each.role is None]
    yield from (Finding(("vary", path), said) for path in without)
    roles: set[str | None] = {each.role for each in experiment.vary.values()}
    for is_wrong, place, said in _rules(experiment, asked, roles):
        if is_wrong:
            yield Finding(place, said)


def _rules(
    experiment: Experiment, asked: Search, roles: set[str | None]
) -> tuple[tuple[bool, tuple[str, ...], str], ...]:
    """Return what may be wrong with a search: whether it is, where, and what is said of it."""
    runs = asked.options * asked.states * experiment.replicates
    return (
        (
            not roles & {None, LEVER},
            ("design",),
            "a search needs a parameter with role: lever.",
        ),
        (
            asked.states > 1 and not roles & {None, UNCERTAINTY},
            ("design", "states"),
            "nothing is uncertain: every state would be the same. Leave 'states' out.",
        ),
        (
            len(experiment.arms) > 1,
            ("variants",),
            f"a search is within one variant, not {listing(list(experiment.arms))}: choose one.",
        ),
        (
            asked.generation > asked.options,
            ("design", "options"),
            f"the first generation alone has {asked.generation} options: write at least as many.",
        ),
        (
            experiment.stop_when is not None,
            ("stop_when",),
            "a search ends when its options are tried: leave it out.",
        ),
        (
            runs > MOST_RUNS,
            ("design", "options"),
            f"options, states and replicates make {runs:,} runs, more than {MOST_RUNS:,}.",
        ),
    )
