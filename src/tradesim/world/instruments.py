"""The rows of quotas, tariffs, subsidy programmes and relocation requests."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tradesim.arrays import Flags, Floats, Rows, Words
from tradesim.policies.effects import NEVER
from tradesim.policies.levy import Levy
from tradesim.policies.quota import UNLIMITED
from tradesim.policies.relocation_request import Move, RelocationRequest
from tradesim.policies.subsidy_programme import Award, SubsidyProgramme
from tradesim.randomness import name_keys, normal, run_keys, uniform
from tradesim.world.actors import moved_capacity
from tradesim.world.allocate import codes, zeros
from tradesim.world.engagements import Awards, Moves, Programmes, Quotas, Tariffs, Tranches
from tradesim.world.layout import Layout
from tradesim.world.parameters import column
from tradesim.world.segments import Segments

Read = Callable[[Any], Any]
"""Gives the figure of one policy."""


@dataclass(frozen=True)
class InstrumentWiring:
    """Which rows the instruments concern; the same for every run."""

    links_of_quota: tuple[Rows, ...]
    dutiable: Rows  # link rows, tariff after tariff
    tariff_of_dutiable: Segments
    link_of_dutiable: Segments
    rates_apart: tuple[tuple[int, Rows, Floats], ...]  # tariff, rows of ``dutiable``, their rate
    at_departure: Flags  # whether the levy is due when goods leave, shape (dutiable, 1)
    metered: tuple[tuple[int, Rows], ...]  # levies with a volume, their rows of ``dutiable``
    floored: tuple[tuple[int, Rows], ...]  # the same of price floors
    project_of_award: Rows
    awards_of_programme: Segments
    tranches_of_programme: Segments
    asking: Rows  # link rows from each asked plant to its requester, move after move
    move_of_asking: Segments
    moves_from: Segments
    moves_to: Segments

    @property
    def levies_move(self) -> bool:
        """Whether the rate of some levy moves by itself, with prices or volumes."""
        return bool(self.metered or self.floored)


def instrument_wiring(layout: Layout) -> InstrumentWiring:
    """Return the rows that the instruments of a scenario concern."""
    levies = [(levy, rows) for levy, rows in layout.rows_of(Levy.group) if isinstance(levy, Levy)]
    tariffs = [rows for _, rows in levies]
    asking = [_links_to_requester(layout, *pair) for pair in layout.moves]
    programme = [layout.programmes.index(programme) for programme, _ in layout.awards]
    of_tranche = np.array(programme, dtype=np.int64)[_tranche_awards(layout)]
    plants, row = len(layout.suppliers), layout.supplier_row
    return InstrumentWiring(
        links_of_quota=tuple(rows for _, rows in layout.rows_of("quota")),
        dutiable=_joined(tariffs),
        tariff_of_dutiable=Segments(_numbers(tariffs), len(tariffs)),
        link_of_dutiable=Segments(_joined(tariffs), len(layout.link_rows)),
        rates_apart=tuple(_rates_apart(layout, tariffs)),
        at_departure=np.array([levy.at_departure for levy, _ in levies], dtype=bool)[
            _numbers(tariffs)
        ].reshape(-1, 1),
        metered=tuple(_where(tariffs, [levy.metered for levy, _ in levies])),
        floored=tuple(_where(tariffs, [levy.floored for levy, _ in levies])),
        project_of_award=_projects(layout, [award.project for _, award in layout.awards]),
        awards_of_programme=Segments(programme, len(layout.programmes)),
        tranches_of_programme=Segments(of_tranche, len(layout.programmes)),
        asking=_joined(asking),
        move_of_asking=Segments(_numbers(asking), len(asking)),
        moves_from=Segments([row[move.plant] for _, move in layout.moves], plants),
        moves_to=Segments([row[move.to] for _, move in layout.moves], plants),
    )


def _joined(parts: Sequence[Rows]) -> Rows:
    return np.concatenate([np.empty(0, dtype=np.int64), *parts])


def _numbers(parts: Sequence[Rows]) -> Rows:
    """Return the number of the part for each of its rows."""
    return np.repeat(np.arange(len(parts)), [len(part) for part in parts])


def _where(parts: Sequence[Rows], chosen: Sequence[bool]) -> Iterator[tuple[int, Rows]]:
    """Yield the number of each chosen part, and its rows where all parts are joined."""
    of_part = _numbers(parts)
    for number, is_chosen in enumerate(chosen):
        if is_chosen:
            yield number, np.flatnonzero(of_part == number)


def _rates_apart(layout: Layout, rows: Sequence[Rows]) -> Iterator[tuple[int, Rows, Floats]]:
    """Yield the links of a country that pays another rate than the levy says of the others."""
    first = 0
    for number, (levy, _) in enumerate(layout.rows_of(Levy.group)):
        for links, rate in levy.links_apart(layout) if isinstance(levy, Levy) else ():
            own = np.isin(rows[number], links)
            yield number, first + np.flatnonzero(own), column([rate])
        first += len(rows[number])


def _links_to_requester(layout: Layout, request: RelocationRequest, move: Move) -> Rows:
    if request.requester in layout.country_codes():
        rows = layout.links(destination=request.requester)
    else:
        rows = layout.links(buyers=[request.requester])
    own: Rows = rows[layout.links_of_supplier.group_of[rows] == layout.supplier_row[move.plant]]
    return own


def quotas(layout: Layout, runs: int) -> Quotas:
    """Return the quotas, none of them binding."""
    owners = [owner for owner, _ in layout.rows_of("quota")]
    shape = len(owners), runs
    return Quotas(
        covers_share=column(owners, lambda owner: getattr(owner, "covers_share", 1.0)),
        balance=np.full(shape, UNLIMITED),
        passing=np.ones(shape),
        weeks_left=np.ones(shape),
    )


def tariffs(layout: Layout, runs: int) -> Tariffs:
    """Return the tariffs, none of them in force."""
    shape = len(layout.rows_of(Levy.group)), runs
    none = zeros(*shape, "rate", "in_force", "floor", "rate_over", "levied")
    return Tariffs(volume_left=np.full(shape, UNLIMITED), **none)


def programmes(layout: Layout, runs: int) -> Programmes:
    """Return the subsidy programmes, with nothing promised."""
    return Programmes(**zeros(len(layout.programmes), runs, "allocated", "bound", "disbursed"))


@dataclass(frozen=True)
class _Lags:
    """Draws of lags around their medians, one for each entity and run."""

    owners: Sequence[Any]  # the policy of each entity
    keys: Words
    runs: Words

    def weeks(self, stream: str, median: Read, spread: Read) -> Floats:
        """Return ``median * exp(spread * z)`` of each entity, weeks, shape (entity, run)."""
        return column(self.owners, median) * self.factor(stream, spread)

    def factor(self, stream: str, spread: Read) -> Floats:
        """Return ``exp(spread * z)``, drawn from a stream."""
        return np.exp(column(self.owners, spread) * normal(self.runs, stream, self.keys, 0))


def awards(layout: Layout, seed: int, replicates: Sequence[int]) -> Awards:
    """Return the awards with their drawn lags; an allocation that is an input is not drawn."""
    pairs, runs = layout.awards, run_keys(seed, replicates)
    owners = [programme for programme, _ in pairs]
    keys = name_keys([_promise(layout, programme, award) for programme, award in pairs])
    lags = _Lags(owners, keys, runs)
    start = _weeks(layout, owners, lambda programme: programme.effective)
    given = _weeks(layout, pairs, lambda pair: pair[1].allocated)
    deadline = _weeks(layout, owners, lambda programme: programme.deadline)
    drawn = start + np.rint(
        lags.weeks("allocation", lambda p: p.allocation_weeks, lambda p: p.allocation_spread)
    )
    count = len(pairs), len(replicates)
    return Awards(
        amount=column(pairs, lambda pair: pair[1].amount_usd_m),
        due=np.where(given < NEVER, given, drawn),
        work=np.rint(
            lags.weeks("negotiation", lambda p: p.negotiation_weeks, lambda p: p.negotiation_spread)
        ),
        race_start=deadline - column(owners, lambda programme: programme.race_weeks),
        deadline=deadline,
        race_pace=column(owners, lambda programme: programme.race_pace),
        doomed=uniform(runs, "lapse", keys, 0) < column(owners, lambda p: p.lapse_odds),
        stage=codes(*count),
        negotiated=np.zeros(count),
    )


def _promise(layout: Layout, programme: SubsidyProgramme, award: Award) -> str:
    """Return the identity of an award: of its programme and its project."""
    return f"{programme.drawn_by}|{layout.project_ids[award.project]}"


def tranches(layout: Layout, seed: int, replicates: Sequence[int]) -> Tranches:
    """Return the milestones of all awards, with the drawn lag of each payment."""
    award = _tranche_awards(layout)
    pairs = [layout.awards[row] for row in award]
    number = [n for programme, _ in layout.awards for n in range(1, programme.milestones + 1)]
    keys = name_keys(
        [f"{_promise(layout, *pair)}|{n}" for pair, n in zip(pairs, number, strict=True)]
    )
    lags = _Lags([programme for programme, _ in pairs], keys, run_keys(seed, replicates))
    parts = np.array([programme.milestones for programme, _ in pairs], dtype=float).reshape(-1, 1)
    count = len(award), len(replicates)
    return Tranches(
        award=award,
        project=_projects(layout, [a.project for _, a in pairs]),
        part=np.array(number, dtype=float).reshape(-1, 1) / parts,
        amount=column(pairs, lambda pair: pair[1].amount_usd_m) / parts,
        lag=np.rint(lags.weeks("payment", lambda p: p.payment_weeks, lambda p: p.payment_spread)),
        due=np.full(count, float(NEVER)),
        paid=np.zeros(count, dtype=bool),
    )


def moves(layout: Layout, seed: int, replicates: Sequence[int]) -> Moves:
    """Return the plants that are asked to move, each with its drawn reluctance."""
    pairs = layout.moves
    owners = [request for request, _ in pairs]
    keys = name_keys([f"{r.drawn_by}|{layout.supplier_ids[move.plant]}" for r, move in pairs])
    lags = _Lags(owners, keys, run_keys(seed, replicates))
    asked = _weeks(layout, owners, lambda request: request.announced)
    reluctance = column(owners, lambda r: r.reluctance) * lags.factor(
        "reluctance", lambda r: r.reluctance_spread
    )
    count = len(pairs), len(replicates)
    return Moves(
        plant=np.array([layout.supplier_row[move.plant] for _, move in pairs], dtype=np.int64),
        week=asked + np.rint(column(owners, lambda request: request.answer_weeks)),
        hurdle=column(owners, lambda request: request.moving_cost_share) + reluctance,
        work=np.rint(lags.weeks("build", lambda r: r.build_weeks, lambda r: r.build_spread)),
        ramp_weeks=column(owners, lambda request: request.ramp_weeks),
        moved=moved_capacity(layout),
        answer=codes(*count),
        **zeros(*count, "exposure", "done", "ramped"),
    )


def _projects(layout: Layout, names: Sequence[str]) -> Rows:
    """Return the row of each named project."""
    known = [project.name for project in layout.investments]
    return np.array([known.index(name) for name in names], dtype=np.int64)


def _tranche_awards(layout: Layout) -> Rows:
    """Return the award of each milestone."""
    counts = [programme.milestones for programme, _ in layout.awards]
    return np.repeat(np.arange(len(counts)), counts)


def _weeks(layout: Layout, owners: Sequence[Any], date: Callable[[Any], Any]) -> Floats:
    return column([layout.weeks(date(owner)) for owner in owners])
