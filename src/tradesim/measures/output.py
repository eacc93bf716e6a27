"""Lost output: what chipmakers could not make of what demand and capacity allowed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tradesim.measures.markets import USD_M, destinations
from tradesim.measures.measured import Measured, measured
from tradesim.measures.recording import Recording
from tradesim.measures.spans import Floats, ratio, total
from tradesim.world.parameters import column


def output_lost(recording: Recording) -> list[Measured]:
    """Return the output lost by each chipmaker, and by each country that a policy is aimed at."""
    layout = recording.layout
    losses = Losses(recording)
    figures = []
    for country in destinations(layout):
        rows = [row for row, maker in enumerate(layout.chipmakers) if maker.country == country]
        groups = {layout.chipmakers[row].name: [row] for row in rows}
        for actor, group in (groups | {"": rows}).items():
            figures += [
                measured(name, values, len(recording.replicates), destination=country, actor=actor)
                for name, values in losses.of(group).items()
            ]
    return figures


def output_lost_share(recording: Recording, weeks: slice = slice(None)) -> Floats:
    """Return the share of wanted output lost in some weeks, shape (chipmaker, run)."""
    wanted = total(wanted_output(recording)[weeks])
    return ratio(wanted - total(recording.panels["output"][weeks]), wanted)


def wanted_output(recording: Recording) -> Floats:
    """Return the output that demand and capacity allow, shape (week, chipmaker, run)."""
    headroom = column(recording.layout.chipmakers, lambda maker: maker.capacity_headroom)
    capacity = baseline_output(recording) * (1.0 + headroom)
    return np.minimum(recording.panels["demand"], capacity)


def baseline_output(recording: Recording) -> Floats:
    """Return the baseline output of each chipmaker, shape (chipmaker, 1 or run)."""
    return column(recording.layout.chipmakers, lambda maker: maker.output)


class Losses:
    """The output lost by each chipmaker over the whole recording."""

    def __init__(self, recording: Recording) -> None:
        """Compare output with what was wanted."""
        value = column(recording.layout.chipmakers, lambda maker: maker.output_value)
        lost = total(wanted_output(recording) - recording.panels["output"])
        self.share = output_lost_share(recording)
        self.weeks = lost / baseline_output(recording)
        self.value = lost * value / USD_M
        self.worth = baseline_output(recording) * value

    def of(self, rows: Sequence[int]) -> dict[str, Floats]:
        """Return the losses of some chipmakers together, each of shape (run,).

        Unlike products weigh by the value of their baseline output; equally, where the value of
        some output is not given.
        """
        if not rows:
            return {}
        priced = all((self.worth[row] > 0.0).all() for row in rows)
        weight = [self.worth[row] if priced and len(rows) > 1 else np.ones(1) for row in rows]
        whole = _added(weight)
        figures = {
            name: _added([part[row] * share for row, share in zip(rows, weight, strict=True)])
            / whole
            for name, part in (("output_lost_share", self.share), ("output_lost_weeks", self.weeks))
        }
        if priced:
            figures["output_lost_value"] = _added([self.value[row] for row in rows])
        return figures


def _added(parts: Sequence[Floats]) -> Floats:
    sums = parts[0]
    for part in parts[1:]:
        sums = sums + part
    return sums
