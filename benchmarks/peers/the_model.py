"""The model that all peers are given: Japan's share of Korea's liquid HF in the end."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from tradesim.ensemble import Ensemble
from tradesim.measures.summary import measure_all
from tradesim.scenario import Scenario, apply, load, variant

REVIEW = "policies.curb on liquid HF.terms.review_weeks"
CAPACITY = "suppliers.Soulbrain.capacity"
CRASH = "behaviour.crash_programme"
RANGES = {REVIEW: (4.0, 40.0), CAPACITY: (350.0, 750.0), CRASH: (0.2, 0.95)}


@cache
def the_scenario() -> Scenario:
    """Return the world without new plants and without the dates of first decisions."""
    scenario = variant(load("2019_curbs"), "no_localisation")
    return apply(scenario, {"policies.curb on liquid HF.first_decision": None})


def share_at_end(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the share of liquid HF that Korea has from Japan in the end, by point.

    Args:
        points: The three figures, shape (point, parameter).
    """
    values = dict(zip(RANGES, np.transpose(points), strict=True))
    found = []
    for recording in Ensemble(the_scenario(), [0] * len(points), values=values).recordings():
        found += [
            figure.values
            for figure in measure_all(recording)
            if figure.name == "imposing_country_share_end" and figure.destination == "KOR"
            if figure.item == "hf_liquid"
        ]
    return np.concatenate(found)
