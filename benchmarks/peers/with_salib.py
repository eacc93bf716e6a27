"""Sobol indices of three figures by SALib alone."""

# requires: SALib==1.6.0

from SALib.analyze import sobol as indices
from SALib.sample import sobol as design

from benchmarks.peers.the_model import RANGES, share_at_end

problem = {
    "num_vars": len(RANGES),
    "names": list(RANGES),
    "bounds": [list(ends) for ends in RANGES.values()],
}
points = design.sample(problem, 16, calc_second_order=False, seed=1)
found = indices.analyze(problem, share_at_end(points), calc_second_order=False, seed=1)
for name, total, width in zip(RANGES, found["ST"], found["ST_conf"], strict=True):
    print(f"{name}\t{total:.2f}\t{width:.2f}")
