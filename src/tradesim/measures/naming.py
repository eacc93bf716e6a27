"""What measures are called: in a list, within a sentence, in an account; with what they are of."""

from __future__ import annotations

from tradesim.measures.catalogue import MEASURES

ABSENT = ""
"""What a measure is of where it is of all."""


def in_sentence(
    name: str,
    item: str = ABSENT,
    origin: str = ABSENT,
    destination: str = ABSENT,
    actor: str = ABSENT,
) -> str:
    """Return what a measure is called within a sentence, of items and countries by their names.

    A measure that no entry knows, as of a package that is not installed, goes by its name.
    """
    entry = MEASURES.get(name)
    if entry is not None and entry.sentence:
        return _with_actor(filled(entry.sentence, item, origin, destination, actor), actor)
    called = entry.label[:1].lower() + entry.label[1:] if entry else name.replace("_", " ")
    pair = " to ".join(place for place in (origin, destination) if place)
    about = ", ".join(part for part in (item, pair, actor) if part)
    return f"{called} ({about})" if about else called


def filled(
    template: str,
    item: str = ABSENT,
    origin: str = ABSENT,
    destination: str = ABSENT,
    actor: str = ABSENT,
) -> str:
    """Return a template of the catalogue with its holes filled."""
    return template.format(item=item, origin=origin, destination=destination, actor=actor)


def _with_actor(said: str, actor: str) -> str:
    return f"{said}, {actor}" if actor else said
