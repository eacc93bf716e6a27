"""The page in other languages: catalogues without gaps, and texts that scenarios translate."""

import ast
import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.loading import module_at
from tests.web.conftest import stage_of
from tradesim.explanations.explanation import KINDS
from tradesim.scenario import load, scenario_names
from tradesim.scenario.translations import ENGLISH, NAMES, with_translations
from tradesim.web.assets import assets
from tradesim.web.bundle import bundled
from tradesim.web.door import POLICY
from tradesim.web.languages import TOLD, messages, translated, words_of
from tradesim.web.page import Stage, page_document
from tradesim.web.playing import Player
from tradesim.web.refusing import FRAME
from tradesim.wording.dates import day
from tradesim.wording.lists import joined
from tradesim.wording.said import said, said_count, unfolded

REPOSITORY = Path(__file__).parents[2]
OTHERS = sorted(NAMES.keys() - {ENGLISH})
WORDS = re.compile(r"[A-Za-z]{2,}[,;]? [a-z}{']{2,}[,;]? [a-z}{']+")
PLACE = re.compile(r"\{(\w+)(?:\|[^{}]*)?\}")


@pytest.fixture(scope="module")
def script() -> ModuleType:
    return module_at(REPOSITORY / "scripts" / "messages.py")


@pytest.mark.parametrize("language", OTHERS)
def test_no_sentence_is_without_a_translation(script: ModuleType, language: str) -> None:
    assert script.untranslated(language) == []


