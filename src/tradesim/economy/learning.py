"""Learning by doing: unit cost falls with experience beyond the usual (Wright 1936)."""

from __future__ import annotations

import numpy as np

from tradesim.world.world import World


def learn_by_doing(world: World) -> None:
    """Set unit costs from cumulative output.

    ``cost = cost0 * (experience / usual experience)^-b``, where usual experience is what baseline
    production would have gathered, so that a world at rest learns nothing new. What was learnt is
    not forgotten: a cost never rises, whatever sales do.
    """
    supplier = world.supplier
    if not supplier.learning_exponent.any():
        return
    usual = supplier.first_experience + supplier.baseline_sales * (world.week + 1.0)
    gathered = supplier.first_experience + supplier.produced
    ratio = np.maximum(gathered, 1e-300) / np.maximum(usual, 1e-300)
    fall = np.exp(-supplier.learning_exponent * np.log(ratio))
    np.minimum(supplier.unit_cost, supplier.baseline_cost * fall, out=supplier.unit_cost)
