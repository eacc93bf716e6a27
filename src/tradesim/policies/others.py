"""Instruments of other packages: taken up if they meet the contract, else named with a fault."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, get_args, get_origin

from tradesim.plugins import plugins
from tradesim.policies.base import Policy
from tradesim.policies.references import unstated


def of_other_packages(
    group: str, shipped: Sequence[type[Policy]]
) -> tuple[list[type[Policy]], dict[str, str]]:
    """Return the instruments that other packages register, and why some are left out, by word."""
    known = {word for kind in shipped for word in words_of(kind)}

    def fault(name: str, given: Any) -> str:
        """Return in which way something is no instrument, or one of a word that is taken."""
        taken = f"another instrument is called '{name}'." if name in known else ""
        return _fault(name, given) or taken

    found = plugins(group, fault)
    return [given for _, given in found.loaded.values()], found.failed


def words_of(kind: Any) -> tuple[str, ...]:
    """Return the words that a scenario writes for an instrument."""
    annotation = kind.model_fields["kind"].annotation
    return get_args(annotation) if get_origin(annotation) is Literal else ()


def _fault(name: str, given: Any) -> str:
    """Return in which way something is no instrument; empty where it is one."""
    if not (isinstance(given, type) and issubclass(given, Policy)):
        return f"{given!r} is no class of tradesim.policies.base.Policy."
    if words_of(given) != (name,):
        return f"its field 'kind' must be Literal['{name}']."
    silent = unstated(given)
    if silent:
        return (
            f"its field '{silent[0]}' holds words, and does not say what they name: give it "
            "json_schema_extra={'refers_to': 'country'}, or 'item', 'supplier', 'text'."
        )
    return ""
