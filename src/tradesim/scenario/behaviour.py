"""The behaviour parameters: one set for all items and all actors of a scenario."""

from tradesim.fields import Block, Figure, quantity

FITTED = "median of what history matching on 2019_curbs leaves (docs/hindcast.md)"
"""Where a default comes from that was fitted, rounded to two digits; the rest are judgements."""


class BehaviourParameters(Block):
    """How buyers and suppliers react; the same for every item."""

    forecast_smoothing: Figure = quantity(
        0.125, "1/week", "Weight of the last week in the forecast of demand.", low=0.001, high=1
    )
    stock_adjustment_weeks: Figure = quantity(
        1.8,
        "week",
        "Time in which a buyer closes the gap to its target stock (tau).",
        low=1,
        high=52,
        source=f"Hallegatte (2014), inventory restoration time, shortened for chemicals; {FITTED}",
    )
    feared_review_weeks: Figure = quantity(
        13,
        "week",
        "Standard review from which a control is feared, and held against a source, in full.",
        low=1,
        high=104,
    )
    alarm_half_life_weeks: Figure = quantity(
        6.3,
        "week",
        "Time in which alarm halves once deliveries hold.",
        low=0.5,
        high=520,
        source=FITTED,
    )
    alarm_per_failure: Figure = quantity(
        0.022,
        "1/week",
        "Rise of alarm in a week of wholly failed deliveries.",
        high=1,
        source=FITTED,
    )
    alarm_stock_response: Figure = quantity(
        1.6,
        "factor",
        "Additional cover at full alarm, multiple of base cover (gamma).",
        high=20,
        source=FITTED,
    )
    alarm_spillover: Figure = quantity(
        0.8,
        "share",
        "Alarm for goods from the same country that are not controlled.",
        high=1,
        source=FITTED,
    )
    anticipation: Figure = quantity(
        1,
        "share",
        "Part of an interruption expected that buyers lay in stock for; 0: they do not look ahead.",
        high=1,
        source="Tomlin (2006): stock against an interruption of known length",
    )
    surge: Figure = quantity(
        3,
        "factor",
        "Most that is ordered of a source ahead of a control, multiple of its usual flow.",
        low=1,
        high=50,
    )
    covered_wait: Figure = quantity(
        1,
        "share",
        "Part to which a wait that was expected and that stock covers is no failure of the source.",
        high=1,
    )
    calling_off: Figure = quantity(
        1,
        "share",
        "Part called off of orders on one source that exceed the whole need.",
        high=1,
        source="Lee, Padmanabhan & Whang (1997): orders that can be cancelled are placed twice",
    )
    backlog_as_orders: Figure = quantity(
        0,
        "share",
        "Part of a backlog that a supplier takes for orders of the week.",
        high=1,
        source="Sterman (1989): the misperception is human, the accounts of a plant are not",
    )
    shelf_life_margin: Figure = quantity(
        1,
        "factor",
        "Most that is laid in, multiple of what is used within the shelf life; 100: heedless.",
        low=0.1,
        high=100,
    )
    safety_factor: Figure = quantity(
        0,
        "factor",
        "Cover held against late deliveries, multiple of their standard deviation; 0: none.",
        high=5,
        source="Silver, Pyke & Thomas (2017), ch. 6: 1.3 for a service of 90 %",
    )
    experience_weeks: Figure = quantity(
        52, "week", "Memory of a buyer for how late deliveries were.", low=1, high=520
    )
    queue_blame: Figure = quantity(
        1,
        "share",
        "Part to which what a government holds is held against the source as its own failure.",
        high=1,
    )
    forgiveness: Figure = quantity(
        0, "share", "Part of the distrust of a source laid down when it is free again.", high=1
    )
    capacity_weight: Figure = quantity(
        1,
        "elasticity",
        "Elasticity of what a source is chosen for to its capacity over that of the start.",
        high=1,
    )
    distrust_half_life_weeks: Figure = quantity(
        100, "week", "Time in which distrust of a source halves.", low=1, high=2000, source=FITTED
    )
    distrust_on_announcement: Figure = quantity(
        0.3,
        "share",
        "Rise of distrust when a control on the source is announced.",
        high=1,
        source=FITTED,
    )
    distrust_spillover: Figure = quantity(
        0.1,
        "share",
        "Distrust of sources in the same country whose goods are not controlled.",
        high=1,
        source=FITTED,
    )
    distrust_under_control: Figure = quantity(
        0.0066, "1/week", "Rise of distrust in each week under licence.", high=0.5, source=FITTED
    )
    distrust_per_failure: Figure = quantity(
        0.04,
        "1/week",
        "Rise of distrust in a week of wholly failed delivery.",
        high=0.5,
        source=FITTED,
    )
    distrust_weight: Figure = quantity(
        4.1, "factor", "Semi-elasticity of sourcing to distrust (lambda).", high=50, source=FITTED
    )
    reliability_smoothing: Figure = quantity(
        0.44,
        "1/week",
        "Weight of the last week in the reliability of a source.",
        low=0.01,
        high=1,
        source=FITTED,
    )
    reliability_weight: Figure = quantity(
        2.9, "factor", "Elasticity of sourcing to reliability (theta).", high=20, source=FITTED
    )
    price_elasticity: Figure = quantity(
        1.3,
        "elasticity",
        "Armington elasticity of sourcing between sources (sigma).",
        high=20,
        source=f"Boehm, Levchenko & Pandalai-Nayar (2023), long run: about 2; {FITTED}",
    )
    share_inertia: Figure = quantity(
        0.11,
        "1/week",
        "Part of the way to the target shares made in a week.",
        low=0.0001,
        high=1,
        source=FITTED,
    )
    failure_acceleration: Figure = quantity(
        5.4,
        "factor",
        "How much faster shares move when deliveries wholly fail.",
        high=50,
        source=FITTED,
    )
    qualification_threshold: Figure = quantity(
        0.064,
        "share",
        "Distrust-weighted exposure from which a buyer qualifies new sources.",
        high=1,
        source=FITTED,
    )
    crash_programme: Figure = quantity(
        0.71,
        "share",
        "Part of the qualification time saved at full alarm.",
        high=0.95,
        source=FITTED,
    )
    grade_distance_weeks: Figure = quantity(
        8, "week/nine", "Additional qualification time for each nine of purity short.", high=104
    )
    retry_weeks: Figure = quantity(
        26, "week", "Time after which a failed qualification may be tried again.", low=1, high=520
    )
    patience_weeks: Figure = quantity(
        13, "week", "Mean age at which an unfilled order lapses.", low=1, high=520, source=FITTED
    )
    licence_lot_weeks: Figure = quantity(
        13, "week", "Expected orders that one application covers.", low=1, high=104, source=FITTED
    )
    reorder_weeks: Figure = quantity(
        6.1,
        "week",
        "Expected orders under which an exporter files again.",
        low=0,
        high=104,
        source=FITTED,
    )
    dispatch_weeks: Figure = quantity(
        2.2,
        "week",
        "From approval to the first dispatch of a lot made to order.",
        high=52,
        source=f"A lot licensed on 2019-12-24 left on 2020-01-08 (press reports); {FITTED}",
    )
    expectation_smoothing: Figure = quantity(
        0.125,
        "1/week",
        "Weight of the last week in the orders a supplier expects.",
        low=0.001,
        high=1,
    )
    production_adjustment_weeks: Figure = quantity(
        4, "week", "Time in which a supplier closes the gap to its target stock.", low=1, high=52
    )
    thrift_weeks: Figure = quantity(
        26,
        "week",
        "Time over which use answers its landed price, for items with a demand elasticity.",
        low=1,
        high=520,
    )
    rent_pass_through: Figure = quantity(
        1,
        "share",
        "Part of the rent of a binding control that is in the price of the goods that arrive; of "
        "items with a demand elasticity.",
        high=1,
    )
    price_pressure: Figure = quantity(
        0.031,
        "elasticity",
        "Elasticity of price to orders over baseline utilisation (phi).",
        high=5,
        source=FITTED,
    )
    price_inertia: Figure = quantity(
        0.1, "1/week", "Part of the way to the new price made in a week.", low=0.001, high=1
    )
    price_floor: Figure = quantity(
        0.5, "factor", "Lowest price, multiple of the baseline.", low=0.01, high=1
    )
    price_ceiling: Figure = quantity(
        3, "factor", "Highest price, multiple of the baseline.", low=1, high=100
    )
