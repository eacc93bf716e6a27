"""What every weekly outcome means, and what is worked out from it week by week."""

from __future__ import annotations

from tradesim.measures.definition import ARIO, LICENSING, STATISTICS, Definition, indexed

WEEKLY = indexed(
    Definition(
        "arrivals",
        "Goods that cleared customs, by item, supplier and country of destination; domestic "
        "deliveries included.",
        "{unit}/week",
        STATISTICS,
    ),
    Definition(
        "dispatches",
        "Goods that left, by item, supplier and country of destination; domestic deliveries "
        "included.",
        "{unit}/week",
        STATISTICS,
    ),
    Definition(
        "inputs",
        "Goods that arrived at a supplier with a recipe, by sourcing link.",
        "{unit}/week",
    ),
    Definition("shipped", "Goods that left a supplier.", "{unit}/week"),
    Definition(
        "price",
        "Price of a supplier at the customer's border; rises with unit cost and with orders over "
        "usual capacity use.",
        "USD/{unit}",
    ),
    Definition(
        "landed",
        "Landed price of a need: what its sources ask at the border, by sourcing share, with duty "
        "and rent; where the use of some item answers its price.",
        "USD/{unit}",
        "Amiti, Redding & Weinstein (2019)",
    ),
    Definition(
        "rent",
        "Rent of a binding control in the market for an item: the premium at which use would be "
        "what can be had, share of the seller's price; of items whose use answers it.",
        "share",
        "Bhagwati (1965)",
    ),
    Definition(
        "unit_cost",
        "Variable cost of a supplier; falls with experience, cost0 * (Q / Q0)^-b.",
        "USD/{unit}",
        "Wright (1936); Irwin & Klenow (1994)",
    ),
    Definition("production", "Output of a supplier.", "{unit}/week", ARIO),
    Definition("capacity", "Largest output of a supplier, projects included.", "{unit}/week"),
    Definition("stock", "A buyer's stock of an item at the end of the week.", "{unit}", ARIO),
    Definition("rate", "A buyer's use of an item at its forecast output.", "{unit}/week", ARIO),
    Definition("used", "What a buyer used of an item.", "{unit}/week", ARIO),
    Definition(
        "unmet",
        "Need for an item that a buyer's stock did not meet: use at wanted output - stock, "
        "where that is more than nothing.",
        "{unit}/week",
        ARIO,
    ),
    Definition("lost", "A buyer's stock thrown away past its shelf life.", "{unit}/week"),
    Definition("qualified_sources", "Qualified suppliers of an item to a buyer.", "sources"),
    Definition("output", "Output of a final buyer.", "{unit}/week", ARIO),
    Definition("demand", "Demand that a final buyer meets.", "{unit}/week"),
    Definition("filed", "Applications filed under a control.", "applications/week", LICENSING),
    Definition(
        "granted",
        "Applications approved, in full or in part.",
        "applications/week",
        LICENSING,
    ),
    Definition("refused", "Applications refused.", "applications/week", LICENSING),
    Definition(
        "waited",
        "Weeks between filing and decision, added up over the applications decided.",
        "week",
        LICENSING,
    ),
    Definition("waiting", "Applications under review.", "applications", LICENSING),
    Definition(
        "tension",
        "Tension of a government with another country; 1 is where governments escalate by "
        "default. A number of the model: nobody measures it.",
        "tension",
    ),
    Definition(
        "escalation",
        "Rung on which a government stands towards another country, 0 at peace; of a scripted "
        "government the highest that its dated controls reach.",
        "rung",
    ),
    Definition(
        "holds",
        "1 while a control that stands ready for its government is in force, else 0.",
        "flag",
    ),
    Definition(
        "set_off",
        "1 while it is decided by its rule that a policy hold, in force yet or not, else 0.",
        "flag",
    ),
    Definition("enacted", "1 while a policy that follows a rule is in force, else 0.", "flag"),
    Definition(
        "levied",
        "Duty levied under a tariff on what arrived, or tax or price floor on what left, at the "
        "supplier's price without it.",
        "USD million/week",
    ),
    Definition(
        "allocated",
        "Grants of a subsidy programme promised since the start and not lapsed, bound or not.",
        "USD million",
    ),
    Definition("bound", "Grants under binding agreements.", "USD million"),
    Definition("disbursed", "Grants paid since the start.", "USD million"),
    Definition("deliveries", "Goods that arrived by sourcing link; on request.", "{unit}/week"),
    Definition(
        "unfilled",
        "Orders of a sourcing link that had not left at the end of the week; on request.",
        "{unit}",
    ),
    Definition(
        "held",
        "Of the orders of a sourcing link, what a control, a quota or a blockade kept from leaving "
        "in the week; the rest of what is unfilled waits for the plant. On request.",
        "{unit}",
    ),
    Definition(
        "called_off",
        "Orders of a sourcing link that its buyer cancelled in the week; on request.",
        "{unit}",
    ),
)
"""The weekly outcomes, by name: the panels of a recording."""

DERIVED = indexed(
    Definition(
        "stock_cover",
        "Weeks of use that a country's buyers of an item have on hand together: stock / rate.",
        "week",
        ARIO,
    ),
    Definition(
        "price_index",
        "What a country's buyers pay for an item over the same goods at baseline prices, "
        "sum(arrivals * price) / sum(arrivals * baseline price): a Paasche index, 1 at the start.",
        "multiple of baseline",
        "Export and Import Price Index Manual, IMF (2009)",
    ),
    Definition(
        "sourcing_share",
        "Share of a supplier in the arrivals of an item in a country over 13 weeks, domestic "
        "deliveries included.",
        "share",
    ),
    Definition(
        "monthly_quantity",
        "Imports of a customs group by calendar month and origin, on arrival, or exports by "
        "destination, on dispatch, weeks split by day; WLD is all origins, or destinations; "
        "domestic deliveries are no trade.",
        "{unit}/month",
        STATISTICS,
    ),
    Definition(
        "monthly_value",
        "The same trade at its price of the week: imports at the customer's border (CIF) on "
        "arrival, exports free on board (FOB) on dispatch.",
        "USD million/month",
        STATISTICS,
    ),
    Definition(
        "share_price_index",
        "Share price of a firm, 100 * (1 + d * (E - E0) / E0), E the exponential mean of its "
        "profit (weight 1/26 a week), d = 1 - 1.08^-10: a change of expected profit counts as "
        "lasting ten years, discounted at 8 % a year. Worked out after the run, feeds nothing "
        "back; chip prices are not modelled, so only owners of suppliers' plants are valued.",
        "index, start = 100",
    ),
)
"""What is worked out from the weekly outcomes, by name."""
