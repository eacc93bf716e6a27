"""Lost output: what final buyers could not make of what demand and capacity allowed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tradesim.arrays import Floats
from tradesim.measures.markets import USD_M, destinations
from tradesim.measures.measured import Measured, measured
from tradesim.measures.recording import Recording
from tradesim.measures.spans import ratio, summed, total
from tradesim.world.parameters import column


def output_lost(recording: Recording) -> list[Measured]:
    """Return the output lost by each final buyer, and by each country that a policy is aimed at."""
    layout = recording.layout
    wanted, made = total(wanted_output(recording)), total(recording.panels["output"])
    share, lost = ratio(wanted - made, wanted), wanted - made
    figures = []
    for country in destinations(layout.scenario, recording.policies):
        rows = [row for row, maker in enumerate(layout.final_buyers) if maker.country == country]
        figures += [
            measured(
                "output_lost_share",
                share[row],
                destination=country,
                actor=layout.final_buyers[row].name,
            )
            for row in rows
        ]
        figures += [
            measured(name, values, destination=country)
            for name, values in losses_of(recording, rows, share, lost).items()
        ]
    return figures


def output_lost_share(recording: Recording, weeks: slice = slice(None)) -> Floats:
    """Return the share of wanted output lost in some weeks, shape (final buyer, run)."""
    wanted = total(wanted_output(recording)[weeks])
    return ratio(wanted - total(recording.panels["output"][weeks]), wanted)


def wanted_output(recording: Recording) -> Floats:
    """Return the output that demand and capacity allow, shape (week, final buyer, run)."""
    headroom = column(recording.layout.final_buyers, lambda maker: maker.capacity_headroom)
    return np.minimum(recording.panels["demand"], baseline_output(recording) * (1.0 + headroom))


def baseline_output(recording: Recording) -> Floats:
    """Return the usual output of each final buyer, shape (final buyer, 1 or run)."""
    return column(recording.layout.final_buyers, lambda maker: maker.output)


def losses_of(
    recording: Recording, rows: Sequence[int], share: Floats, lost: Floats
) -> dict[str, Floats]:
    """Return the losses of some final buyers together, each of shape (run,).

    Unlike products weigh by the value of their usual output; equally, where the value of some
    output is not given.

    Args:
        recording: The runs.
        rows: The final buyers.
        share: Share of wanted output that each final buyer lost, shape (final buyer, run).
        lost: Wanted output that each did not make, same shape.
    """
    if not rows:
        return {}
    value = column(recording.layout.final_buyers, lambda maker: maker.output_value)
    usual = baseline_output(recording)
    priced = bool((value[rows] > 0.0).all())
    weight = usual * value if priced else np.ones_like(usual)
    whole = summed(weight[rows])
    figures = {
        "output_lost_share": summed((share * weight)[rows]) / whole,
        "output_lost_weeks": summed((lost / usual * weight)[rows]) / whole,
    }
    if priced:
        figures["output_lost_value"] = summed((lost * value / USD_M)[rows])
    return figures
