"""The regime as practised beside the regime as published: one set for all controls of a world."""

from tradesim.fields import Block, Figure, quantity


class PracticeParameters(Block):
    """How far controls are applied otherwise than they were published.

    At the defaults they are applied as published. Their ranges are what a forecast draws from: who
    reads a new regime knows its text, not how its office will work.
    """

    review_factor: Figure = quantity(
        1,
        "factor",
        "Median review in practice, multiple of the published one.",
        low=0.05,
        high=10,
        plausible=(0.5, 2.5),
    )
    review_spread_factor: Figure = quantity(
        1,
        "factor",
        "Spread of reviews in practice, multiple of the stated one.",
        low=0.05,
        high=10,
        plausible=(0.5, 2.5),
    )
    approval_shift: Figure = quantity(
        0,
        "logit",
        "Shift of the log-odds of approval; 0.7 doubles the odds, -0.7 halves them.",
        low=-10,
        high=10,
        plausible=(-1.5, 1.5),
    )
    reach: Figure = quantity(
        1,
        "factor",
        "Share of trade that controls hold in practice, multiple of what they cover on paper; at "
        "most all.",
        low=0,
        high=10,
        plausible=(0.7, 1.3),
    )
    licence_reach: Figure = quantity(
        1,
        "factor",
        "The same of controls under which one applies, beside `reach`: who may need a licence asks "
        "before shipping, and customs stop what looks like the list.",
        low=0,
        high=10,
        plausible=(1, 1.6),
    )
    resumption_weeks: Figure = quantity(
        0,
        "week",
        "From the end of a control on paper to the end in practice.",
        low=0,
        high=104,
        plausible=(0, 4),
    )
