"""What the page says in the reader's language: catalogues of messages, and a scenario's own texts.

Catalogues are gettext files, ``locale/LANGUAGE.po``: each sentence by its English text, with the
places of its values. The browser takes them from the page's data and fills the places itself.
Instruments and measures may bring words of their own, those of other packages above all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from io import BytesIO
from typing import Any

from tradesim.countries import to_alpha2
from tradesim.measures.catalogue import MEASURES
from tradesim.measures.measure import Measure
from tradesim.policies import INSTRUMENTS, SHOCKS
from tradesim.policies.base import Policy
from tradesim.policies.export_control import ExportControl
from tradesim.scenario import Scenario
from tradesim.scenario.naming import capital, in_prose, label_of
from tradesim.scenario.translations import ENGLISH
from tradesim.web.assets import catalogue_file
from tradesim.wording.measure_units import UNITS
from tradesim.wording.said import Said

Telling = type[Policy] | Measure
"""An instrument, a shock or a measure: what the page tells by words of its own."""

Words = Mapping[str, str | list[str]]
"""Translations by the English text; a list of forms where the sentence depends on a number."""

TOLD = {
    "below_zero", "better_for", "cautions", "country", "description", "heading", "help", "item",
    "label", "observed_sources", "positions", "question", "spoken", "text", "title", "unit",
}  # fmt: skip
"""Fields of the page's data that readers see; the others are names by which things are found."""


@cache
def messages(language: str) -> Words:
    """Return the catalogue of a language, without what is not translated; empty for English."""
    if language == ENGLISH:
        return {}
    from babel.messages.pofile import read_po  # noqa: PLC0415 - only other languages need it

    catalogue = read_po(BytesIO(catalogue_file(language)), locale=language)
    words: dict[str, str | list[str]] = {}
    for message in catalogue:
        forms = _forms(message.string)
        if message.fuzzy or not message.id or not all(forms):
            continue
        if isinstance(message.id, str):
            words[message.id] = forms[0]
        else:
            words[message.id[-1]] = forms
    return words


def words_told(each: Telling) -> Iterator[str]:
    """Yield what the page says of an instrument, a shock or a measure, in English."""
    if isinstance(each, Measure):
        yield from (each.label, each.meaning)
        if "{" not in each.unit and each.unit != "1":
            yield UNITS.get(each.unit, each.unit)
        yield from filter(None, (each.tile,))
        return
    for name in filter(None, (each.instrument, each.interruption)):
        yield from (name, capital(name))
    yield from filter(None, (each.caution, *each.date_labels.values()))
    yield from filter(None, (field.title for field in each.model_fields.values()))
    if issubclass(each, ExportControl):
        yield each.end_label


def own_words(language: str, given: Iterable[Telling] | None = None) -> dict[str, str]:
    """Return what instruments, shocks and measures translate of their own words.

    A name that begins a sentence has the words of the name: no language beside English here has
    capitals.

    Args:
        language: The language.
        given: Whose words; those of all that are known where absent.
    """
    known: Iterable[Telling] = (*INSTRUMENTS, *SHOCKS, *MEASURES.values())
    words: dict[str, str] = {}
    for each in known if given is None else given:
        for english, told in each.translations.get(language, {}).items():
            words.setdefault(english, told)
            words.setdefault(capital(english), told)
    return words


def words_of(scenario: Scenario, language: str) -> Words:
    """Return all that is translated for a page: of the program, and of the scenario itself.

    An instrument or a measure says what the catalogue of the program does not.
    Countries have the names of CLDR, where the scenario does not name them itself; an item has its
    name within a sentence too.
    """
    if language == ENGLISH:
        return {}
    own = scenario.translations.get(language, {})  # type: ignore[call-overload]
    words = {**own_words(language), **messages(language), **_countries(scenario, language), **own}
    within = {in_prose(item): label_of(item) for item in scenario.items}
    return {small: words[label] for small, label in within.items() if label in words} | words


def _countries(scenario: Scenario, language: str) -> Words:
    """Return the names of the countries that a scenario calls as English calls them."""
    from babel import Locale  # noqa: PLC0415 - only other languages need it

    english, other = Locale(ENGLISH).territories, Locale(language).territories
    codes = {each.name: to_alpha2(each.code) for each in scenario.countries}
    return {
        name: other[code]
        for name, code in codes.items()
        if code in other and english.get(code) == name
    }


def translated(document: Any, words: Words, field: str = "") -> Any:
    """Return the page's data with what readers see in another language.

    Args:
        document: The data, or a part of them.
        words: The translations.
        field: The field in which the part stands.
    """
    if isinstance(document, dict):
        inside = field in TOLD
        return {
            key: translated(value, words, field if inside else key)
            for key, value in document.items()
        }
    if isinstance(document, list):
        return [translated(value, words, field) for value in document]
    if isinstance(document, str) and field in TOLD:
        return _in_words(document, words)
    return document


def _in_words(text: str, words: Words) -> str:
    if isinstance(text, Said):
        values = {
            name: _in_words(value, words) if isinstance(value, str) else value
            for name, value in text.values.items()
        }
        template = words.get(text.template, text.template)
        return template.format(**values) if isinstance(template, str) else str(text)
    told = words.get(text, text)
    return told if isinstance(told, str) else text


def _forms(string: str | Sequence[str] | None) -> list[str]:
    return [string] if isinstance(string, str) else list(string or [""])
