"""Texts of a scenario in other languages: ``label: {en: Stock, ko: 재고}`` wherever a text stands.

What the simulation and its tables use is the English text. The others are gathered by language, so
that whoever shows a text finds its translation by it; a scenario may also list them itself.
"""

from __future__ import annotations

from typing import Any, Literal

Language = Literal["ko", "ja"]
"""Languages beside English, by their two-letter codes of ISO 639-1."""

ENGLISH = "en"

NAMES = {ENGLISH: "English", "ko": "한국어", "ja": "日本語"}
"""What speakers of a language call it."""

FIELD = "translations"


def in_english(text: Any) -> Any:
    """Return a text in English, whether or not it is given in several languages."""
    return text[ENGLISH] if _is_translated(text) else text


def with_translations(data: Any) -> Any:
    """Return a scenario's content, plain data, with its translated texts in English.

    Their translations are added to those that the scenario lists, which stand first.
    """
    found: list[tuple[str, str, str]] = []
    plain = _plain(data, found)
    if not found or not isinstance(plain, dict):
        return plain
    listed = plain.get(FIELD, {})
    if not isinstance(listed, dict):
        return plain  # the schema says what is wrong with it
    tables = {language: dict(texts) for language, texts in listed.items()}
    for language, text, translation in found:
        tables.setdefault(language, {}).setdefault(text, translation)
    return plain | {FIELD: tables}


def _plain(node: Any, found: list[tuple[str, str, str]]) -> Any:
    if _is_translated(node):
        found += [(each, node[ENGLISH], text) for each, text in node.items() if each != ENGLISH]
        return node[ENGLISH]
    if isinstance(node, dict):
        return {key: _plain(value, found) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(value, found) for value in node]
    return node


def _is_translated(node: Any) -> bool:
    return (
        isinstance(node, dict)
        and ENGLISH in node
        and node.keys() <= NAMES.keys()
        and all(isinstance(text, str) for text in node.values())
    )
