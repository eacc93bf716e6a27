"""More points of a sampled design, the first of which are those that there are."""

from __future__ import annotations

import numpy as np

from tradesim.arrays import Floats
from tradesim.errors import BatchError
from tradesim.experiments import schema
from tradesim.experiments.design import Design, design_of, of_share


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
        BatchError: The design cannot grow, or not to this number.
    """
    asked = experiment.design
    if not isinstance(asked, schema.LatinHypercube | schema.Sobol | schema.Halton):
        raise BatchError(f"--samples: a {design.kind} design has no samples to add to.")
    if samples <= asked.samples:
        said = f"--samples: the batch has {asked.samples} already; give more of them."
        raise BatchError(said)
    if isinstance(asked, schema.LatinHypercube):
        refined = _refined(design.share, samples, seed)
        return of_share(experiment, design.kind, refined)
    if isinstance(asked, schema.Sobol) and samples & (samples - 1):
        low = 2 ** (samples.bit_length() - 1)
        raise BatchError(f"--samples: {samples} is no power of two. Write {low} or {2 * low}.")
    more = asked.model_copy(update={"samples": samples})
    drawn = design_of(experiment.model_copy(update={"design": more}), seed)
    before = design.share
    if (
        before is None
        or drawn.share is None
        or not np.array_equal(drawn.share[: len(before)], before)
    ):
        raise BatchError(
            "--samples: with the libraries that are installed the longer sequence does not begin "
            "with the points of the batch. Begin anew with --out."
        )
    return drawn


def _refined(share: Floats | None, samples: int, seed: int) -> Floats:
    """Return a Latin hypercube of more points that begins with the points of another."""
    if share is None or samples % len(share):
        count = 0 if share is None else len(share)
        raise BatchError(
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
