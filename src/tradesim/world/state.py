"""The world as arrays: one row an entity, one column a run.

Parameters have shape (row, 1), or (row, run) where they vary; state has shape (row, run). Arrays
are written in place and never replaced, so that the slices that agents hold stay true.
``world/writers.py`` names the stages of the week that write each state array.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Self

from tradesim.arrays import Codes, Flags, Floats, Rows, Whole, Words

UNQUALIFIED, IN_QUALIFICATION, QUALIFIED, FAILED = 0, 1, 2, 3
"""States of a source that was not qualified at the start."""

IDLE, IN_REVIEW, APPROVED = 0, 1, 2
"""States of a link's licence application; an approved lot is being made to order."""


class Group:
    """Arrays over the same rows; a slice of it is the part of one actor."""

    def rows(self, part: slice) -> Self:
        """Return the group cut down to some rows: views of the same memory."""
        return type(self)(**{f.name: getattr(self, f.name)[part] for f in fields(self)})  # type: ignore[arg-type]


@dataclass(slots=True)
class Buyers(Group):
    """Final buyers, then suppliers with a recipe; output in units of the product a week."""

    key: Words
    baseline_output: Floats
    capacity: Floats
    growth: Floats  # log growth of demand, 1/week
    season: Floats
    season_peak: Floats
    noise: Floats
    demand_factor: Floats
    demand: Floats
    forecast: Floats
    output: Floats


@dataclass(slots=True)
class Needs(Group):
    """One row for each item that a buyer needs; quantities in units of the item."""

    recipe: Floats  # item per unit of output
    base_cover: Floats  # weeks
    maximum_cover: Floats  # weeks
    shelf_life: Floats  # weeks
    critical: Floats  # 1 where output stops without the item, else 0
    yield_loss: Floats  # share of output lost without it, 0 unless it is important
    demand_elasticity: Floats  # of use to the landed price, as an absolute value
    usual_price: Floats  # landed price at the baseline, USD per unit
    landed: Floats  # landed price, USD per unit; kept where the use of some item answers it
    thrift: Floats  # use over what it would be at the baseline price
    alarm: Floats  # 0 to 1
    mandated_cover: Floats  # weeks
    late_weeks: Floats  # weeks of use that have been late on links under threat, mean
    late_square: Floats  # the mean of their square
    stock: Floats
    rate: Floats  # use at the forecast rate of output, per week
    arrived: Floats
    used: Floats
    unmet: Floats  # need of the week that stock could not meet
    lost: Floats  # stock past its shelf life
    short: Flags  # the stock holds output down


@dataclass(slots=True)
class Links(Group):
    """One row for each supplier that a buyer knows for a need."""

    key: Words
    supplier: Rows
    lead_time: Floats  # whole weeks from dispatch to customs
    shipment_interval: Floats  # mean weeks between shipments
    home_first: Floats  # part of what is asked that a short plant serves before the rest
    transit_weeks: Floats  # from being made over to customs, the mean wait in port included
    preference: Floats  # appeal to this buyer before price, capacity and trust
    qualified: Floats  # 1 or 0
    share: Floats  # sourcing share
    distrust: Floats  # 0 to 1
    reliability: Floats  # 0 to 1
    control_pressure: Floats  # weekly rise of distrust under licence
    duty: Floats  # tariffs on what arrives, share of the customs value
    blocked: Floats  # number of blockades that stop it
    announced_here: Floats  # weeks of review, in the week a control on this link is announced
    announced_share: Floats  # share of its trade that the control last announced covers
    announced_nearby: Floats  # the same of a control on its pair of countries
    announced_near: Floats  # a century less the weeks until it binds, in the week it is announced
    placed: Floats  # order placed this week
    cancelled: Floats  # orders outstanding that the buyer calls off this week
    outstanding: Floats  # orders not yet shipped
    wanted: Floats  # outstanding orders that may leave this week
    shipped: Floats  # made over by the supplier
    ready: Floats  # made over and waiting in port
    sailed: Floats  # what leaves port this week, where goods wait for shipments
    arrived: Floats
    in_transit: Floats  # made over and not arrived


@dataclass(slots=True)
class Trials(Group):
    """One row for each candidate link: the qualification of a new source."""

    key: Words
    link: Rows
    need: Rows
    supplier: Rows
    median_weeks: Floats
    spread: Floats
    odds: Floats
    grade_distance: Floats  # nines
    status: Codes
    left: Floats  # weeks until the qualification ends, or until it may be retried
    begin: Flags  # the buyer begins it this week


