"""Which rows of a file are about the items: by their customs codes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from tradesim.customs.items import CustomsItem

CONFIDENTIAL, WIDER, TOTAL = "?confidential", "?wider", "?total"
"""In place of an item: a code that hides one, a heading that holds more, the total of all goods."""

TOTALS = frozenset({"-", "TOTAL", "TOTALS", "ALL", "_T", "총계", "합계", "总计", "総計"})


def clean_code(text: str, digits: int = 0) -> str:
    """Return the digits of a code, with the leading zero that a spreadsheet dropped.

    Args:
        text: The cell.
        digits: Digits that codes of its layout have; else they are even in number.
    """
    code = re.sub(r"[\s.'\"]", "", text.partition(":")[0]).upper()
    if not code.isascii() or not code.isdigit():
        return code
    is_short = len(code) == digits - 1 if digits else len(code) % 2 == 1
    return f"0{code}" if is_short else code


class Matcher:
    """Finds the item of a code.

    Attributes:
        items: The items.
        digits: Digits that codes of the layout have; 0 where they vary.
    """

    def __init__(self, items: Sequence[CustomsItem], digits: int = 0) -> None:
        """Keep the codes of the items."""
        self.digits = digits
        self.listed = [(code, item.name) for item in items for code in item.hs.codes]
        self.item_of = cache(self._item_of)

    def _item_of(self, text: str) -> str:
        """Return the name of a code's item; what else it is, or nothing."""
        code = clean_code(text, self.digits)
        if not code or code in TOTALS:
            return TOTAL if code else ""
        for own, name in self.listed:
            if code.startswith(own):
                return name if code.isdigit() else CONFIDENTIAL
        beginning = code.rstrip("X")
        if beginning != code and beginning.isdigit():
            hides = any(own.startswith(beginning) for own, _ in self.listed)
            return CONFIDENTIAL if hides else ""
        is_wider = code.isdigit() and any(own.startswith(code) for own, _ in self.listed)
        return WIDER if is_wider else ""

    def own_code(self, text: str) -> str:
        """Return the code of the item that a code of the file lies within."""
        code = clean_code(text, self.digits)
        return next((own for own, _ in self.listed if code.startswith(own)), "")
