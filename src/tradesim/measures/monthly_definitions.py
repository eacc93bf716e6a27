"""What the monthly series of markets mean, and the facts of each run that are told first."""

from __future__ import annotations

from tradesim.measures.definition import ARIO, HIRSCHMAN, STATISTICS, Definition, indexed

BEFORE = (
    "in the year before the first control on the item, or the country, is announced, or plants or "
    "routes are lost"
)

MONTHLY = indexed(
    Definition(
        "delivered",
        "Goods that arrived in a country from another, from itself, from all abroad (no origin), "
        "or from those whose exports are under control or cut off (codes joined by +).",
        "{unit}/week",
        STATISTICS,
    ),
    Definition(
        "cover", "Weeks of use that a country's buyers have on hand together.", "week", ARIO
    ),
    Definition("cover_least", "Weeks of use of the buyer that has least.", "week", ARIO),
    Definition("own_share", "Share of own plants in a country's deliveries of 13 weeks.", "share"),
    Definition(
        "hhi_by_plant",
        "Sum of squared shares of plants in deliveries of 13 weeks.",
        "index, 0 to 1",
        HIRSCHMAN,
    ),
    Definition(
        "hhi_by_country",
        "Sum of squared shares of countries of origin in deliveries of 13 weeks.",
        "index, 0 to 1",
        HIRSCHMAN,
    ),
    Definition(
        "delivered_index",
        "Deliveries from countries under control or cut off, mean of 13 weeks, over their mean in "
        "the year before the first control on the country is announced, or plants or routes are "
        "lost.",
        "year before = 100",
    ),
    Definition(
        "production_index",
        "Output of a country's final buyers, mean of 13 weeks, over its mean in the year before "
        "the first control on the country is announced, or plants or routes are lost; they weigh "
        "by value, and equally by capacity without one.",
        "year before = 100",
    ),
    Definition(
        "origin_price",
        "Mean price of the plants of an item and country of origin over their prices at the start.",
        "baseline = 1",
    ),
)
"""Means of a month's weeks, in ``monthly.parquet``."""

FACTS = indexed(
    Definition(
        "imports_before",
        f"Mean deliveries {BEFORE}; origins as those of 'delivered'.",
        "{unit}/week",
    ),
    Definition("imports_lowest", "Their lowest mean of 13 weeks from then on.", "{unit}/week"),
    Definition("imports_end", "Their mean in the last year.", "{unit}/week"),
    Definition(
        "imports_year",
        "Deliveries of the year from the announcement less those of a year at the pace of the "
        "year before; none where less than half a year lies before.",
        "{unit}",
    ),
    Definition("cover_before", f"Mean weeks of use on hand {BEFORE}.", "week", ARIO),
    Definition("cover_lowest", "The fewest in a week from then on.", "week", ARIO),
    Definition("cover_end", "Their mean in the last year.", "week", ARIO),
    Definition(
        "stock_drawn", "By how much stocks fell at most in the year from then on.", "{unit}", ARIO
    ),
    Definition("loss_weeks", "Weeks in which a buyer lost output.", "week", ARIO),
    Definition("loss_first", "Number of the first such week, counted from 0.", "week", ARIO),
    Definition("loss_worst", "Share of wanted output lost in the worst week.", "share", ARIO),
    Definition("loss_sum", "Sum of the weekly shares lost.", "share", ARIO),
    Definition("events", "How often something happened, named by the actor.", "event"),
    Definition(
        "control_worth",
        "Of a forecast: what came of an item from a country that controls it, in the year before.",
        "USD million/week",
    ),
    Definition(
        "control_first_year",
        "Of a forecast: what came in the year from the announcement over the year before.",
        "share",
    ),
)
"""One number a run, beside the measures in ``measures.parquet``."""
