"""For the tests of an instrument, shipped or of another package: random instances of it.

An instance is drawn from the fields of its class: figures within their range, days within the
scenario, names of what there is, blocks and lists of them. What does not fit, by the validators of
the class or by the checks of the scenario, is drawn again. ``docking.dock`` then says whether both
engines live the scenario alike::

    @pytest.mark.parametrize("seed", range(20))
    def test_both_engines_tell_the_same_of_any_boycott(seed: int) -> None:
        assert dock(with_drawn(SCENARIO, Boycott, seed), range(2)).bit_equal
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from random import Random
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from tradesim.fields import Block, DateFigure, Figure, field_facts
from tradesim.policies.base import Policy
from tradesim.policies.references import OWN, REFERS_TO, stated
from tradesim.scenario import Scenario
from tradesim.scenario.checks.names import known_names
from tradesim.scenario.purchases import homes, purchases
from tradesim.scenario.validation import examine
from tradesim.scenario.wording import spell
from tradesim.web.languages import Telling, messages, own_words, words_told

Tree = dict[str, Any]

GRID: dict[str, tuple[float, ...]] = {
    "week": (0, 1, 2, 4, 8, 13),
    "share": (0, 0.1, 0.25, 0.5, 1),
    "log": (0, 0.1, 0.5),
    "factor": (0.5, 1, 1.5),
    "week or share": (0.5, 0.9, 1, 2, 4),
}
"""What a figure may be by its unit, where that is in its range; its default, too."""

AMOUNTS = (0.0, 1.0, 20.0, 500.0, 2000.0)
"""What a figure of any other unit may be."""

LIKELY = 0.85
"""How likely a name is drawn of one and the same trade, so that an instance bears on something."""

ATTEMPTS = 200
"""Instances that are drawn until one fits."""

LEFT_OUT = (*OWN, "response_to")
"""Fields that are not drawn: what it is called, and what else it follows."""


class NothingFits(ValueError):  # noqa: N818 - said of a drawing, as StopIteration is of a loop
    """No instance of an instrument that was drawn fits into the scenario.

    Attributes:
        kind: The instrument.
        field: The field of the last that did not fit; empty where it was the whole.
        last: What was wrong with it.
    """

    def __init__(self, kind: type[Policy], field: str, last: str) -> None:
        """Keep the instrument and what was wrong with the last."""
        self.kind, self.field, self.last = kind, field, last
        where = f", '{field}'" if field else ""
        super().__init__(
            f"of {ATTEMPTS} instances of {kind.__name__} none fits into this scenario; the last"
            f"{where}: {last} Draw it into a scenario that has what its fields name."
        )


def drawn(
    kind: type[Policy], scenario: Scenario, seed: int, *, name: str = "drawn", chance: bool = True
) -> Tree:
    """Return a random instance of an instrument, as a file would state it.

    Args:
        kind: The class of the instrument.
        scenario: Where it must fit.
        seed: The same seed draws the same instance.
        name: What it is called.
        chance: Whether anything may hang on a draw within a run; else spreads are 0, and shares
            and odds none or all.

    Raises:
        NothingFits: If no instance is found that fits.
    """
    draw = _Draw(Random(seed), scenario, kind, chance=chance)  # noqa: S311 - no secret
    (word,) = get_args(kind.model_fields["kind"].annotation)
    tree = scenario.model_dump(exclude_unset=True)
    others, given = tree.get("policies", []), {}
    for attempt in range(ATTEMPTS):
        given = {"kind": word, "name": name} | draw.of(kind, 0.5 * (1 - attempt / ATTEMPTS))
        with suppress(ValidationError):
            kind.model_validate(given)
            if not examine(tree | {"policies": [*others, given]})[1]:
                return given
    wrong = examine(tree | {"policies": [*others, given]})[1][0]
    own = wrong.path[:2] == ("policies", len(others))
    raise NothingFits(kind, spell(wrong.path[2:] if own else wrong.path), wrong.message)


def with_drawn(scenario: Scenario, kind: type[Policy], seed: int) -> Scenario:
    """Return a scenario with a random instance of an instrument among its policies.

    Raises:
        NothingFits: If no instance is found that fits.
    """
    tree = scenario.model_dump(exclude_unset=True)
    policies = [*tree.get("policies", []), drawn(kind, scenario, seed)]
    return Scenario.model_validate(tree | {"policies": policies})


def untranslated(each: Telling, language: str) -> list[str]:
    """Return what the page says of an instrument or a measure that has no words in a language.

    Args:
        each: The instrument or the measure.
        language: ``ko`` or ``ja``.
    """
    words = {*own_words(language, [each]), *messages(language)}
    return [text for text in words_told(each) if text not in words]


@dataclass
class _Draw:
    """Draws the fields of an instrument, or of a block of it.

    Attributes:
        dice: What is drawn from.
        scenario: Where names and days come from.
        kind: The instrument.
        chance: Whether anything may hang on a draw within a run.
        day: The last day that was drawn; later ones follow it.
        trade: A trade of the scenario, by kinds of names: who sells what to whom.
    """

    dice: Random
    scenario: Scenario
    kind: type[Policy]
    chance: bool
    day: dt.date = field(default=dt.date.min, init=False)
    trade: dict[str, list[str]] = field(default_factory=dict, init=False)

    @cached_property
    def known(self) -> dict[str, list[str]]:
        """What may be named, by what it is."""
        return known_names(self.scenario.model_dump(exclude_unset=True))

    @cached_property
    def trades(self) -> list[dict[str, list[str]]]:
        """Who sells what to whom."""
        return list(_trades(self.scenario))

    @cached_property
    def references(self) -> dict[str, str]:
        """What the words in a field name, by the field."""
        return REFERS_TO | stated(self.kind)

    def of(self, block: type[BaseModel], odds: float) -> Tree:
        """Return fields of the whole instrument; those that may be left out with some odds."""
        self.day = self.scenario.start
        trade = self.dice.choice(self.trades) if self.trades else {}
        self.trade = {what: list(names) for what, names in trade.items()}
        self.dice.shuffle(self.trade.setdefault("country", []))
        return self._fields(block, odds)

    def _fields(self, block: type[BaseModel], odds: float) -> Tree:
        found: Tree = {}
        for name, each in block.model_fields.items():
            needed = each.is_required() or (_hangs_on(each) and not self.chance)
            if name in LEFT_OUT or not (needed or self.dice.random() < odds):
                continue
            value = self._value(name, each, each.annotation, odds)
            if value is not None:
                found[name] = value
        return found

    def _value(self, name: str, told: FieldInfo, annotation: Any, odds: float) -> Any:
        """Return a value of a field, None where there is nothing that it could name."""
        origin = get_origin(annotation)
        if origin is Annotated:
            return self._value(name, told, get_args(annotation)[0], odds)
        if origin in {Union, UnionType}:
            forms = [form for form in get_args(annotation) if form is not NoneType]
            return self._value(name, told, self.dice.choice(forms), odds)
        if origin is Literal:
            return self.dice.choice(get_args(annotation))
        if origin is list:
            return self._list(name, told, get_args(annotation)[0], odds)
        if isinstance(annotation, type) and issubclass(annotation, Block):
            return self._block(annotation, odds)
        return self._plain(name, told, annotation)

    def _plain(self, name: str, told: FieldInfo, annotation: Any) -> Any:
        """Return a figure, a day, a number or a name."""
        if annotation is Figure:
            return self._figure(told)
        if annotation is DateFigure:
            return self._date()
        if annotation is bool:
            return self.dice.random() < 0.5  # noqa: PLR2004 - as likely as not
        if annotation in {int, float}:
            low, high = (_bound(told, *words) for words in (("ge", "gt"), ("le", "lt")))
            whole = range(int(low or 0), int(min(high or 4, 4)) + 1)
            return self.dice.choice(whole if annotation is int else (0.25, 0.5, 1.0))
        if annotation is str:
            what = self.references.get(name, "")
            names = [] if what == "regime" and not self.chance else self._names(what, 1)
            return names[0] if names else None
        raise TypeError(f"nothing is known of fields like '{name}': {annotation}.")

    def _figure(self, told: FieldInfo) -> float:
        facts = field_facts(told)
        unit, low, high = (facts.get(word) for word in ("unit", "low", "high"))
        if unit == "log" and not self.chance:
            return 0.0
        grid = (0.0, 1.0) if unit == "share" and not self.chance else GRID.get(str(unit), AMOUNTS)
        usual = told.default.value if isinstance(told.default, Figure) and self.chance else None
        low, high = (-max(grid) if low is None else low, max(grid) if high is None else high)
        fitting = [value for value in (*grid, usual) if value is not None and low <= value <= high]
        return float(self.dice.choice(fitting or [low, high]))

    def _date(self) -> dt.date:
        """Return a day not before the last, in the first half of what is left."""
        left = max((self.scenario.end - self.day).days, 0)
        self.day += dt.timedelta(days=self.dice.randint(0, left // 2))
        return self.day

    def _list(self, name: str, told: FieldInfo, entry: Any, odds: float) -> list[Any] | None:
        least = int(_bound(told, "min_length") or 1)
        count = least + self.dice.choice((0, 0, 1, 2))
        if isinstance(entry, type) and issubclass(entry, Block):
            blocks = [self._block(entry, odds) for _ in range(count)]
            return [block for block in blocks if block is not None] or None
        names = self._names(self.references.get(name, ""), count)
        return sorted(names) if len(names) >= least else None

    def _block(self, block: type[Block], odds: float) -> Tree | None:
        """Return a block that its own validators take; None where none is found."""
        for _ in range(ATTEMPTS // 10):
            given = self._fields(block, odds)
            with suppress(ValidationError):
                block.model_validate(given)
                return given
        return None

    def _names(self, what: str, count: int) -> list[str]:
        """Return names of something, each once: of the trade before others."""
        near = self.trade.get(what, [])
        found: list[str] = []
        while near and len(found) < count and self.dice.random() < LIKELY:
            near.append(near.pop(0))
            if near[-1] in found:
                break
            found.append(near[-1])
        others = [name for name in self.known.get(what, []) if name not in found]
        found += self.dice.sample(others, min(count - len(found), len(others)))
        return found


def _trades(scenario: Scenario) -> Iterator[dict[str, list[str]]]:
    """Yield who sells what to whom, and who else makes it, by kinds of names: abroad, if any is."""
    makers: dict[str, list[str]] = {}
    for plant in scenario.suppliers:
        makers.setdefault(plant.item, []).append(plant.name)
    home = homes(scenario)
    found = [
        {
            "country": [home[source], home[purchase.buyer]],
            "item": [purchase.need.item],
            "supplier": [source, *(name for name in makers[purchase.need.item] if name != source)],
            "buyer": [purchase.buyer],
            "final buyer": [] if purchase.of_plant else [purchase.buyer],
        }
        for purchase in purchases(scenario)
        for source in purchase.need.sources
    ]
    abroad = [trade for trade in found if len(set(trade["country"])) > 1]
    yield from abroad or found


def _hangs_on(told: FieldInfo) -> bool:
    """Say whether a field that is left out may be a spread, or odds: a figure or a block."""
    return isinstance(told.default, Figure) or told.default_factory is not None


def _bound(told: FieldInfo, *words: str) -> float | None:
    """Return the bound that a field states by one of some words, None where it states none."""
    given = [getattr(fact, word, None) for fact in told.metadata for word in words]
    return next((bound for bound in given if bound is not None), None)
