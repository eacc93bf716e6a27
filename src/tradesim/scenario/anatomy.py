"""Which schema class describes the block at a path of a scenario as it was written."""

from __future__ import annotations

from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from tradesim.fields import DateFigure, Figure
from tradesim.scenario.schema import Scenario
from tradesim.scenario.wording import Path


def child(node: Any, key: str | int) -> Any:
    """Return what stands under a key of plain data; None if nothing does."""
    if isinstance(node, dict):
        return node.get(key)
    if isinstance(node, list) and isinstance(key, int) and 0 <= key < len(node):
        return node[key]
    return None


def has(node: Any, key: str | int) -> bool:
    """Say whether plain data has something under a key."""
    if isinstance(node, list):
        return isinstance(key, int) and 0 <= key < len(node)
    return isinstance(node, dict) and key in node


def listed(node: Any, key: str) -> list[Any]:
    """Return the list that stands under a key of plain data; an empty one if none does."""
    found = child(node, key)
    return found if isinstance(found, list) else []


def mapped(node: Any, key: str) -> dict[Any, Any]:
    """Return the mapping that stands under a key of plain data; an empty one if none does."""
    found = child(node, key)
    return found if isinstance(found, dict) else {}


def at(tree: Any, path: Path) -> Any:
    """Return what stands at a path of plain data; None if nothing does."""
    for key in path:
        tree = child(tree, key)
    return tree


def branches(annotation: Any) -> list[Any]:
    """Return the alternatives of an annotation, without ``None`` and ``Annotated``."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return branches(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return [branch for part in get_args(annotation) for branch in branches(part)]
    return [] if annotation is type(None) else [annotation]


def classes(annotation: Any) -> list[type[BaseModel]]:
    """Return the schema classes that a value of an annotation may have."""
    return [
        branch
        for branch in branches(annotation)
        if isinstance(branch, type) and issubclass(branch, BaseModel)
    ]


def entry_annotation(annotation: Any) -> Any:
    """Return the annotation of the entries of a list or mapping, None where it is neither."""
    containers = [part for part in branches(annotation) if get_origin(part) in (list, dict)]
    return get_args(containers[0])[-1] if containers else None


def annotation_at(path: Path, tree: Any, root: type[BaseModel] = Scenario) -> Any:
    """Return the annotation of the field at a path, None where the schema has no such field.

    Args:
        path: Where the field stands.
        tree: The file as plain data.
        root: What the whole file is.
    """
    annotation: Any = root
    for key in path:
        entry = entry_annotation(annotation)
        if entry is None:
            block = _written(classes(annotation), tree)
            field = block.model_fields.get(str(key)) if block else None
            entry = field.annotation if field else None
        annotation, tree = entry, child(tree, key)
    return annotation


def class_at(path: Path, tree: Any, root: type[BaseModel] = Scenario) -> type[BaseModel] | None:
    """Return the schema class of the block at a path, None where no block is meant."""
    return _written(classes(annotation_at(path, tree, root)), at(tree, path))


def kinds(annotation: Any) -> dict[str, type[BaseModel]]:
    """Return the blocks that an annotation tells apart, by their ``kind``."""
    return {
        get_args(block.model_fields["kind"].annotation)[0]: block
        for block in classes(annotation)
        if "kind" in block.model_fields
        and get_origin(block.model_fields["kind"].annotation) is Literal
    }


def is_figure(annotation: Any) -> bool:
    """Say whether a field holds a figure or a date with its source."""
    return any(block in (Figure, DateFigure) for block in classes(annotation))


def _written(blocks: list[type[BaseModel]], node: Any) -> type[BaseModel] | None:
    if len(blocks) <= 1:
        return blocks[0] if blocks else None
    kind = node.get("kind") if isinstance(node, dict) else None
    return next(
        (
            block
            for block in blocks
            if "kind" in block.model_fields
            and kind in get_args(block.model_fields["kind"].annotation)
        ),
        None,
    )
