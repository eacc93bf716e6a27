"""Goods of a dispute: their customs codes, the unit they count in, what is known of them.

An ``items.yaml`` says, by item, its label, unit and HS codes with their edition; facts that customs
files do not hold (shelf life, qualification, stocks, price) may stand beside them, as figures with
their source:

    items:
      - name: gallium
        unit: kg
        hs: {edition: HS2017, codes: ["811292"]}
        shelf_life_weeks: {value: 520, unit: week, judgement: a metal that keeps}
"""

from __future__ import annotations

import os
import re
from typing import Annotated, Any

from pydantic import AfterValidator, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from tradesim.customs.editions import EDITIONS, EditionName
from tradesim.customs.known import KnownFacts
from tradesim.customs.units import unit_problem
from tradesim.errors import ItemsError, ScenarioError
from tradesim.fields import Block, Figure, Name, conversion_hint, quantity
from tradesim.scenario.hints import OWN_UNIT
from tradesim.scenario.kinds import FileKind, of_another_kind
from tradesim.scenario.loading import read
from tradesim.scenario.misfits import findings
from tradesim.scenario.wording import Finding, Path, found
from tradesim.units import converted


def _digits(code: str) -> str:
    """Return the digits of a code; points and blanks between them are dropped.

    Raises:
        PydanticCustomError: If anything else stands in it, or it is too short or too long.
    """
    digits = re.sub(r"[.\s]", "", code)
    if not re.fullmatch(r"[0-9]{2,12}", digits):
        said = "{given} is no customs code: 2 to 12 digits, as '281111'."
        raise PydanticCustomError("hs_code", said, {"given": repr(code)})
    return digits


UNNAMED_UNIT = "unit of the item"

HsCode = Annotated[str, AfterValidator(_digits)]
"""Digits of a heading, as text: leading zeros count."""


class HsCodes(Block):
    """The customs codes of an item; the trade under several is added up."""

    edition: EditionName = Field(
        description=f"Edition of the Harmonised System: {', '.join(EDITIONS)}."
    )
    codes: list[HsCode] = Field(min_length=1, description='Codes as text, e.g. ["010121"].')

    @model_validator(mode="before")
    @classmethod
    def _names_its_edition(cls, given: Any) -> Any:
        if isinstance(given, dict | HsCodes):
            return given
        said = "codes alone say no edition. Write it as {edition: HS2022, codes: ['281111']}."
        raise PydanticCustomError("hs_block", said)


class CustomsItem(KnownFacts):
    """A good, its customs codes, and what is known of it beside them."""

    name: Name = Field(description="Unique name; the item of the scenario made from it.")
    label: str | None = Field(None, description="Name for figures; the name where absent.")
    customs_group: Name | None = Field(
        None, description="Heading it is scored under; its name where absent."
    )
    unit: str = Field(description="Unit quantities are brought to: t, kg, litre, piece.")
    hs: HsCodes = Field(
        description="Its customs codes, with their edition: {edition: HS2017, codes: ['1511']}."
    )
    price: Figure | None = quantity(
        None, f"USD/{OWN_UNIT}", "Usual price, which unit values are held against.", low=1e-9
    )
    maximum_cover_weeks: Figure | None = quantity(
        None, "week", "Most weeks of use that can be stored.", low=0.1, high=520
    )
    shelf_life_weeks: Figure | None = quantity(
        None, "week", "Age at which stock is lost; unlimited where absent.", low=0.5, high=520
    )
    qualification_weeks: Figure | None = quantity(
        None, "week", "Median time to qualify a new source in ordinary times.", high=260
    )
    qualification_spread: Figure | None = quantity(
        None, "log", "Standard deviation of the logarithm of that time.", high=2
    )
    qualification_odds: Figure | None = quantity(
        None, "share", "Probability that a qualification succeeds.", high=1
    )
    base_cover_weeks: Figure | None = quantity(
        None, "week", "Weeks of use that buyers hold in ordinary times.", low=0.1, high=104
    )
    safety_cover_weeks: Figure | None = quantity(
        None, "week", "Cover under which buyers call the stock unsafe.", high=104
    )

    @property
    def group(self) -> str:
        """The heading it is scored under."""
        return self.customs_group or self.name

    @property
    def title(self) -> str:
        """Its name for people."""
        return self.label or self.name.replace("_", " ")


