"""Files of items are read, or refused with every problem and its line."""

from pathlib import Path

import pytest

from tradesim.customs import read_items
from tradesim.customs.editions import edition_in_force, edition_named
from tradesim.customs.units import factor
from tradesim.errors import ItemsError

SOUND = """
items:
  - name: salt
    label: Table salt
    unit: t
    hs: {edition: HS2017, codes: ["250100", "0101.21"]}
    price: {value: 40, unit: USD/t, judgement: made up}
    shelf_life_weeks: 52
  - name: chalk
    customs_group: minerals
    unit: kg
    hs: {edition: HS2022, codes: ["250900"]}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "items.yaml"


def refusal(file: Path, text: str) -> str:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ItemsError) as caught:
        read_items(file)
    return str(caught.value)


def test_items_have_codes_as_text_and_what_is_known_of_them(file: Path) -> None:
    file.write_text(SOUND, encoding="utf-8")
    salt, chalk = read_items(file)
    assert salt.hs.codes == ["250100", "010121"]
    assert salt.price is not None
    assert salt.price.value == 40
    assert (salt.title, salt.group) == ("Table salt", "salt")
    assert (chalk.title, chalk.group) == ("chalk", "minerals")


def test_items_may_be_a_mapping_by_name(file: Path) -> None:
    file.write_text('salt: {unit: t, hs: {edition: HS2017, codes: ["250100"]}}', encoding="utf-8")
    assert [item.name for item in read_items(file)] == ["salt"]


def test_all_problems_are_told_with_their_lines(file: Path) -> None:
    said = refusal(
        file,
        "items:\n"
        "  - name: salt\n"
        "    unit: barrels\n"
        '    hs: {edition: HS2017, codes: ["250100"]}\n'
        "  - name: chalk\n"
        "    unit: kg\n"
        "    hs: {edition: HS2018, codes: [10121, 'x']}\n"
        "    shelf_life: 4\n"
        "    price: {value: 1, unit: EUR/kg}\n",
    )
    assert "line 3, items[0].unit: 'barrels' is no unit" in said
    assert "line 7, items[1].hs.edition: 'HS2018' is none of HS1992" in said
    assert "line 7, items[1].hs.codes[0]: 10121 is a number, which has no leading zeros." in said
    assert "'x' is no customs code" in said
    assert "line 8, items[1]: unknown field 'shelf_life'. Did you mean 'shelf_life_weeks'?" in said
    assert "'USD/kg' is meant" in said


def test_a_price_of_another_unit_than_the_good_is_refused_with_what_to_write(file: Path) -> None:
    """480 dollars a tonne of a good counted in kilotonnes became 480 dollars a kilotonne."""
    lines = (
        "items:\n"
        "  - name: rice\n"
        "    unit: kt\n"
        '    hs: {edition: HS2022, codes: ["100630"]}\n'
        "    price: {value: 480, unit: USD/t}\n"
    )
    said = refusal(file, lines)
    assert "line 5, items[0].price: 'USD/t' is given, but 'USD/kt' is meant." in said
    assert "Write {value: 480000, unit: USD/kt}." in said
    file.write_text(lines.replace("unit: kt", "unit: tonne"), encoding="utf-8")
    assert read_items(file)[0].price is not None


def test_a_code_within_another_is_refused(file: Path) -> None:
    said = refusal(
        file,
        'a: {unit: t, hs: {edition: HS2017, codes: ["2501"]}}\n'
        'b: {unit: t, hs: {edition: HS2017, codes: ["250100"]}}\n',
    )
    assert "line 2, b.hs.codes[0]: '250100' lies within '2501' of a" in said


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("items: []", "at least one item"),
        ("salt", "a list of items is expected"),
        ("items: {salt: t}", "an item is a block of fields"),
        ("a: [", "cannot be read as YAML"),
        ("- {name: a, unit: t, hs: {edition: HS2017, codes: ['1234']}}\n" * 2, "listed twice"),
        ("- {name: a, unit: t, hs: '1234'}", "codes alone say no edition. Write it as {edition:"),
        ("- {name: a, unit: t, hs: ['1234']}", "codes alone say no edition. Write it as {edition:"),
    ],
)
def test_what_is_no_list_of_items_is_refused(file: Path, text: str, word: str) -> None:
    assert word in refusal(file, text)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ItemsError):
        read_items(tmp_path / "nothing.yaml")


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("H5", "HS2017"),
        ("HS17", "HS2017"),
        ("hs 2017", "HS2017"),
        ("HS", ""),
        ("B4", ""),
        ("7", ""),
    ],
)
def test_an_edition_goes_by_several_names(word: str, name: str) -> None:
    assert edition_named(word) == name


def test_the_edition_in_force_is_the_last_that_began() -> None:
    assert [edition_in_force(year) for year in (1980, 2016, 2017, 2026)] == [
        "",
        "HS2012",
        "HS2017",
        "HS2022",
    ]


@pytest.mark.parametrize(
    ("given", "wanted", "times"),
    [
        ("kg", "t", 0.001),
        ("100 kg", "t", 0.1),
        ("KG", "kg", 1),
        ("톤", "kg", 1000),
        ("NO", "piece", 1),
    ],
)
def test_quantities_are_brought_to_the_unit_of_the_item(
    given: str, wanted: str, times: float
) -> None:
    assert factor(given, wanted) == pytest.approx(times)


def test_units_of_different_things_do_not_compare() -> None:
    assert factor("piece", "t") is None
    assert factor("unheard of", "t") is None
