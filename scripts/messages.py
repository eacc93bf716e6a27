"""Bring the catalogues of the page's messages up to date.

    python scripts/messages.py

Run it after a sentence of the page was added or changed, and translate what it reports; a test
fails while a sentence has no translation. What scenarios say they translate themselves, in the
file (docs/page.md), and so may an instrument or a measure (docs/extending.md).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from tradesim.explanations.late import TESTS
from tradesim.measures.catalogue import MEASURES
from tradesim.policies.base import Policy
from tradesim.records.pictures import PICTURES
from tradesim.scenario.figure_names import TITLES
from tradesim.scenario.translations import ENGLISH, NAMES
from tradesim.web.charts import MONEY
from tradesim.web.figure_labels import BLOCKS, GROUPS
from tradesim.web.languages import own_words, words_told
from tradesim.web.measure_names import BELOW_ZERO
from tradesim.web.page import HEADINGS
from tradesim.wording import causes
from tradesim.wording.events import SENTENCES
from tradesim.wording.measure_units import IN_SENTENCES, UNITS

PACKAGE = Path(__file__).parents[1] / "src" / "tradesim"
LOCALE = PACKAGE / "web" / "locale"
METHODS = [("**.js", "javascript"), ("**.py", "python")]
OPTIONS = {"**.js": {"parse_template_string": "true"}}
KEYWORDS = {
    "say": None,
    "said": None,
    "RefusedError": None,
    "sayCount": (2, 3),
    "said_count": (2, 3),
}
HEAD = """msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {plural}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
SPOKEN = ("web", "wording", "explanations")
"""Folders of the package whose sentences the page says."""


def found() -> list[str | tuple[str, ...]]:
    """Return every sentence of the page, in English; with a second form where numbers ask it.

    Those that an instrument or a measure translates itself, into every language, are left out.
    """
    known = [own_words(language).keys() for language in NAMES if language != ENGLISH]
    own = set.intersection(*(set(each) for each in known))
    every = dict.fromkeys((*_of_code(), *_of_frames(), *_of_tables()))
    return [message for message in every if message not in own]


def _of_code() -> Iterator[str | tuple[str, ...]]:
    for folder in SPOKEN:
        extracted = extract_from_dir(
            PACKAGE / folder, METHODS, options_map=OPTIONS, keywords=KEYWORDS, comment_tags=()
        )
        for _, _, message, _, _ in sorted(extracted, key=lambda each: each[:2]):
            yield message


def _of_frames() -> Iterator[str]:
    for file in sorted((PACKAGE / "web" / "static").glob("*.html")):
        frame = _Frame()
        frame.feed(file.read_text(encoding="utf-8"))
        yield from frame.told


class _Frame(HTMLParser):
    """Gathers what the elements marked with ``data-say`` say."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.told: list[str] = []
        self._speaks = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the name that a screen reader says, and await the text."""
        del tag
        given = dict(attrs)
        self._speaks = "data-say" in given
        if self._speaks and given.get("aria-label"):
            self.told.append(str(given["aria-label"]))

    def handle_data(self, data: str) -> None:
        """Take the text that follows a marked tag."""
        if self._speaks and data.strip():
            self.told.append(data)
        self._speaks = False


def _of_tables() -> Iterator[str]:
    """Yield what the page says of words that stand in tables of the program."""
    yield from (*HEADINGS.values(), *MONEY.values())
    for picture in (each for each in PICTURES.values() if each.on_page):
        yield from (picture.title, picture.unit, picture.help)
    yield from SENTENCES.values()
    yield from _of_causes()
    yield from BELOW_ZERO.values()
    yield from (*UNITS.values(), *filter(None, IN_SENTENCES.values()))
    yield from (*GROUPS.values(), *TITLES.values(), *BLOCKS.values())
    for kind in _kinds(Policy):
        yield from words_told(kind)
    yield from ("amended", "{count} more")
    for name in (name for name in MEASURES if name not in MEASURES.foreign):
        yield from words_told(MEASURES[name])


def _of_causes() -> Iterator[str]:
    """Yield what is said of causes, by kinds of reasons and of what came late."""
    for table in (causes.REASONS, causes.OUTCOMES, causes.CANDIDATES, TESTS):
        yield from table.values()
    yield from (causes.SHOCK, causes.NO_SHOCK, causes.NO_SHOCK_OR_CUSTOMER)
    yield from (causes.LOST, causes.SHORT_BEFORE)


def _kinds(policy: type[Policy]) -> Iterator[type[Policy]]:
    """Yield the instruments of the package and what they share, whatever was imported first."""
    for kind in sorted(policy.__subclasses__(), key=lambda kind: kind.__module__):
        if kind.__module__.startswith("tradesim."):
            yield kind
            yield from _kinds(kind)


def untranslated(language: str) -> list[str]:
    """Return the sentences that a language's catalogue, as it is, has no words for."""
    with (LOCALE / f"{language}.po").open("rb") as opened:
        catalogue = read_po(opened, locale=language)
    known = {message.id for message in catalogue if _has_words(message)} | {*own_words(language)}
    return [str(message) for message in found() if message not in known]


def main() -> int:
    """Write every catalogue anew and return how many sentences wait for a translation."""
    template = Catalog()
    for message in found():
        template.add(message)
    waiting = 0
    for language in NAMES:
        if language == ENGLISH:
            continue
        _update(language, template)
        missing = untranslated(language)
        waiting += len(missing)
        print(f"{language}: {len(missing)} of {len(found())} sentences have no translation")
        for text in missing:
            print(f"    {text}")
    return waiting


def _update(language: str, template: Catalog) -> None:
    file = LOCALE / f"{language}.po"
    catalogue = Catalog(locale=language)
    if file.exists():
        with file.open("rb") as opened:
            catalogue = read_po(opened, locale=language)
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    with file.open("wb") as opened:
        opened.write(_written(catalogue, language))


def _written(catalogue: Catalog, language: str) -> bytes:
    """Return a catalogue as a file whose head has no date and no version: it changes with words."""
    body = BytesIO()
    write_po(body, catalogue, width=100, omit_header=True)
    return HEAD.format(language=language, plural=catalogue.plural_forms).encode() + body.getvalue()


def _has_words(message: Message) -> bool:
    string = message.string
    return all(string) if isinstance(string, list | tuple) else bool(string)


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
