"""The names of the panels that a recording keeps, and what a row of each is."""

from __future__ import annotations

_OF_ROWS = {
    "flow": "arrivals dispatches",
    "input": "inputs",
    "supplier": "shipped price unit_cost production capacity",
    "need": "stock rate used unmet lost qualified_sources",
    "priced": "landed",
    "market": "rent",
    "buyer": "output demand",
    "control": "filed granted refused waited waiting",
    "relation": "tension escalation",
    "lever": "holds",
    "rule": "set_off enacted",
    "tariff": "levied",
    "programme": "allocated bound disbursed",
}

PANELS = {panel: row for row, panels in _OF_ROWS.items() for panel in panels.split()}
"""The recorded panels and what a row of each is; ``inputs`` are arrivals by processor's link."""

WORKED_OUT = (
    "arrivals", "dispatches", "inputs", "shipped", "landed", "rent", "qualified_sources",
    "output", "demand",
)  # fmt: skip
"""Panels that are summed up or cut out each week; the others are arrays of the world as it is."""

OF_POLICIES = frozenset({"control", "tariff", "programme", "relation", "lever", "rule"})
"""Rows of panels that come and go with a policy: what is booked there is no outcome of its own."""

WAITING = ("unfilled", "held", "called_off")
"""What is ordered and has not come, by sourcing link: nothing on most links in most weeks."""

DETAILS: dict[str, str] = dict.fromkeys(("deliveries", *WAITING), "link")
"""Panels by sourcing link, kept on request: what an explanation of a shortage needs."""