def read_items(path: str | os.PathLike[str]) -> tuple[CustomsItem, ...]:
    """Return the items of a file, in its order.

    Raises:
        ItemsError: With every problem of the file and its line.
    """
    try:
        document = read(path)
    except ScenarioError as error:
        raise ItemsError(path, error.problems) from None
    items: list[CustomsItem] = []
    wrong: list[Finding] = []
    if other := of_another_kind(document.data, FileKind.ITEMS):
        raise ItemsError(path, [document.problem(finding) for finding in other])
    blocks, strange = _blocks(document.data)
    for place, block in blocks:
        item, misfits = _item(place, block)
        wrong += misfits
        items += [item] if item is not None else []
    wrong += strange or [*_repeated(blocks), *_shared_codes(blocks)]
    if problems := document.problems(wrong):
        raise ItemsError(document.path, problems)
    return tuple(items)


Blocks = list[tuple[Path, dict[str, Any]]]
"""Each item as plain data, with its name, and where it stands."""


def _blocks(tree: Any) -> tuple[Blocks, list[Finding]]:
    """Return the items of a list, or of a mapping by name, and what is none."""
    root: Path = ("items",) if isinstance(tree, dict) and "items" in tree else ()
    listed = tree["items"] if root else tree
    if isinstance(listed, dict):
        entries = [((*root, name), block, {"name": name}) for name, block in listed.items()]
    elif isinstance(listed, list):
        entries = [((*root, place), block, {}) for place, block in enumerate(listed)]
    else:
        said = f"a list of items is expected ('items:'), not {found(listed)}."
        return [], [Finding(root, said)]
    if not entries:
        return [], [Finding(root, "nothing is listed; at least one item is needed.")]
    strange = [
        Finding(place, f"an item is a block of fields ('unit: t'), not {found(block)}.")
        for place, block, _ in entries
        if not isinstance(block, dict)
    ]
    whole = [(place, named | block) for place, block, named in entries if isinstance(block, dict)]
    return whole, strange


def _item(place: Path, block: dict[str, Any]) -> tuple[CustomsItem | None, list[Finding]]:
    unfit = list(_unquoted_codes(block))
    try:
        item = CustomsItem.model_validate(block)
    except ValidationError as error:
        unit = str(block.get("unit", UNNAMED_UNIT))
        refused = [
            finding._replace(message=finding.message.replace(UNNAMED_UNIT, unit))
            for finding in findings(error, block, CustomsItem)
            if finding.path not in {other.path for other in unfit}
        ]
        return None, [_under(place, finding) for finding in [*unfit, *refused]]
    said = unit_problem(item.unit)
    wrong = [Finding(("unit",), said)] if said else _of_another_unit(item)
    return item, [_under(place, finding) for finding in wrong]


def _of_another_unit(item: CustomsItem) -> list[Finding]:
    """Return a price that is of another unit than its item is counted in."""
    price, meant = item.price, f"USD/{item.unit}"
    if price is None or price.unit is None:
        return []
    if converted(price.value, price.unit, meant) == price.value:
        return []
    said = f"'{price.unit}' is given, but '{meant}' is meant."
    hint = conversion_hint(price.value, price.unit, meant)
    return [Finding(("price",), f"{said} {hint}", ("price", "unit"))]


def _unquoted_codes(block: dict[str, Any]) -> list[Finding]:
    """Return codes that are written as numbers: their leading zeros are lost."""
    return [
        Finding(
            ("hs", "codes", index),
            f'{code} is a number, which has no leading zeros. Put the code in quotes: "{code}".',
        )
        for index, code in enumerate(_codes(block))
        if isinstance(code, int) and not isinstance(code, bool)
    ]


def _under(place: Path, finding: Finding) -> Finding:
    where = None if finding.place is None else (*place, *finding.place)
    return Finding((*place, *finding.path), finding.message, where)


def _repeated(blocks: Blocks) -> list[Finding]:
    seen: set[Any] = set()
    wrong = []
    for place, block in blocks:
        name = block.get("name")
        if isinstance(name, str) and name in seen:
            wrong.append(Finding((*place, "name"), f"'{name}' is listed twice."))
        seen.add(name if isinstance(name, str) else None)
    return wrong


def _shared_codes(blocks: Blocks) -> list[Finding]:
    """Return codes that lie within one another: their trade would be counted twice."""
    listed = [
        ((*place, "hs", "codes", index), str(block.get("name")), code)
        for place, block in blocks
        for index, code in enumerate(_codes(block))
        if isinstance(code, str)
    ]
    wrong = []
    for later, (place, _, code) in enumerate(listed):
        for _, name, other in listed[:later]:
            if code.startswith(other) or other.startswith(code):
                said = f"'{code}' lies within '{other}' of {name}, or holds it: list one of them."
                wrong.append(Finding(place, said))
    return wrong


def _codes(block: dict[str, Any]) -> list[Any]:
    hs = block.get("hs")
    codes = hs.get("codes") if isinstance(hs, dict) else None
    return codes if isinstance(codes, list) else []
