"""Sobol indices of three figures by Mesa's batch_run; design and indices are SALib's."""

# requires: mesa==3.5.1 SALib==1.6.0

import mesa
import numpy as np
from SALib.analyze import sobol as indices
from SALib.sample import sobol as design

from benchmarks.peers.the_model import RANGES, the_scenario
from tradesim.measures.summary import measure_all
from tradesim.model import TradeModel
from tradesim.scenario import apply

problem = {
    "num_vars": len(RANGES),
    "names": list(RANGES),
    "bounds": [list(ends) for ends in RANGES.values()],
}
points = design.sample(problem, 16, calc_second_order=False, seed=1)


class AtPoint(TradeModel):
    """batch_run crosses its parameters: a design enters as the number of its point."""

    def __init__(self, point: int = 0, rng: int | None = None) -> None:
        values = dict(zip(RANGES, points[point].tolist(), strict=True))
        super().__init__(apply(the_scenario(), values), rng=rng)
        self.datacollector = mesa.DataCollector({"share": AtPoint.share})

    def share(self) -> float:
        """Return what is asked for, when the run is over."""
        if self.running:
            return 0.0
        return next(
            float(figure.values[0])
            for figure in measure_all(self.recording())
            if figure.name == "imposing_country_share_end" and figure.destination == "KOR"
            if figure.item == "hf_liquid"
        )

    def step(self) -> None:
        """Live one week, and collect."""
        super().step()
        self.datacollector.collect(self)


if __name__ == "__main__":
    rows = mesa.batch_run(
        AtPoint,
        {"point": list(range(len(points)))},
        rng=[the_scenario().seed],
        number_processes=2,
        max_steps=1000,
        display_progress=False,
    )
    shares = np.array([row["share"] for row in sorted(rows, key=lambda row: row["point"])])
    found = indices.analyze(problem, shares, calc_second_order=False, seed=1)
    for name, total, width in zip(RANGES, found["ST"], found["ST_conf"], strict=True):
        print(f"{name}\t{total:.2f}\t{width:.2f}")
