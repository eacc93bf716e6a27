"""A sentence that remembers its template and what stands in it, so that it can be translated."""

from __future__ import annotations

import datetime as dt
from typing import Any


class Said(str):
    """A text in English, and what it was made of.

    It is a string like any other; where it is joined to others only the text stays.

    Attributes:
        template: The sentence with named places.
        values: What stands at them.
    """

    __slots__ = ("template", "values")
    template: str
    values: dict[str, Any]


class Counted(Said):
    """A text that depends on a number.

    Attributes:
        one: The template where the number is one; ``template`` stands for all others.
    """

    __slots__ = ("one",)
    one: str


class Dated(str):
    """A date in English words, which each language writes in its own way.

    Attributes:
        date: The date.
    """

    __slots__ = ("date",)
    date: dt.date


def said_date(date: dt.date, text: str) -> Dated:
    """Return a date as it is told in English."""
    told = Dated(text)
    told.date = date
    return told


def said(template: str, /, **values: Any) -> Said:
    """Return a sentence with what stands in its places.

    Args:
        template: With ``{name}`` for a place.
        values: By the name of the place, sentences of their own among them; those that have no
            place are left out.
    """
    text = Said(template.format(**values))
    text.template = template
    text.values = {name: value for name, value in values.items() if f"{{{name}}}" in template}
    return text


def said_count(count: int, one: str, many: str) -> Counted:
    """Return a text that depends on a number, which stands at ``{count}``."""
    number = f"{count:,}"
    text = Counted((one if count == 1 else many).format(count=number))
    text.one, text.template, text.values = one, many, {"count": number}
    return text


def unfolded(text: str) -> Any:
    """Return a text as plain data that a page can put into another language."""
    if isinstance(text, Dated):
        return {"date": text.date.isoformat()}
    if isinstance(text, Counted):
        number = int(text.values["count"].replace(",", ""))
        return {"one": text.one, "many": text.template, "count": number}
    if isinstance(text, Said):
        values = {name: unfolded(value) for name, value in text.values.items()}
        return {"text": text.template, "values": values}
    return text
