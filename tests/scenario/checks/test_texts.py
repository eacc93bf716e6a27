"""Names that can be printed, told apart and written to a file."""

import sys
import unicodedata
from pathlib import Path

import pycountry
import pytest

from tests.scenario.conftest import Report
from tradesim.scenario import load
from tradesim.scenario.checks import texts


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("customs_group: acids", "customs_group: acids/oils", "cannot be a name here"),
        ("customs_group: acids", 'customs_group: "acids\\0"', "U+0000"),
        ("customs_group: acids", f"customs_group: {'é' * 61}", "122 bytes is more than the 120"),
        ("customs_group: acids", 'customs_group: "  "', "the name is blank"),
        ("customs_group: acids", 'customs_group: "acids "', "has spaces at an end"),
        ("customs_group: acids", 'customs_group: "aci\\u200bds"', "a character that is not seen"),
        ("customs_group: acids", 'customs_group: "a\\nb"', "'a\\nb' has spaces at an end"),
        ("title: ", 'title: "\\e[2J" # ', "U+001B"),
        ("title: ", 'title: "\\u202eflip" # ', "U+202E"),
    ],
)
def test_a_text_that_cannot_be_shown_or_written_is_refused(
    report: Report, old: str, new: str, message: str
) -> None:
    assert any(message in problem for problem in report((old, new)))


@pytest.mark.parametrize("twin", ["ACID", "aci d", "\u0430cid"])
def test_names_that_a_reader_takes_for_each_other_are_refused(report: Report, twin: str) -> None:
    item = f"  - {{name: {twin}, customs_group: others, unit: t}}\n"
    said = report(("items:\n", f"items:\n{item}"))
    assert any("looks like" in problem and "look-alike letters" in problem for problem in said)


@pytest.mark.parametrize("twin", ["No_Curb", "n\u03bf_curb", "no _curb"])
def test_variants_that_a_reader_takes_for_each_other_are_refused(report: Report, twin: str) -> None:
    said = report(("variants:\n", f"variants:\n  '{twin}': {{}}\n"))
    assert any("looks like" in problem and "'no_curb'" in problem for problem in said)


@pytest.mark.parametrize(
    ("acid", "film"),
    [("", "\u0430cid"), ("one", "ONE"), ("one", "\u03bfne"), ("film two", "filmtwo")],
)
def test_what_chance_is_drawn_by_is_told_apart_as_names_are(
    report: Report, acid: str, film: str
) -> None:
    changes = [(f"- name: {name}\n", f"- name: {name}\n    id: {drawn}\n") for name, drawn in
               (("acid", acid), ("film", film)) if drawn]  # fmt: skip
    said = report(*changes)
    assert any(f"items[1].id: '{film}' looks like '{acid or 'acid'}' (items[0])" in problem
               for problem in said)  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("aсid", "acid"),  # noqa: RUF001 - look-alikes are what this is about
        ("Вeta", "Beta"),  # noqa: RUF001
        ("AlphaIand", "Alphaland"),
        ("Plant O", "Plant 0"),
        ("Νord", "Nord"),  # noqa: RUF001
        ("ｆilm", "film"),  # noqa: RUF001
    ],
)
def test_letters_pass_for_each_other_in_some_case_or_alphabet(one: str, other: str) -> None:
    alike = zip(texts.skeletons(one), texts.skeletons(other), strict=True)
    assert any(first == second for first, second in alike)


def test_codes_of_countries_and_numbered_names_look_unlike() -> None:
    codes = [country.alpha_3 for country in pycountry.countries]
    names = [*codes, *(f"Plant {number}" for number in range(200)), "Mill", "Miii"]
    for looks in zip(*map(texts.skeletons, names), strict=True):
        assert len(set(looks)) == len(names)


def test_an_id_is_fit_to_be_a_name(report: Report) -> None:
    said = report(("- name: acid\n", "- name: acid\n    id: 'ac\u200bid'\n"))
    assert any("a character that is not seen" in problem for problem in said)


def test_names_that_differ_by_a_letter_are_told_apart(world_text: str, tmp_path: Path) -> None:
    item = "  - {name: acids, customs_group: others, unit: t}\n"
    file = tmp_path / "world.yaml"
    file.write_text(world_text.replace("items:\n", f"items:\n{item}", 1), encoding="utf-8")
    assert [good.name for good in load(file).items] == ["acids", "acid", "film"]


def test_control_characters_are_those_that_unicode_calls_so() -> None:
    turning = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    for code in range(sys.maxunicode + 1):
        letter = chr(code)
        kind, turn = unicodedata.category(letter), unicodedata.bidirectional(letter)
        meant = letter not in "\n\t" and (kind in {"Cc", "Cs"} or turn in turning)
        assert (texts.CONTROL.search(letter) is not None) == meant, hex(code)