def test_catalogues_written_anew_are_the_same_bytes(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = {file.name: file.read_bytes() for file in sorted(script.LOCALE.glob("*.po"))}
    for name, content in kept.items():
        (tmp_path / name).write_bytes(content)
    monkeypatch.setattr(script, "LOCALE", tmp_path)
    assert script.main() == 0
    assert {name: (tmp_path / name).read_bytes() for name in kept} == kept


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_places_of_its_sentence(language: str) -> None:
    words = messages(language)
    assert len(words) > 300
    for english, told in words.items():
        for form in [told] if isinstance(told, str) else told:
            assert set(PLACE.findall(form)) == set(PLACE.findall(english)), english


def test_no_sentence_of_the_browser_side_is_outside_the_catalogue(script: ModuleType) -> None:
    known = {str(message) for message in script.found()}
    files = sorted((REPOSITORY / "src" / "tradesim" / "web" / "static").glob("*.js"))
    outside = [
        f"{file.name}: {literal}"
        for file in files
        for literal in _sentences(file.read_text(encoding="utf-8"))
        if literal not in known
    ]
    assert outside == []


def _sentences(code: str) -> list[str]:
    """Return the literals of a module that read like sentences: a capital, a space, letters."""
    without = re.sub(
        r"/\*.*?\*/|^import .*$|(?<![:\"])//.*$", "", code, flags=re.DOTALL | re.MULTILINE
    )
    literals = re.findall(r'"((?:[^"\\\n]|\\.)*)"', without)
    return [
        literal.replace("\\ufe0e", "\ufe0e")
        for literal in literals
        if re.search(r"^[A-Z][a-z]+ .*[a-z]{2}", literal) and "Jan Feb" not in literal
    ]


TO_THE_TERMINAL = {
    "bundle", "checking", "menu", "own_measures", "patience", "serving", "together", "workers",
}  # fmt: skip
"""Modules of the server whose plain sentences reach who starts it, or nobody."""

NOT_ON_THE_PAGE = {"applications", "asking", "country", "worst"}
"""Modules of explanations of which the page shows nothing."""

ASIDE = {
    "explaining": (
        "In replicate", "was not short", "nearest weeks", "never short", "tightest cover",
        "in ordinary times", " in the week of ",
    ),
    "shortage": ("nearest weeks", "It was never"),
    "explanation": tuple(KINDS.values()),
    "one_run": ("recordings(", "not among those"),
    "plants": ("delivered all", "of what it ships", "was behind", "never behind"),
    "door": (POLICY,),
    "refusing": (FRAME,),
}  # fmt: skip
"""What modules say elsewhere than on the page, which only shows shortages of one run."""


@pytest.mark.parametrize("folder", ["web", "explanations"])
def test_no_sentence_of_the_server_is_outside_the_catalogue(
    script: ModuleType, folder: str
) -> None:
    known = {form for message in script.found() for form in _forms(message)}
    files = sorted((REPOSITORY / "src" / "tradesim" / folder).glob("*.py"))
    outside = [
        f"{file.stem}, line {line}: {text}"
        for file in files
        if file.stem not in TO_THE_TERMINAL | NOT_ON_THE_PAGE
        for line, text in _plain_sentences(file.read_text(encoding="utf-8"))
        if text not in known and not any(part in text for part in ASIDE.get(file.stem, ()))
    ]
    assert outside == []


def _forms(message: str | tuple[str, ...]) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else tuple(message)


def _plain_sentences(code: str) -> Iterator[tuple[int, str]]:
    """Yield the texts of a module that read like sentences, docstrings and comments left out."""
    tree = ast.parse(code)
    statements = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in statements and WORDS.search(node.value):
            yield node.lineno, node.value


@pytest.mark.parametrize("language", OTHERS)
def test_the_page_of_2019_speaks_another_language(language: str) -> None:
    stage = stage_of(REPOSITORY / "scenarios" / "2019_curbs.yaml", 2)
    document = page_document(stage, "server", language=language)
    told = {
        "title": document["scenario"]["title"],
        "levers": [lever["label"] for lever in document["levers"]],
        "positions": [text for lever in document["levers"] for text in lever["positions"]],
        "charts": [chart["label"] for chart in document["charts"]],
        "outcomes": [outcome["label"] for outcome in document["outcomes"]],
        "questions": [bet["question"] for bet in document["bets"]],
        "goals": [goal["text"] for goal in document["goals"]],
        "lesson": [text for part in document["lesson"] for text in part.values()],
    }
    in_english = [
        text for text in _texts(told) if not re.search(r"[^\x00-\u024f\u2010-\u203a]", text)
    ]
    assert in_english == []


def _texts(told: Any) -> list[str]:
    if isinstance(told, str):
        return [told]
    return [
        text
        for part in (told.values() if isinstance(told, dict) else told)
        for text in _texts(part)
    ]


NAMES_OF_FIRMS = {"SK hynix", "Samsung", "RAM Technology", "ENF Technology"}


@pytest.mark.once("asks of each shipped scenario what others ask of one")
@pytest.mark.parametrize("name", scenario_names())
@pytest.mark.parametrize("language", OTHERS)
def test_a_shipped_scenario_says_nothing_in_english_on_a_page_in_another_language(
    name: str, language: str
) -> None:
    """Titles, levers, charts, questions, lessons, definitions: all that readers see."""
    document = page_document(Stage(name, load(name), 2), "server", language=language)
    del document["words"], document["languages"]
    seen = {text for text in _seen(document) if not _is_of_another_script(text)}
    assert seen <= NAMES_OF_FIRMS


def _seen(document: Any, field: str = "") -> Iterator[str]:
    if isinstance(document, dict):
        for key, part in document.items():
            yield from _seen(part, field if field in TOLD else key)
    elif isinstance(document, list):
        for part in document:
            yield from _seen(part, field)
    elif isinstance(document, str) and field in TOLD:
        yield document


def _is_of_another_script(text: str) -> bool:
    """Say whether a text has letters of another script, or no words of ours."""
    has_letters = re.search(r"[^\x00-\u024f\u2010-\u203a]", text)
    return bool(has_letters) or not re.search("[a-z]{2}", text)


@pytest.mark.parametrize("language", OTHERS)
def test_the_causes_of_a_stop_have_words_in_another_language(language: str, stage: Stage) -> None:
    """Every sentence that a page is given, and every sentence within it."""
    words = messages(language)
    run = Player(stage).run((2, 1, 0))  # a ban
    told = [cause for stop in run["stops"] for cause in stop["causes"]]
    assert len(told) > 5
    assert [text for text in _templates(told) if text not in words] == []


def _templates(told: Any) -> list[str]:
    """Return the sentences of what is told, those in the places of others too."""
    if isinstance(told, list):
        return [text for part in told for text in _templates(part)]
    if not isinstance(told, dict) or "date" in told:
        return []
    own = told.get("text") or told["many"]
    return [own, *_templates(list(told.get("values", {}).values()))]


def test_a_date_within_a_sentence_is_told_as_a_date() -> None:
    sentence = said("in force since {day}", day=day(dt.date(2019, 7, 1)))
    assert sentence == "in force since 1 Jul 2019"
    assert unfolded(sentence)["values"] == {"day": {"date": "2019-07-01"}}


def test_a_country_has_the_name_that_its_language_gives_it() -> None:
    world = load("2022_palm_oil")
    assert words_of(world, "ja")["Malaysia"] == "マレーシア"
    assert "Malaysia" not in words_of(world, "en")


def test_a_page_in_english_is_as_ever() -> None:
    stage = stage_of(REPOSITORY / "scenarios" / "2019_curbs.yaml", 2)
    document = page_document(stage, "server")
    assert document["language"] == ENGLISH
    assert document["words"] == {}
    assert document["scenario"]["title"] == load("2019_curbs").title


def test_a_text_may_be_given_in_several_languages() -> None:
    data = {"title": {"en": "Curbs", "ko": "규제"}, "translations": {"ko": {"Acid": "산"}}}
    assert with_translations(data) == {
        "title": "Curbs",
        "translations": {"ko": {"Acid": "산", "Curbs": "규제"}},
    }


def test_a_block_that_is_no_text_stays_as_it_is() -> None:
    data = {"title": {"en": "Curbs", "fr": "Mesures"}, "weeks": {"en": 3}}
    assert with_translations(data) == data


def test_a_sentence_remembers_what_it_was_made_of() -> None:
    who = joined(["Ulsan", "Busan", "Gumi"])
    sentence = said(
        "{licences} for {who}.",
        licences=said_count(2, "{count} licence", "{count} licences"),
        who=who,
        unused=1,
    )
    assert sentence == "2 licences for Ulsan, Busan and Gumi."
    assert unfolded(sentence) == {
        "text": "{licences} for {who}.",
        "values": {
            "licences": {"one": "{count} licence", "many": "{count} licences", "count": 2},
            "who": {
                "text": "{names} and {last}",
                "values": {
                    "names": {
                        "text": "{names}, {next}",
                        "values": {"names": "Ulsan", "next": "Busan"},
                    },
                    "last": "Gumi",
                },
            },
        },
    }


def test_only_what_readers_see_is_translated() -> None:
    words = {"cover": "재고", "{goods}: price": "{goods} 가격", "Acid": "산"}
    document = {
        "name": "cover",
        "label": said("{goods}: price", goods="Acid"),
        "series": [{"label": "cover"}],
    }
    assert translated(document, words) == {
        "name": "cover",
        "label": "산 가격",
        "series": [{"label": "재고"}],
    }


def test_a_page_in_one_file_says_its_language_before_any_script_runs() -> None:
    stage = stage_of(REPOSITORY / "scenarios" / "2019_curbs.yaml", 2)
    page = page_document(stage, "baked", language="ja")
    assert '<html lang="ja">' in bundled(assets(), page, "")
