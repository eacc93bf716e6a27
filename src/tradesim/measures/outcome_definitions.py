"""What every outcome of the weekly table means: the panels, as analysts see them."""

from __future__ import annotations

from tradesim.measures.definition import ARIO, STATISTICS, Definition, indexed
from tradesim.measures.weekly_definitions import WEEKLY

OUTCOMES = indexed(
    Definition(
        "exports",
        "Goods of a plant that left for another country, on dispatch.",
        "{unit}/week",
        STATISTICS,
    ),
    Definition(
        "imports",
        "Goods of a plant that cleared customs in another country, on arrival.",
        "{unit}/week",
        STATISTICS,
    ),
    Definition("domestic_supply", "Goods of a plant that arrived at home.", "{unit}/week"),
    Definition(
        "sourcing_share",
        "Share of a plant in the arrivals of its item in a country over the trailing 13 weeks.",
        "share",
    ),
    Definition("price", "Price of a plant at the customer's border.", "USD/{unit}"),
    Definition(
        "price_fob",
        "Price of trade where it leaves, free on board; only of trade that ever costs other than "
        "what its plant posts, because of freight or of a rent that the seller keeps.",
        "USD/{unit}",
        STATISTICS,
    ),
    Definition(
        "price_cif",
        "Price of the same trade at the customer's border, freight and insurance included.",
        "USD/{unit}",
        STATISTICS,
    ),
    Definition(
        "landed_price",
        "What a buyer pays for an item with duty and rents, by sourcing share; only of scenarios "
        "in which the use of some item answers its price.",
        "USD/{unit}",
        "Amiti, Redding & Weinstein (2019)",
    ),
    Definition(
        "control_rent",
        "Rent of a binding control in the market for an item, share of the seller's price; only "
        "of markets that ever had one.",
        "share",
        "Bhagwati (1965)",
    ),
    Definition("production", "Output of a plant.", "{unit}/week", ARIO),
    Definition("capacity", "Largest output of a plant, projects included.", "{unit}/week"),
    WEEKLY["stock"],
    Definition(
        "stock_cover", "Weeks of use that a buyer has on hand: stock over use.", "week", ARIO
    ),
    Definition(
        "unmet_need", "Need for an item that a buyer's stock did not meet.", "{unit}/week", ARIO
    ),
    WEEKLY["used"].named("item_used"),
    WEEKLY["lost"].named("item_lost"),
    Definition(
        "deliveries",
        "Goods that arrived on a sourcing link, from a plant (origin) to a buyer (actor) in a "
        "country (destination).",
        "{unit}/week",
    ),
    Definition(
        "orders_unfilled",
        "Orders of a sourcing link that had not left at the end of the week; only of links that "
        "ever had some.",
        "{unit}",
    ),
    Definition(
        "orders_held",
        "Of the orders of a sourcing link, what a control, a quota or a blockade kept from leaving "
        "in the week; only of links that ever had some. The rest of what is unfilled waits for the "
        "plant.",
        "{unit}",
    ),
    Definition(
        "orders_called_off",
        "Orders of a sourcing link that its buyer cancelled in the week, having placed them twice; "
        "only of links that ever had some.",
        "{unit}",
    ),
    WEEKLY["output"],
    Definition(
        "output_lost",
        "Output wanted and not made, wanted = min(demand, capacity).",
        "{unit}/week",
        ARIO,
    ),
    WEEKLY["filed"].named("licences_filed"),
    WEEKLY["granted"].named("licences_granted"),
    WEEKLY["refused"].named("licences_refused"),
    WEEKLY["waiting"].named("licences_waiting"),
    Definition(
        "duty_levied",
        "Duty levied under a tariff on what arrived, or tax or price floor on what left; only "
        "where there is one.",
        "USD million/week",
    ),
    Definition(
        "grants_allocated",
        "Grants of a subsidy programme promised and not lapsed, bound or not; only where there is "
        "one.",
        "USD million",
    ),
    WEEKLY["bound"].named("grants_bound"),
    WEEKLY["disbursed"].named("grants_disbursed"),
    Definition(
        "tension",
        "Tension of a government (origin) with another country (destination); only where a "
        "scenario has diplomatic events or governments that decide.",
        "tension",
    ),
    Definition("escalation", "Rung on which that government stands, 0 at peace.", "rung"),
    Definition(
        "in_force_by_rule",
        "1 while a policy (actor) that follows a rule is in force, else 0; only where one does.",
        "flag",
    ),
    Definition(
        "output_of_usual",
        "What firms make over what they make in a usual week, by value: of a sector (item), a "
        "country (destination), a tier (actor), and of each of the hundred firms hit worst; of "
        "worlds of more than 2,000 firms, in the place of all else.",
        "share",
        ARIO,
    ),
)
"""The outcomes of the weekly table, by name, in its order."""
