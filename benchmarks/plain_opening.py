"""What the plain Mesa model is made of, and how it is read from a scenario.

Ordinary Python objects with float attributes. The opening figures are those of the steady state
that the scenario implies, so that both models start from the same week.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, field, fields
from types import SimpleNamespace
from typing import Any

import numpy as np

from tradesim.scenario import Scenario
from tradesim.world.build import build_world
from tradesim.world.world import World


@dataclass(slots=True)
class Control:
    """An export control on one item, and the terms under which applications are decided."""

    review_weeks: float
    review_spread: float
    statutory_maximum_weeks: float
    approval_odds: float
    partial_odds: float
    partial_share: float
    return_odds: float
    return_weeks: float
    validity_weeks: float
    first_decision: int
    level: int = 0
    licences: list[Licence] = field(default_factory=list)


@dataclass(slots=True)
class Licence:
    """The licence that a link needs while a control governs it."""

    expected_orders: float
    link: Any = None
    control: Control | None = None
    status: str = "idle"
    level: int = 0
    volume: float = 0.0
    balance: float = 0.0
    filed_week: int = 0
    decision_week: int = 0
    active_week: int = 0
    expiry_week: int = 0


@dataclass(slots=True)
class Trial:
    """The qualification of a new source."""

    median_weeks: float
    spread: float
    odds: float
    grade_distance: float
    status: str = "unqualified"
    left: float = 0.0


@dataclass(slots=True)
class Link:
    """A supplier that a buyer knows for a need."""

    preference: float
    qualified: float
    share: float
    shipped: float
    in_transit: float
    lead_time: float
    supplier: Any = None
    flow: tuple[str, str, str] = ("", "", "")
    licence: Licence | None = None
    trial: Trial | None = None
    under_way: deque[float] = field(default_factory=deque)
    distrust: float = 0.0
    reliability: float = 1.0
    control_pressure: float = 0.0
    announced_here: float = 0.0
    announced_nearby: float = 0.0
    placed: float = 0.0
    outstanding: float = 0.0
    wanted: float = 0.0


@dataclass(slots=True)
class Need:
    """An item that a buyer uses."""

    recipe: float
    base_cover: float
    maximum_cover: float
    shelf_life: float
    critical: float
    yield_loss: float
    stock: float
    rate: float
    links: list[Link] = field(default_factory=list)
    alarm: float = 0.0
    mandated_cover: float = 0.0


@dataclass(slots=True)
class Project:
    """An investment in the capacity of a plant."""

    start: int
    work: float
    ramp_weeks: float
    capacity_added: float
    speed: float
    done: float = 0.0
    ramped: float = 0.0


@dataclass(slots=True)
class Shock:
    """A shock to the demand of some final buyers."""

    start: float
    end: float
    ramp_weeks: float
    factor: float
    buyers: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Opening:
    """Everything a model needs to begin: parts, rows of figures, dated changes."""

    world: World
    behaviour: SimpleNamespace
    needs: list[Need]
    links: list[Link]
    licences: list[Licence]
    controls: list[Control]
    projects: list[Project]
    shocks: list[Shock]
    changes: dict[int, list[tuple[str, list[Any], str, list[float]]]]


def figures_of(group: object, *names: str) -> Iterator[dict[str, Any]]:
    """Yield the named figures of each row of a group of arrays, as Python numbers."""
    columns = [getattr(group, name)[:, 0].tolist() for name in names]
    return (dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True))


def parts(kind: type[Any], group: object) -> list[Any]:
    """Return an object a row, its fields without default read from the arrays of that name."""
    required = [
        entry.name
        for entry in fields(kind)
        if entry.default is MISSING and entry.default_factory is MISSING
    ]
    return [kind(**figures) for figures in figures_of(group, *required)]


def open_scenario(scenario: Scenario, seed: int) -> Opening:
    """Read the parts of a scenario and connect them."""
    world = build_world(scenario, seed, [0])
    opening = Opening(
        world=world,
        behaviour=_behaviour(scenario),
        needs=parts(Need, world.need),
        links=parts(Link, world.link),
        licences=parts(Licence, world.licence),
        controls=parts(Control, world.control),
        projects=parts(Project, world.project),
        shocks=parts(Shock, world.shock),
        changes={},
    )
    _connect(opening)
    _date_changes(opening)
    return opening


def _behaviour(scenario: Scenario) -> SimpleNamespace:
    names = type(scenario.behaviour).model_fields
    values = {name: float(getattr(scenario.behaviour, name).value) for name in names}
    return SimpleNamespace(
        **values,
        alarm_kept=0.5 ** (1 / values["alarm_half_life_weeks"]),
        distrust_kept=0.5 ** (1 / values["distrust_half_life_weeks"]),
        order_kept=1 - 1 / values["patience_weeks"],
    )


def _connect(opening: Opening) -> None:
    world, layout = opening.world, opening.world.layout
    for link, row in zip(opening.links, layout.link_rows, strict=True):
        plant = layout.suppliers[row.supplier]
        buyer = layout.need_rows[row.need].buyer
        link.flow = (plant.item, plant.name, layout.buyer_countries[buyer])
        link.under_way.extend([link.shipped] * int(link.lead_time))
        opening.needs[row.need].links.append(link)
    for trial, row in zip(parts(Trial, world.trial), world.trial.link, strict=True):
        opening.links[row].trial = trial
    for licence, row, covers in zip(
        opening.licences, world.licence.link, world.wiring.covers, strict=True
    ):
        licence.link = opening.links[row]
        opening.links[row].licence = licence
        for control in np.flatnonzero(covers):
            opening.controls[control].licences.append(licence)
    for shock, met in zip(opening.shocks, world.wiring.shocked, strict=True):
        shock.buyers = set(np.flatnonzero(met).tolist())


def _date_changes(opening: Opening) -> None:
    objects: dict[str, list[Any]] = {
        "control": opening.controls,
        "link": opening.links,
        "need": opening.needs,
        "project": opening.projects,
    }
    for week, effects in opening.world.effects.items():
        for effect, _ in effects:
            group, name = effect.array.split(".")
            values = np.broadcast_to(effect.value, (len(effect.rows), 1))[:, 0].tolist()
            targets = [objects[group][row] for row in effect.rows]
            change = (name, targets, effect.operation, values)
            opening.changes.setdefault(week, []).append(change)
