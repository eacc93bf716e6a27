"""What happens in a run, in words: what tables call it, and the sentence that tells of it."""

from __future__ import annotations

from tradesim.world.log import Kind

NOUNS: dict[Kind, str] = {
    Kind.MOVED_UP: "government escalates",
    Kind.MOVED_DOWN: "government de-escalates",
    Kind.CONTROL_IN_FORCE: "control in force",
    Kind.CONTROL_LIFTED: "control lifted",
    Kind.COMPLAINT: "WTO complaint",
    Kind.RULE_MET: "rule met",
    Kind.RULE_IN_FORCE: "in force by rule",
    Kind.RULE_ENDED: "ended by rule",
    Kind.APPLICATION_FILED: "licence applied for",
    Kind.APPLICATION_GRANTED: "licence granted",
    Kind.APPLICATION_PARTLY_GRANTED: "licence granted in part",
    Kind.APPLICATION_REFUSED: "licence refused",
    Kind.PROJECT_STARTED: "project started",
    Kind.PROJECT_PRODUCES: "project produces",
    Kind.PROJECT_COMPLETE: "project complete",
    Kind.QUALIFICATION_STARTED: "qualification started",
    Kind.QUALIFICATION_PASSED: "qualification passed",
    Kind.QUALIFICATION_FAILED: "qualification failed",
    Kind.STOCK_OUT: "stock-out",
    Kind.STOCK_RECOVERED: "stock recovered",
    Kind.AWARD_ALLOCATED: "award allocated",
    Kind.AWARD_BOUND: "award bound",
    Kind.AWARD_LAPSED: "award lapsed",
    Kind.AWARD_PAID: "award tranche paid",
    Kind.RELOCATION_AGREED: "relocation agreed",
    Kind.RELOCATION_DECLINED: "relocation declined",
    Kind.RELOCATION_PRODUCES: "relocation produces",
    Kind.RELOCATION_COMPLETE: "relocation complete",
}
"""What the table calls each kind of event."""

SENTENCES: dict[Kind, str] = {
    Kind.MOVED_UP: "{government} hardens its stand against {partner}.",
    Kind.MOVED_DOWN: "{government} softens its stand against {partner}.",
    Kind.CONTROL_IN_FORCE: "{government} puts {control} in force.",
    Kind.CONTROL_LIFTED: "{government} lifts {control}.",
    Kind.COMPLAINT: "The complaint of {government} against {partner} at the WTO moves on.",
    Kind.RULE_MET: "The rule for {policy} is met.",
    Kind.RULE_IN_FORCE: "By its rule {policy} takes hold.",
    Kind.RULE_ENDED: "By its rule {policy} ends.",
    Kind.APPLICATION_GRANTED: "{licences} granted for {item} after {weeks}: {who}.",
    Kind.APPLICATION_PARTLY_GRANTED: (
        "{licences} granted for a part of the volume for {item} after {weeks}: {who}."
    ),
    Kind.APPLICATION_REFUSED: "{licences} refused for {item} after {weeks}: {who}.",
    Kind.PROJECT_STARTED: "Work begins: {project} ({item}).",
    Kind.PROJECT_PRODUCES: "First product: {project} ({item}).",
    Kind.PROJECT_COMPLETE: "Finished: {project} ({item}).",
    Kind.QUALIFICATION_STARTED: "Tests begin of {plant} for {item}, at {who}.",
    Kind.QUALIFICATION_PASSED: "{plant} passes the test for {item} at {who}.",
    Kind.QUALIFICATION_FAILED: "{plant} fails the test for {item} at {who}.",
    Kind.STOCK_OUT: "Short of {item}: {who}; stock allows {share} of what is wanted.",
    Kind.STOCK_RECOVERED: "Enough {item} again: {who}.",
    Kind.AWARD_BOUND: "{government} signs a grant of USD {amount} million for {project}.",
    Kind.AWARD_LAPSED: "The grant of {government} for {project} lapses.",
    Kind.RELOCATION_AGREED: "{plant} agrees to move to {country}.",
    Kind.RELOCATION_DECLINED: "{plant} declines to move to {country}.",
    Kind.RELOCATION_PRODUCES: "{plant} makes its first goods in {country}.",
}
"""How each kind of event is told, several alike in one sentence; kinds without one are not told.

``{who}`` are those that the sentence is about, ``{share}`` and ``{amount}`` the event's own number.
"""
