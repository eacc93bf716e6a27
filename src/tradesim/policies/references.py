"""What the words in a field name: a country, an item, a plant; the checks of names read it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from tradesim.fields import Block

_FIELDS = {
    "country": """
        country origin destination technology_origin imposer government partner between felt_by
        complainant respondent into markets partners
    """,
    "regime": "regime",
    "item": "item items listed_items network",
    "supplier": "supplier suppliers sources candidates plant to",
    "buyer": "buyers",
    "buyer or owner": "entities",
    "buyer or country": "requester",
    "project": "project",
    "programme": "funded_by",
    "attribute": "attribute",
    "product": "products",
    "policy": "response_to",
    "policy or shock": "without",
    "actor": "agents",
    "customs group": "groups",
}

REFERS_TO = {field: kind for kind, fields in _FIELDS.items() for field in fields.split()}
"""What the strings in a field, or the keys of a mapping, name."""

FREE = "text"
"""What a field of words refers to that names nothing."""

OWN = ("kind", "id", "name", "note")
"""Fields of every policy that name nothing else."""


def stated(kind: type[BaseModel]) -> dict[str, str]:
    """Return what the fields of an instrument, and of its blocks, say of themselves.

    A field says it by ``json_schema_extra={"refers_to": "country"}``; ``"text"`` where its words
    name nothing.
    """
    return {name: str(said) for name, field in _fields(kind) if (said := _said(field)) is not None}


def unstated(kind: type[BaseModel]) -> list[str]:
    """Return the fields of an instrument whose words nobody says what they name."""
    return sorted(
        {
            name
            for name, field in _fields(kind)
            if name not in OWN and name not in REFERS_TO and _said(field) is None
            if str in _parts(field.annotation)
        }
    )


def _said(field: FieldInfo) -> Any:
    extra = field.json_schema_extra
    return extra.get("refers_to") if isinstance(extra, dict) else None


def _fields(kind: type[BaseModel]) -> Iterator[tuple[str, FieldInfo]]:
    """Yield the fields of a block and of those within it; a figure's are its own affair."""
    for name, field in kind.model_fields.items():
        yield name, field
        for part in _parts(field.annotation):
            if isinstance(part, type) and issubclass(part, Block):
                yield from _fields(part)


def _parts(annotation: Any) -> Iterator[Any]:
    """Yield what an annotation is made of, without the words of a Literal."""
    if get_args(annotation) and get_origin(annotation) is not Literal:
        for part in get_args(annotation):
            yield from _parts(part)
    else:
        yield annotation
