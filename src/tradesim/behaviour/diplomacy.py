"""How an adaptive government decides: whether to move on its ladder, and to complain.

A ladder of measures, each dearer than the last, climbed when pressure stays high and left when it
stays low (Kahn 1965, *On Escalation*); a raise of the partner is answered in kind (Axelrod 1984).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tradesim.arrays import Codes
from tradesim.policies.wto_complaint import (
    CONSULTATIONS,
    NO_COMPLAINT,
    PANEL,
    RESUMED,
    SUSPENDED,
    WITHDRAWN,
)
from tradesim.world.relations import Relations
from tradesim.world.state import Parameters
from tradesim.world.world import World


@dataclass(frozen=True, slots=True)
class CabinetDesk:
    """The relations of one government, or of all.

    Attributes:
        relation: Its own rows.
        everyone: All relations: on which rung others stand, and since when, is public.
    """

    relation: Relations
    everyone: Relations
    diplomacy: Parameters


def everyones_cabinet(world: World) -> CabinetDesk:
    """Return the desk of all governments together."""
    return CabinetDesk(world.relation, world.relation, world.diplomacy)


def cabinet_of(world: World, first: int, last: int) -> CabinetDesk:
    """Return the desk of the governments from first up to, not including, last."""
    low, high = np.searchsorted(world.relation.government, [first, last])
    own = world.relation.rows(slice(int(low), int(high)))
    return CabinetDesk(own, world.relation, world.diplomacy)


def decide_policy(desk: CabinetDesk, week: int) -> None:
    """Decide on which rung to stand, and what becomes of complaints."""
    if len(desk.relation.government):
        choose_escalation(desk, week)
        choose_complaint(desk, week)


def choose_escalation(desk: CabinetDesk, week: int) -> None:
    """Decide on which rung to stand towards each partner.

    One rung up after ``deliberation_weeks`` of pressure above the upper threshold, one down after
    as many below the lower. A raise of the partner is answered after ``retaliation_weeks``, once,
    up to the partner's own rung, unless pressure is so low that the government would step down.
    """
    own, rule = desk.relation, desk.diplomacy
    stands = own.escalation
    partner = desk.everyone.escalation.take(own.mirror, axis=0)
    raised = desk.everyone.raised_week.take(own.mirror, axis=0)
    mirrored = at_rung(own.next_down, partner + 1)
    provoked = (mirrored > stands) & (raised > own.answered_week)
    provoked &= raised + rule.retaliation_weeks <= week
    answers = provoked & (own.pressure >= rule.deescalation_threshold)
    decided = np.where(
        own.weeks_below >= rule.deliberation_weeks, at_rung(own.next_down, stands), stands
    )
    decided = np.where(
        own.weeks_above >= rule.deliberation_weeks, at_rung(own.next_up, stands), decided
    )
    decided = np.where(answers, np.maximum(decided, mirrored), decided)
    np.copyto(own.decided, np.where(own.adaptive, decided, stands))


def choose_complaint(desk: CabinetDesk, week: int) -> None:
    """Decide what becomes of the complaint against each partner.

    It is filed ``complaint_weeks`` after the partner's move up; when consultations end it is
    suspended for talks, or, where pressure is high enough to escalate, brought to a panel; talks
    that bring nothing end in its resumption; it is withdrawn when the partner stands down.
    """
    own, rule = desk.relation, desk.diplomacy
    partner = desk.everyone.escalation.take(own.mirror, axis=0)
    raised = desk.everyone.raised_week.take(own.mirror, axis=0)
    stage, age = own.complaint, week - own.complaint_week
    aggrieved = (partner > 0) & (raised + rule.complaint_weeks <= week)
    none = (stage == NO_COMPLAINT) | ((stage == WITHDRAWN) & (raised > own.complaint_week))
    hostile = own.pressure > rule.escalation_threshold
    consulted = (stage == CONSULTATIONS) & (age >= rule.consultation_weeks)
    decided = np.where(none & aggrieved, CONSULTATIONS, stage)
    decided = np.where(consulted, np.where(hostile, PANEL, SUSPENDED), decided)
    decided = np.where((stage == SUSPENDED) & (age >= rule.talks_weeks), RESUMED, decided)
    decided = np.where((stage == RESUMED) & (age >= rule.panel_weeks), PANEL, decided)
    pending = (stage != NO_COMPLAINT) & (stage != WITHDRAWN)
    decided = np.where(pending & (partner == 0), WITHDRAWN, decided)
    np.copyto(own.complaint_decided, np.where(own.adaptive & own.may_complain, decided, stage))


def at_rung(table: Codes, rung: Codes) -> Codes:
    """Return what a table of shape (row, rung) says of the rung of each run."""
    return np.take_along_axis(table, rung.astype(np.int64), axis=1)
