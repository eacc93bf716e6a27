"""Runs BoARIO in its own environment: one line of JSON in, one line of JSON out.

Started by against_boario.py with the interpreter of an environment that has BoARIO; it imports
nothing of tradesim. A request names a table, ``test`` (the one that pymrio ships) or regions and
sectors as ``40x20``; the answer gives the processor seconds of its daily steps after a loss of
capital, and the steps and industries it had. Building the model is not counted.
"""

from __future__ import annotations

import json
import logging
import sys
import time
import warnings
from typing import Any

import boario
import numpy as np
import pandas as pd
import pymrio
from boario import event
from boario.extended_models import ARIOPsiModel
from boario.simulation import Simulation

STEPS = 365


def table(name: str) -> Any:
    """Return a multi-regional input-output table."""
    if name == "test":
        system = pymrio.load_test()
        return system.calc_all()
    regions, sectors = (int(part) for part in name.split("x"))
    generator = np.random.default_rng(1)
    industries = pd.MultiIndex.from_product(
        [[f"r{row:02}" for row in range(regions)], [f"s{row:02}" for row in range(sectors)]],
        names=["region", "sector"],
    )
    finals = pd.MultiIndex.from_product(
        [[f"r{row:02}" for row in range(regions)], ["households"]], names=["region", "category"]
    )
    flows = generator.uniform(0.0, 1.0, (len(industries), len(industries)))
    demand = generator.uniform(0.5, 1.5, (len(industries), len(finals))) * len(industries) / regions
    system = pymrio.IOSystem(
        Z=pd.DataFrame(flows, index=industries, columns=industries),
        Y=pd.DataFrame(demand, index=industries, columns=finals),
    )
    return system.calc_all()


def live(name: str, steps: int) -> dict[str, Any]:
    """Simulate a loss of capital in the first region; return what it took."""
    model = ARIOPsiModel(table(name))
    simulation = Simulation(model, n_temporal_units_to_sim=steps)
    hit = [industry for industry in model.industries if industry[0] == model.regions[0]]
    loss = pd.Series(
        0.05 * model.productive_capital[: len(hit)], index=pd.MultiIndex.from_tuples(hit)
    )
    simulation.add_event(
        event.from_series(
            loss,
            event_type="recovery",
            occurrence=2,
            duration=1,
            recovery_tau=90,
            recovery_function="linear",
            event_monetary_factor=10**6,
        )
    )
    start = time.process_time()
    simulation.loop()
    spent = time.process_time() - start
    production = simulation.production_realised.to_numpy()
    return {
        "seconds": spent,
        "steps": simulation.n_temporal_units_simulated,
        "industries": len(model.industries),
        "lowest_production": float((production.sum(axis=1) / production[0].sum()).min()),
        "version": boario.__version__,
    }


def main() -> None:
    """Answer requests until there are none."""
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    for line in sys.stdin:
        request = json.loads(line)
        print(json.dumps(live(request["table"], request.get("steps", STEPS))), flush=True)


if __name__ == "__main__":
    main()
