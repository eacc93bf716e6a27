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

SPELLINGS: dict[str, str] = {
    "kgs": "kg",
    "kgm": "kg",
    "kilogram": "kg",
    "kilograms": "kg",
    "weight in kilograms": "kg",
    "千克": "kg",
    "킬로그램": "kg",
    "킬로": "kg",
    "tonne": "t",
    "tonnes": "t",
    "metric ton": "t",
    "metric tons": "t",
    "mt": "t",
    "tne": "t",
    "톤": "t",
    "吨": "t",
    "ton": "t",
    "tons": "t",
    "quantity_in_100kg": "100 kg",
    "100kg": "100 kg",
    "gram": "g",
    "grams": "g",
    "gr": "g",
    "克": "g",
    "gm": "g",
    "car": "carat",
    "克拉": "carat",
    "ct": "carat",
    "no": "piece",
    "nmb": "piece",
    "number": "piece",
    "number of items": "piece",
    "pieces": "piece",
    "pcs": "piece",
    "pce": "piece",
    "unit": "piece",
    "units": "piece",
    "u": "piece",
    "nar": "piece",
    "p/st": "piece",
    "台": "piece",
    "个": "piece",
    "件": "piece",
    "只": "piece",
    "wafer": "piece",
    "doz": "dozen",
    "dz": "dozen",
    "12u": "dozen",
    "hundred": "hundred pieces",
    "thousand": "thousand pieces",
    "thousands": "thousand pieces",
    "ths": "thousand pieces",
    "1000u": "thousand pieces",
    "千个": "thousand pieces",
    "l": "litre",
    "ltr": "litre",
    "liter": "litre",
    "liters": "litre",
    "litres": "litre",
    "volume in litres": "litre",
    "升": "litre",
    "kilolitre": "kl",
    "hlt": "hl",
    "sm": "m2",
    "mtk": "m2",
    "m²": "m2",
    "square metre": "m2",
    "平方米": "m2",
    "area in square metres": "m2",
    "cm": "m3",
    "mtq": "m3",
    "m³": "m3",
    "cubic metre": "m3",
    "立方米": "m3",
    "volume in cubic meters": "m3",
    "metre": "m",
    "米": "m",
    "length in metres": "m",
    "mwh": "thousand kWh",
    "pr": "pair",
    "prs": "pair",
    "pairs": "pair",
    "2u": "pair",
    "双": "pair",
    "number of pairs": "pair",
}
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
