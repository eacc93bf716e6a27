"""Levers of an extended scenario: those stay whose policies the extending file left as they were.

Else every file that removes a policy would have to say of each lever that it goes, too.
"""

from __future__ import annotations

from typing import Any

from tradesim.scenario.anatomy import listed, mapped

SECTIONS = ("policies", "shocks")


def inherited_levers(base: dict[str, Any], own: dict[str, Any], merged: Any) -> Any:
    """Return merged content without inherited levers that move what is gone, and what names them.

    Args:
        base: Content of the extended scenario, as plain data.
        own: What the extending file says; the levers it names are its own affair.
        merged: The merged content.
    """
    return _with_bets_on_what_is_left(own, _without_moved(base, own, merged))


def _with_bets_on_what_is_left(own: dict[str, Any], merged: Any) -> Any:
    """Return merged content that bets on no inherited baseline that is gone."""
    page = mapped(merged, "page")
    stays = "bets_on" in mapped(own, "page") or page.get("bets_on") in mapped(merged, "baselines")
    if not page or stays:
        return merged
    return {**merged, "page": {key: value for key, value in page.items() if key != "bets_on"}}


def _without_moved(base: dict[str, Any], own: dict[str, Any], merged: Any) -> Any:
    """Return merged content without inherited levers that move what is gone."""
    names = {name for (_, name), _ in _kinds(base).items() - _kinds(merged).items()}
    levers = listed(merged, "levers")
    if not names or not levers:
        return merged
    said = _named(own.get("levers"))
    gone = {_name(lever) for lever in levers if _name(lever) not in said and _moves(lever, names)}
    kept = [lever for lever in levers if _name(lever) not in gone]
    return {**merged, "levers": kept, **_without(merged, own, gone)}


def _without(merged: dict[str, Any], own: dict[str, Any], gone: set[str]) -> dict[str, Any]:
    """Return baselines and page without those that name levers that are gone."""
    changed: dict[str, Any] = {}
    baselines, page = merged.get("baselines"), merged.get("page")
    if isinstance(baselines, dict):
        written = own.get("baselines") or {}
        changed["baselines"] = {
            name: block
            for name, block in baselines.items()
            if name in written or not gone & mapped(block, "positions").keys()
        }
    if isinstance(page, dict) and isinstance(page.get("baked"), dict):
        kept = {lever: places for lever, places in page["baked"].items() if lever not in gone}
        changed["page"] = {**page, "baked": kept}
    return changed


def _kinds(data: Any) -> dict[tuple[str, str], Any]:
    """Return the kind of each policy and shock, by section and name."""
    return {
        (section, _name(entry)): str(entry.get("kind"))
        for section in SECTIONS
        for entry in listed(data, section)
        if isinstance(entry, dict)
    }


def _moves(lever: Any, names: set[str]) -> bool:
    """Say whether some position of a lever leaves out or sets one of some policies."""
    return any(
        not names.isdisjoint(map(str, listed(position, "without")))
        or any(_starts_at(str(path), names) for path in mapped(position, "set"))
        for position in listed(lever, "positions")
    )


def _starts_at(path: str, names: set[str]) -> bool:
    section, _, rest = path.partition(".")
    return section in SECTIONS and any(
        rest == name or rest.startswith(f"{name}.") for name in names
    )


def _named(entries: Any) -> set[str]:
    """Return the names that a section gives, written as a list or by name."""
    if isinstance(entries, dict):
        return {str(name) for name in entries}
    return {_name(entry) for entry in entries} if isinstance(entries, list) else set()


def _name(entry: Any) -> str:
    return str(entry.get("name", "")) if isinstance(entry, dict) else ""
