"""What an announcement is worth on its day: the profit that it puts at risk, and for how long."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tradesim.arrays import Floats, Rows, Weeks
from tradesim.measures.control_weeks import announced_week
from tradesim.measures.recording import Recording
from tradesim.measures.spans import ratio
from tradesim.policies.effects import Effect
from tradesim.policies.export_control import ExportControl
from tradesim.world.layout import controls_of
from tradesim.world.parameters import column
from tradesim.world.threats import HERE

DISCOUNT_RATE = 0.08
"""Yearly rate at which future profit is discounted, share/year (judgement)."""

PERSISTENCE_YEARS = 10.0
"""Years for which a change of expected profit is taken to last (judgement)."""

YEAR = 365.25 / 7
"""Weeks in a year."""


def value_of(weeks: Floats) -> Floats:
    """Return what profit over some weeks is worth over the same for ever, share.

    ``1 - (1 + r)^-years``, at most ``PERSISTENCE_YEARS``.
    """
    years = np.minimum(weeks / YEAR, PERSISTENCE_YEARS)
    return 1.0 - (1.0 + DISCOUNT_RATE) ** -years


def sales_at_risk(recording: Recording, week: Weeks) -> Floats:
    """Return the part of each plant's value that the news of a week puts at risk, (supplier, run).

    ``sum(sales * value of the interruption told) / sum(sales)`` over the plant's links, with the
    sales of the baseline. The interruption is what buyers are told, and the time of dispatch.
    A control of a scenario that these runs are only compared with is no news in them.
    """
    layout = recording.layout
    told = np.zeros((len(layout.link_rows), len(recording.replicates)))
    for control in controls_of(layout.scenario):
        when = announced_week(recording, [control])
        for effect in _heard(recording, control):
            known = np.where((when == week) & (effect.value > 0.0), effect.value, 0.0)
            told[effect.rows] = np.maximum(told[effect.rows], known)
    dispatch = column([layout.scenario.behaviour], lambda behaviour: behaviour.dispatch_weeks)
    lost = value_of(np.where(told > 0.0, told + dispatch, 0.0))
    sales = _usual_sales(recording)
    of_plant = layout.links_of_supplier
    return ratio(of_plant.total(sales * lost), of_plant.total(np.broadcast_to(sales, lost.shape)))


def _heard(recording: Recording, control: ExportControl) -> Sequence[Effect]:
    """Return what buyers are told of a control, on whichever day."""
    layout = recording.layout
    effects = control.news(layout) if control.waits else control.effects(layout)
    return [effect for effect in effects if effect.array == HERE]


def _usual_sales(recording: Recording) -> Floats:
    """Return what is sold on each link at the baseline, unit/week, shape (link, 1 or run)."""
    layout = recording.layout
    rows: Rows = layout.links_of_need.group_of
    use = column(layout.need_rows, lambda row: row.need.baseline_use)[rows]
    share = column(
        layout.link_rows,
        lambda row: layout.need_rows[row.need].need.sources.get(
            layout.suppliers[row.supplier].name, 0.0
        ),
    )
    return use * share
