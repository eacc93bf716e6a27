"""Units of quantity: what one unit of a file is in another, and which cannot be compared."""

from __future__ import annotations

from tradesim.scenario.wording import did_you_mean, listing

KILOGRAM, PIECE, LITRE, SQUARE_METRE, CUBIC_METRE = "kg", "piece", "litre", "m2", "m3"

KNOWN: dict[str, tuple[str, float]] = {
    "kg": (KILOGRAM, 1.0),
    "t": (KILOGRAM, 1_000.0),
    "kt": (KILOGRAM, 1_000_000.0),
    "Mt": (KILOGRAM, 1_000_000_000.0),
    "100 kg": (KILOGRAM, 100.0),
    "g": (KILOGRAM, 0.001),
    "mg": (KILOGRAM, 0.000_001),
    "carat": (KILOGRAM, 0.000_2),
    "lb": (KILOGRAM, 0.453_592_37),
    "piece": (PIECE, 1.0),
    "dozen": (PIECE, 12.0),
    "hundred pieces": (PIECE, 100.0),
    "thousand pieces": (PIECE, 1_000.0),
    "litre": (LITRE, 1.0),
    "kl": (LITRE, 1_000.0),
    "hl": (LITRE, 100.0),
    "m2": (SQUARE_METRE, 1.0),
    "m3": (CUBIC_METRE, 1.0),
    "thousand m3": (CUBIC_METRE, 1_000.0),
    "m": ("m", 1.0),
    "kWh": ("kWh", 1.0),
    "thousand kWh": ("kWh", 1_000.0),
    "TJ": ("TJ", 1.0),
    "pair": ("pair", 1.0),
}
"""What each unit measures, and how many of the base unit it is."""

_OTHERWISE: dict[str, str] = {
    "kg": "kgs, kgm, kilogram, kilograms, weight in kilograms, 千克, 킬로그램, 킬로",
    "t": "tonne, tonnes, metric ton, metric tons, mt, tne, 톤, 吨, ton, tons",
    "100 kg": "quantity_in_100kg, 100kg",
    "g": "gram, grams, gr, 克, gm",
    "carat": "car, 克拉, ct",
    "piece": """
        no, nmb, number, number of items, pieces, pcs, pce, unit, units, u, nar, p/st, 台, 个,
        件, 只, wafer
    """,
    "dozen": "doz, dz, 12u",
    "hundred pieces": "hundred",
    "thousand pieces": "thousand, thousands, ths, 1000u, 千个",
    "litre": "l, ltr, liter, liters, litres, volume in litres, 升",
    "kl": "kilolitre",
    "hl": "hlt",
    "m2": "sm, mtk, m², square metre, 平方米, area in square metres",
    "m3": "cm, mtq, m³, cubic metre, 立方米, volume in cubic meters",
    "m": "metre, 米, length in metres",
    "thousand kWh": "mwh",
    "pair": "pr, prs, pairs, 2u, 双, number of pairs",
}

SPELLINGS = {word.strip(): unit for unit, words in _OTHERWISE.items() for word in words.split(",")}
"""Other spellings, in small letters: the codes of customs services and their words."""


def unit_named(text: str) -> str:
    """Return the unit that a spelling means, empty where it is unknown."""
    word = " ".join(text.split())
    if word in KNOWN:
        return word
    small = word.lower()
    by_small = {name.lower(): name for name in KNOWN}
    return SPELLINGS.get(small) or by_small.get(small, "")


def factor(given: str, wanted: str) -> float | None:
    """Return how many of the wanted unit one of the given is; None where they do not compare."""
    if given == wanted:
        return 1.0
    first, second = unit_named(given), unit_named(wanted)
    if not first or not second or KNOWN[first][0] != KNOWN[second][0]:
        return None
    return KNOWN[first][1] / KNOWN[second][1]


def is_weight(unit: str) -> bool:
    """Tell whether a unit is one of weight."""
    named = unit_named(unit)
    return bool(named) and KNOWN[named][0] == KILOGRAM


def unit_problem(unit: str) -> str:
    """Return what is wrong with the unit of an item, empty where it is known."""
    if unit_named(unit):
        return ""
    near = did_you_mean(unit, [*KNOWN, *SPELLINGS])
    return f"'{unit}' is no unit that customs count in ({listing(KNOWN)}).{near}"
