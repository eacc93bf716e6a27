"""Which stages of the week write which array; a test holds the week to it."""

from __future__ import annotations

_ARRAYS: dict[tuple[str, ...], str] = {
    ("govern",): """
        buyer.demand_factor need.landed need.thrift need.mandated_cover link.control_pressure
        link.duty link.blocked link.announced_share licence.level licence.open licence.control
        licence.covered licence.held control.stood control.announced_week control.effective_week
        control.first_decision licence.review_weeks licence.lot_weeks licence.first_decision
        control.level control.covers_share control.review_weeks control.review_spread
        control.approval_odds control.partial_odds control.return_odds control.validity_weeks
        project.speed market.rent tariff.rate tariff.in_force tariff.floor tariff.rate_over
        inspection.picked_share move.exposure relation.tension relation.pressure
        relation.usual_exports relation.loss relation.escalation relation.moved relation.raised_week
        relation.answered_week relation.weeks_above relation.weeks_below relation.decided
        relation.complaint relation.complaint_week relation.complaint_decided lever.wanted
        lever.holds lever.due_week rule.weeks_met rule.weeks_eased rule.set_off rule.enacted
        rule.due_week
    """,
    ("decide",): "licence.active_week licence.expiry_week licence.weeks_left",
    ("build",): """
        supplier.capacity project.done project.ramped programme.allocated programme.bound
        programme.disbursed award.stage award.negotiated tranche.due tranche.paid move.done
        move.ramped
    """,
    ("plan",): """
        buyer.forecast need.rate link.qualified link.share link.placed link.cancelled trial.status
        trial.left trial.begin
    """,
    ("supply",): """
        link.wanted link.shipped link.sailed supplier.ordered supplier.shippable
        supplier.expected_orders supplier.planned supplier.production supplier.produced
        supplier.price supplier.appeal licence.filings licence.usual_orders licence.requested
        licence.filed_week licence.decision_week licence.expected_orders quota.passing
    """,
    ("travel",): "need.arrived link.arrived tariff.levied",
    ("produce",): "need.lost",
    ("learn",): "need.late_weeks need.late_square link.reliability supplier.unit_cost",
    ("govern", "decide"): "licence.papers_left control.granted control.refused control.waited",
    ("govern", "build"): "project.funding",
    ("govern", "plan"): """
        link.announced_here link.announced_nearby link.announced_near threat.notice threat.lag
        threat.ahead threat.stop threat.freed
    """,
    ("govern", "supply"): """
        buyer.demand link.outstanding link.ready supplier.finished_stock licence.orders
        licence.exempt licence.licensed licence.asked quota.balance quota.weeks_left
    """,
    ("govern", "travel"): "link.in_transit tariff.volume_left",
    ("decide", "supply"): "licence.volume",
    ("plan", "learn"): "need.alarm link.distrust",
    ("supply", "produce"): "buyer.output need.used need.unmet need.short",
    ("govern", "decide", "supply"): "licence.status licence.balance control.filed control.waiting",
    ("govern", "build", "supply"): "move.answer",
    ("supply", "travel", "produce"): "need.stock",
}

WRITTEN_BY = {array: stages for stages, arrays in _ARRAYS.items() for array in arrays.split()}
"""The stages of the week that write each array."""
