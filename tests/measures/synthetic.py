"""Recordings written by hand: a small world, and panels that hold what a test puts there."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from tradesim.measures.markets import Market, market
from tradesim.measures.measured import Measured
from tradesim.measures.panels import PANELS
from tradesim.measures.recording import Recording, flows_of, input_links
from tradesim.policies.tariff import Tariff
from tradesim.scenario.schema import Scenario
from tradesim.world.layout import Layout, lay_out
from tradesim.world.markets import priced_markets

START = "2018-01-01"  # a Monday
WEEKS = 156  # to Sunday, 2020-12-27

CURB = {
    "kind": "individual_licence",
    "name": "curb",
    "imposer": "AAA",
    "partner": "BBB",
    "items": ["acid"],
    "announced": "2019-07-01",
    "effective": "2019-07-15",
}
ANNOUNCED, IN_FORCE = 78, 80

PROJECT = {
    "kind": "substitution_investment",
    "name": "works",
    "supplier": "Home",
    "announced": "2019-08-05",
    "capacity_added": 30,
    "build_weeks": 20,
    "cost_usd_m": 50,
    "public_share": 0.4,
}


def tree(*policies: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A fab in BBB buys acid of Foreign and Sister in AAA (one owner), Home and Third in CCC.

    Home, a processor, makes its acid of feed from CCC and from AAA.
    """
    feed = {"item": "feed", "baseline_use": 50, "sources": {"Mine": 0.5, "Quarry": 0.5}}
    need = {
        "item": "acid",
        "baseline_use": 100,
        "sources": {"Foreign": 0.4, "Sister": 0.2, "Home": 0.3, "Third": 0.1},
    }
    suppliers = [
        {"name": "Foreign", "owner": "Group", "country": "AAA", "price": 1000, "capacity": 100},
        {"name": "Sister", "owner": "Group", "country": "AAA", "price": 1000, "capacity": 100},
        {"name": "Home", "country": "BBB", "price": 2000, "capacity": 50, "recipe": [feed]},
        {"name": "Third", "country": "CCC", "price": 2000, "capacity": 100},
    ]
    mines = [
        {"name": "Mine", "country": "CCC", "item": "feed", "price": 100, "capacity": 100},
        {"name": "Quarry", "country": "AAA", "item": "feed", "price": 300, "capacity": 100},
    ]
    maker = {"name": "Fab", "country": "BBB", "product": "chips", "output": 10, "needs": [need]}
    return {
        "name": "synthetic",
        "title": "Synthetic",
        "description": "For measures.",
        "start": START,
        "end": "2020-12-27",
        "countries": [{"code": code, "name": code} for code in ("AAA", "BBB", "CCC")],
        "items": [
            {"name": "acid", "customs_group": "acids", "unit": "t"},
            {"name": "feed", "customs_group": "feeds", "unit": "t"},
        ],
        "suppliers": [{"item": "acid"} | plant for plant in suppliers] + mines,
        "buyers": [maker],
        "policies": list(policies),
    } | changes


def scenario(*policies: dict[str, Any], **changes: Any) -> Scenario:
    return Scenario.model_validate(tree(*policies, **changes))


def blank(world: Scenario, runs: int = 1) -> Recording:
    """A recording of nothing: all panels zero, prices at the baseline."""
    layout = lay_out(world)
    rows = _rows(layout)
    shape = {name: (layout.calendar.weeks, rows[kind], runs) for name, kind in PANELS.items()}
    panels = {name: np.zeros(size) for name, size in shape.items()}
    prices = np.array([plant.price.value for plant in layout.suppliers])
    panels["price"][...] = prices[:, None]
    return Recording(layout, tuple(range(runs)), panels, np.empty((0, 5)))


def _rows(layout: Layout) -> dict[str, int]:
    return {
        "flow": len(flows_of(layout)[0]),
        "input": len(range(*input_links(layout).indices(len(layout.link_rows)))),
        "supplier": len(layout.suppliers),
        "need": len(layout.need_rows),
        "priced": len(layout.need_rows) if priced_markets(layout) else 0,
        "market": len(priced_markets(layout)),
        "buyer": len(layout.final_buyers),
        "control": len(layout.control_list),
        "relation": len(layout.relation_pairs),
        "lever": len(layout.levers),
        "rule": len(layout.ruled),
        "tariff": len(layout.of_kind(Tariff)),
        "programme": len(layout.programmes),
    }


def flow(recording: Recording, supplier: str) -> int:
    """Row of the arrivals from a supplier, which has one destination here."""
    row = recording.layout.supplier_row[supplier]
    return next(n for n, cell in enumerate(recording.flows) if cell.supplier == row)


def arrive(recording: Recording, weeks: slice = slice(None), **quantities: Any) -> None:
    """Let goods arrive from suppliers in some weeks, t/week."""
    for supplier, quantity in quantities.items():
        recording.panels["arrivals"][weeks, flow(recording, supplier)] = quantity


def acid(recording: Recording) -> Market:
    """The market for acid in BBB."""
    return market(recording, recording.layout.items[0], "BBB")


def value(figures: Iterable[Measured], name: str, **labels: str) -> Any:
    """The values of the one measure of that name, as a list, or as a number for one run."""
    found = [
        figure
        for figure in figures
        if figure.name == name and all(getattr(figure, k) == v for k, v in labels.items())
    ]
    assert len(found) == 1, [figure.key for figure in found]
    values = found[0].values.tolist()
    return values[0] if len(values) == 1 else values
