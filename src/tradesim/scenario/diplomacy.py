"""How governments decide: one set of parameters for all, and what is each one's own."""

from tradesim.fields import Block, Figure, quantity


class DiplomacyParameters(Block):
    """The reaction rule of adaptive governments; the same for all of them.

    Tension of 1 is the unit: the level at which governments escalate by default. No source states
    any of these numbers; all are judgements.
    """

    tension_half_life_weeks: Figure = quantity(
        104, "week", "Time in which tension halves when nothing happens.", low=1, high=5200
    )
    tension_noise: Figure = quantity(
        0.02, "tension", "Standard deviation of the weekly noise of politics.", high=1
    )
    reciprocity: Figure = quantity(
        0.003, "tension/week", "Rise of tension each week for each rung the partner stands on.",
        high=1,
    )  # fmt: skip
    provocation: Figure = quantity(
        0.5, "tension", "Rise of tension for each rung the partner moves up.", high=10
    )
    conciliation: Figure = quantity(
        0.2, "tension", "Fall of tension for each rung the partner moves down.", high=10
    )
    escalation_threshold: Figure = quantity(
        1, "tension", "Pressure above which a government moves up one rung.", low=0.01, high=10
    )
    deescalation_threshold: Figure = quantity(
        0.5, "tension", "Pressure below which a government moves down one rung.", high=10
    )
    deliberation_weeks: Figure = quantity(
        2, "week", "Time for which pressure stays beyond a threshold before it moves.", low=1,
        high=104,
    )  # fmt: skip
    retaliation_weeks: Figure = quantity(
        2, "week", "From a partner's move up to the decision to answer it.", low=1, high=104
    )
    procedure_spread: Figure = quantity(
        0.1, "log", "Standard deviation of the logarithm of procedural lags.", high=1
    )
    loss_smoothing: Figure = quantity(
        0.08, "1/week", "Weight of the last week in the exports a government sees lost.", low=0.001,
        high=1,
    )  # fmt: skip
    complaint_weeks: Figure = quantity(
        10, "week", "From a partner's move up to a complaint about it.", low=1, high=520
    )
    consultation_weeks: Figure = quantity(
        9,
        "week",
        "Consultations, before a panel may be asked for.",
        low=1,
        high=520,
        source="WTO Dispute Settlement Understanding, article 4.7: 60 days",
    )
    talks_weeks: Figure = quantity(
        26, "week", "Time that talks are given while a complaint is suspended.", low=1, high=520
    )
    panel_weeks: Figure = quantity(
        8,
        "week",
        "From resumption to a panel.",
        low=1,
        high=520,
        source="WTO Dispute Settlement Understanding, article 6.1: at the second meeting of the "
        "Dispute Settlement Body",
    )
    complaint_cost: Figure = quantity(
        0.05,
        "tension",
        "Pressure taken off the respondent by consultations; a panel weighs twice.",
        high=10,
    )


class Reaction(Block):
    """What is a government's own: what losses at home weigh, and how long its procedures take."""

    domestic_cost_weight: Figure = quantity(
        0.5, "tension", "Pressure taken off when all exports to the partner are lost.", high=100
    )
    notice_weeks: Figure = quantity(
        1, "week", "From decision to entry into force of what an office decides by notice.", low=0,
        high=104,
    )  # fmt: skip
    removal_weeks: Figure = quantity(
        8, "week", "The same for removal from a white list, an ordinance.", low=0, high=104
    )
    restoration_weeks: Figure = quantity(
        8, "week", "The same for return to a white list, an ordinance.", low=0, high=104
    )
