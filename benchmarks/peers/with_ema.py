"""Sobol indices of three figures by the EMA Workbench."""

# requires: ema_workbench==3.0.0 SALib==1.6.0 ipyparallel

import numpy as np
from ema_workbench import Model, MultiprocessingEvaluator, RealParameter, Samplers, ScalarOutcome
from ema_workbench.em_framework.salib_samplers import get_SALib_problem
from SALib.analyze import sobol as indices

from benchmarks.peers.the_model import RANGES, share_at_end

WORDS = {f"x{place}": path for place, path in enumerate(RANGES)}


def one_run(**values: float) -> dict[str, float]:
    """Return the outcomes of one run."""
    return {"share": float(share_at_end(np.array([[values[word] for word in WORDS]]))[0])}


if __name__ == "__main__":
    model = Model("curbs", function=one_run)
    model.uncertainties = [RealParameter(word, *RANGES[path]) for word, path in WORDS.items()]
    model.outcomes = [ScalarOutcome("share")]
    with MultiprocessingEvaluator(model, n_processes=2) as evaluator:
        _, outcomes = evaluator.perform_experiments(
            scenarios=16,
            uncertainty_sampling=Samplers.SOBOL,
            uncertainty_sampling_kwargs={"calc_second_order": False, "rng": 1},
        )
    problem = get_SALib_problem(model.uncertainties)
    found = indices.analyze(problem, outcomes["share"], calc_second_order=False, seed=1)
    for word, total, width in zip(problem["names"], found["ST"], found["ST_conf"], strict=True):
        print(f"{WORDS[word]}\t{total:.2f}\t{width:.2f}")
