"""Networks from tables, checked by columns: an object a row is made when all is known to be sound.

The check is as strict as that of rows, since it only ever vouches for a whole network. Whatever it
does not vouch for, wrong or only unusual, is read and checked row by row, which says what is wrong
and where.
"""

from __future__ import annotations

from pathlib import Path as File
from typing import Any

from pydantic import ValidationError

from tradesim.scenario import checks
from tradesim.scenario.columns.column import Columns, DoubtfulError, WordColumn
from tradesim.scenario.columns.fields import check_fields
from tradesim.scenario.columns.making import make_firms, without_collecting
from tradesim.scenario.columns.reading import read_columns
from tradesim.scenario.columns.wiring import check_sourcing, wire
from tradesim.scenario.schema import BuyerEntry, Need, Scenario, SupplierEntry
from tradesim.scenario.tables import LINK, TABLES, is_table


def sound_network(tree: Any, folder: File, *, outside: bool) -> Scenario | None:
    """Return the scenario of a file whose firms, needs and links are tables, if all is sound.

    Args:
        tree: The content of the file as plain data; its four sections name their tables.
        folder: The folder in which they lie.
        outside: Whether they may lie elsewhere.

    Returns:
        The scenario that reading row by row gives; None where it has to be read so.
    """
    if not isinstance(tree, dict) or not all(is_table(tree.get(each)) for each in TABLES):
        return None
    try:
        with without_collecting():
            scenario = _scenario(tree, folder, outside=outside)
    except (DoubtfulError, ValidationError):
        return None
    return None if checks.check_around_firms(scenario) else scenario


def _scenario(tree: dict[str, Any], folder: File, *, outside: bool) -> Scenario:
    """Return the scenario.

    Raises:
        DoubtfulError: Columns do not vouch for the tables.
        ValidationError: The rest is wrong.
    """
    rest = {section: each for section, each in tree.items() if section not in TABLES}
    plant = SupplierEntry.model_construct(name="", country="", item="")
    maker = BuyerEntry.model_construct(name="", country="", product="", needs=[])
    shell = Scenario.model_validate(rest | {"suppliers": [plant], "buyers": [maker]})
    suppliers, buyers, needs, links = (
        read_columns(folder, tree[section]["table"], fields, outside=outside)
        for section, fields in _fields().items()
    )
    return _with_firms(shell, suppliers, buyers, needs, links)


def _fields() -> dict[str, dict[str, Any]]:
    return {
        "suppliers": dict(SupplierEntry.model_fields),
        "buyers": dict(BuyerEntry.model_fields),
        "needs": {"buyer": None, **Need.model_fields},
        "links": dict.fromkeys(LINK),
    }


def _with_firms(
    shell: Scenario, suppliers: Columns, buyers: Columns, needs: Columns, links: Columns
) -> Scenario:
    wiring = wire(suppliers, buyers, needs, links)
    suppliers = check_fields(SupplierEntry, suppliers, ("recipe",))
    buyers = check_fields(BuyerEntry, buyers, ("needs",))
    needs = check_fields(Need, needs, ("sources", "candidates"))
    codes = {country.code for country in shell.countries}
    for table in (suppliers, buyers):
        for column in ("country", "technology_origin"):
            words = table.get(column)
            if words is not None and not (isinstance(words, WordColumn) and codes >= words.used()):
                raise DoubtfulError(column)
    check_sourcing(wiring, suppliers, needs, shell.items)
    plants, makers = make_firms(suppliers, buyers, needs, wiring)
    return shell.model_copy(update={"suppliers": plants, "buyers": makers})
