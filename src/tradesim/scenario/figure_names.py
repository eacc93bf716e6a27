"""What readers call the figures of a scenario, by the field in which they stand."""

from __future__ import annotations

from functools import cache

from tradesim.policies import INSTRUMENTS, SHOCKS
from tradesim.scenario.naming import words

TITLES = {
    "lead_time_weeks": "Time in transit",
    "default_lead_time_weeks": "Time in transit where no route is listed",
    "domestic_lead_time_weeks": "Time in transit within a country",
    "freight_share": "Freight and insurance",
    "factor": "Height of the change in demand",
    "ramp_weeks": "Time to build up",
    "tension": "Shock to tension",
    "tension_spread": "Spread of the shock to tension",
    "unfolds_weeks": "Time over which it acts",
    "contracts_exempt": "Share exempt by old contracts",
    "contract_weeks": "Longest term of old contracts",
    "covers_share": "Share of the trade covered",
    "held_share": "Share of orders held",
    "feared_weeks": "Time for which it is feared",
    "rate": "Rate of the duty",
    "volume": "Quantity at the lower duty",
    "rate_within": "Duty within the quota",
    "picked_share": "Share of consignments inspected",
    "delay_weeks": "Delay by an inspection",
    "delay_spread": "Spread of delays",
    "longest_weeks": "Longest delay",
    "most": "Largest quantity in a quarter",
    "cover_weeks": "Additional stock",
    "capacity_added": "Added capacity",
    "build_weeks": "Building time",
    "build_spread": "Spread of building times",
    "slippage": "Slippage of building",
    "slippage_spread": "Spread of slippage",
    "cost_usd_m": "Cost of the investment",
    "public_share": "Part paid by government",
    "unfunded_pace": "Pace before an award is binding",
    "speed_up": "Speed gained by fast permits",
    "answer_weeks": "Time for a plant to decide",
    "moving_cost_share": "Yearly cost of producing elsewhere",
    "reluctance": "Reluctance to move",
    "reluctance_spread": "Spread of reluctance",
    "moved_share": "Part of capacity that moves",
    "budget_usd_m": "Budget for grants",
    "allocation_weeks": "Time to an allocation",
    "allocation_spread": "Spread of times to an allocation",
    "negotiation_weeks": "Time of negotiation",
    "negotiation_spread": "Spread of times of negotiation",
    "payment_weeks": "Time to a payment",
    "payment_spread": "Spread of times to a payment",
    "lapse_odds": "Probability that an award lapses",
    "race_weeks": "Time of the race before the deadline",
    "race_pace": "Pace of the race before the deadline",
    "lost_share": "Share of capacity lost",
    "repair_weeks": "Time until repair begins to help",
    "decisions_per_week": "Decisions that an office can take",
    "maximum_cover_weeks": "Most stock that can be kept",
    "shelf_life_weeks": "Shelf life",
    "shipment_interval_weeks": "Time between shipments",
    "qualification_weeks": "Time to qualify a new source",
    "qualification_spread": "Spread of times to qualify",
    "qualification_odds": "Probability that a qualification succeeds",
    "monthly_scatter": "Scatter of monthly trade",
    "demand_elasticity": "Elasticity of use to price",
    "grade": "Purity",
    "capacity": "Capacity",
    "price": "Price",
    "variable_cost_share": "Share of variable cost in price",
    "finished_stock_weeks": "Stock of finished goods",
    "home_first": "Home orders served before the rest",
    "learning_exponent": "Learning by doing",
    "experience_weeks": "Experience at the start",
    "output": "Output",
    "output_value": "Value of a unit of output",
    "capacity_headroom": "Capacity above usual output",
    "trend": "Growth of demand",
    "season": "Height of the season",
    "season_peak_week": "Peak of the season",
    "noise": "Weekly noise of demand",
    "review_weeks": "Review time of an application",
    "review_spread": "Spread of review times",
    "statutory_maximum_weeks": "Longest review that the law allows",
    "approval_odds": "Probability of approval",
    "partial_odds": "Probability of a partial approval",
    "partial_share": "Volume of a partial approval",
    "return_odds": "Probability that an application is returned",
    "return_weeks": "Delay when an application is returned",
    "validity_weeks": "Validity of a licence",
    "papers_weeks": "Time for the papers of an application",
    "papers_spread": "Spread of times for papers",
    "licence_lot_weeks": "Use that an application asks for",
    "largest_lot_weeks": "Most that an application may ask for",
    "first_decision_weeks": "Time without any decision",
    "share": "Part of the quarter's quantity",
    "amount_usd_m": "Amount of the grant",
    "tension_half_life_weeks": "Time in which tension halves",
    "tension_noise": "Weekly noise of tension",
    "reciprocity": "Tension from the partner's measures",
    "provocation": "Tension from the partner's escalation",
    "conciliation": "Tension lost when the partner gives way",
    "escalation_threshold": "Pressure at which a government escalates",
    "deescalation_threshold": "Pressure at which a government gives way",
    "deliberation_weeks": "Time of deliberation",
    "retaliation_weeks": "Time to decide on retaliation",
    "procedure_spread": "Spread of times of procedure",
    "loss_smoothing": "Weight of the last week in lost exports",
    "complaint_weeks": "Time to a complaint",
    "consultation_weeks": "Time of consultations",
    "talks_weeks": "Time given to talks",
    "panel_weeks": "Time to a panel",
    "complaint_cost": "Pressure of a complaint on the respondent",
    "domestic_cost_weight": "Weight of lost exports at home",
    "notice_weeks": "Time from decision to a control in force",
    "removal_weeks": "Time to remove a partner from a white list",
    "restoration_weeks": "Time to return a partner to a white list",
    "review_factor": "Review in practice against the law",
    "review_spread_factor": "Spread of reviews in practice against the law",
    "approval_shift": "Leniency of approvals in practice",
    "reach": "Trade held in practice against the law",
    "licence_reach": "Trade held in practice by licences",
    "resumption_weeks": "Time until trade resumes after a control",
    "baseline_use": "Usual use",
    "yield_loss": "Output lost without it",
    "base_cover_weeks": "Usual stock",
    "safety_cover_weeks": "Stock called unsafe",
}
"""By field; an instrument may give the others of its own, in their ``title``."""

UNSAID = frozenset({"needs", "recipe", "terms", "reaction"})
"""Blocks of a figure's path that go without saying."""


def title_of(field: str) -> str:
    """Return what readers call the figure of a field; its words, where nobody says more."""
    return TITLES.get(field) or _own_titles().get(field) or words(field)


@cache
def _own_titles() -> dict[str, str]:
    return {
        name: field.title
        for kind in (*INSTRUMENTS, *SHOCKS)
        for name, field in kind.model_fields.items()
        if field.title
    }