@dataclass(slots=True)
class Suppliers(Group):
    """Plants; quantities in units of the item."""

    key: Words
    baseline_capacity: Floats
    baseline_price: Floats  # USD per unit
    baseline_cost: Floats  # USD per unit
    baseline_sales: Floats  # per week
    usual_utilisation: Floats  # baseline sales over capacity, a half where there are none
    finished_stock_weeks: Floats
    learning_exponent: Floats
    first_experience: Floats  # cumulative output at the start
    capacity: Floats
    finished_stock: Floats
    ordered: Floats  # orders placed this week
    shippable: Floats  # orders that could leave this week
    expected_orders: Floats
    planned: Floats  # production decided on
    production: Floats
    produced: Floats  # cumulative
    unit_cost: Floats
    price: Floats
    appeal: Floats  # capacity times price to the power of minus the elasticity


@dataclass(slots=True)
class Licences(Group):
    """One row for each contract of each firm on each link that some control may cover, by supplier.

    Mostly a supplier is one firm, with one licence at a time on a link: then it is a row a link.
    """

    key: Words
    firm_key: Words
    link: Rows
    supplier: Rows
    slot: Rows  # number of the contract among those of its firm
    weight: Floats  # part of the link's orders that is the firm's
    asked: Floats  # part of new orders that is its firm's
    level: Codes  # of the control that governs it
    open: Codes  # 1 where applications may be filed
    control: Whole  # row of the control that governs it, or will
    review_weeks: Floats  # its standard review
    lot_weeks: Floats  # weeks of orders that a licence is for: its regime's, or the exporter's
    first_decision: Whole  # week before which its office decides nothing
    covered: Floats  # share of the trade that declared controls in force cover
    held: Floats  # share that is held without a rule
    papers_left: Floats  # weeks until its firm has the papers for its first file
    filings: Whole  # applications so far
    status: Codes
    requested: Floats  # volume the exporter files for this week, 0 if none
    volume: Floats  # of the open application
    filed_week: Whole
    decision_week: Whole
    active_week: Whole  # week from which an approved lot may leave
    balance: Floats  # licensed volume not yet shipped
    expiry_week: Whole
    weeks_left: Floats  # for which the balance may still be used
    expected_orders: Floats  # of its firm, smoothed
    usual_orders: Floats  # of its firm, smoothed over a year
    orders: Floats  # of its firm, outstanding and covered by a control; kept where parts differ
    exempt: Floats  # of its firm, outstanding and covered by none
    licensed: Floats  # of its firm, what licences let leave this week


@dataclass(slots=True)
class Controls(Group):
    """One row for each item of each export control; columns are the terms of review."""

    level: Codes
    stood: Codes  # its level when links were last governed
    informal: Flags  # a hold without a rule, shape (control,)
    by_contract: Flags  # a licence is for a contract, shape (control,)
    covers_share: Floats
    announced_week: Whole
    effective_week: Whole
    first_decision: Whole  # week
    review_weeks: Floats
    review_spread: Floats
    statutory_maximum_weeks: Floats
    approval_odds: Floats
    partial_odds: Floats
    partial_share: Floats
    return_odds: Floats
    return_weeks: Floats
    validity_weeks: Floats
    papers_weeks: Floats
    papers_spread: Floats
    licence_lot_weeks: Floats  # infinite where it is the behaviour's
    largest_lot_weeks: Floats  # infinite where it is unlimited
    first_decision_weeks: Floats
    filed: Floats  # applications filed this week
    granted: Floats
    refused: Floats
    waited: Floats  # weeks waited by the applications decided this week
    waiting: Floats  # applications under review


@dataclass(slots=True)
class Projects(Group):
    """One row for each substitution investment."""

    supplier: Rows
    start: Whole  # week of the announcement
    work: Floats  # weeks of building, slippage included
    ramp_weeks: Floats
    capacity_added: Floats
    funding: Floats  # pace that its funds allow, 1 where it needs none
    speed: Floats  # weeks of work done in a week
    done: Floats  # weeks of work done
    ramped: Floats  # share of the capacity in use


@dataclass(slots=True)
class Shocks(Group):
    """One row for each demand shock."""

    start: Floats  # week
    end: Floats  # week
    ramp_weeks: Floats
    factor: Floats


class Parameters:
    """Behaviour parameters as arrays of shape (1, 1) or (1, run), by their schema names."""

    def __init__(self, values: dict[str, Floats]) -> None:
        """Keep the arrays as attributes: they are read some forty times a week."""
        self.__dict__.update(values)

    def __getattr__(self, name: str) -> Floats:
        """Say that there is no such parameter: those that there are were found before."""
        raise AttributeError(name)
