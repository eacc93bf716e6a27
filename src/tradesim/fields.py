"""What a figure in a YAML file is: a value with its unit and its source.

An analyst writes a bare number or date, or ``{value, unit, source, judgement}``. A schema class
declares, beside the field, the unit it is meant in, its default, its range, its meaning and where
the default comes from: the one place where a parameter is defined.
"""

import contextlib
import datetime as dt
import math
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    StringConstraints,
    field_validator,
    model_validator,
)
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError, core_schema

from tradesim import units
from tradesim.limits import LARGEST_FIGURE, SMALLEST_FIGURE

CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
"""ISO 3166 alpha-3 code."""

Name = Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=r"^[^.\[\]=/\\]+$")]
"""A name that a dotted path can hold."""


Count = Annotated[int, Field(strict=True)]
"""A whole number; neither true nor "1" is one."""

Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
"""A finite number; neither true nor "1" is one."""

Flag = Annotated[bool, Field(strict=True)]
"""True or false; neither 1 nor "yes" is."""


def _no_number(given: Any) -> Any:
    """Refuse a number where a day is meant: 20190704 would count seconds since 1970."""
    if isinstance(given, int | float) and not isinstance(given, dt.date):
        raise PydanticCustomError("date", "not a date")
    return given


Day = Annotated[dt.date, BeforeValidator(_no_number)]
"""A calendar day, as an ISO date."""


class Figure(BaseModel):
    """A number with its unit and source; a bare number in YAML is its value alone.

    A duration may be written with its unit: ``45 working days`` is 9 weeks.
    In a sweep ``value`` may hold one number a run (an array of shape (run,)).
    """

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    value: Any = Field(description="The number.")
    unit: str | None = Field(None, description="Its unit; must be the unit the field is meant in.")
    source: str | None = Field(None, description="Citation, or an id of evidence/figures.csv.")
    judgement: str | bool | None = Field(None, description="Set where no source states it.")
    range: tuple[Number, Number] | None = Field(None, description="Plausible range, low to high.")

    @model_validator(mode="before")
    @classmethod
    def _from_number(cls, given: Any) -> Any:
        if isinstance(given, Figure):
            return given
        return units.with_duration_read(given if isinstance(given, dict) else {"value": given})

    @field_validator("value")
    @classmethod
    def _finite_number(cls, value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise PydanticCustomError("number", "{found} is not a number.", {"found": repr(value)})
        if not math.isfinite(value):
            raise PydanticCustomError("finite", "{found} is not finite.", {"found": repr(value)})
        if value and not SMALLEST_FIGURE <= abs(value) <= LARGEST_FIGURE:
            said = f"{{found}} is not of a size that is counted, 0 or {SMALLEST_FIGURE:g} to "
            raise PydanticCustomError("size", said + f"{LARGEST_FIGURE:g}.", {"found": repr(value)})
        return float(value)


class DateFigure(BaseModel):
    """A date with its source; a bare date in YAML is its value alone.

    ``input: true`` marks a date that is fed to the model and is never scored.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    value: Any = Field(description="ISO date, e.g. 2019-07-04.")
    source: str | None = Field(None, description="Citation, or an id of evidence/figures.csv.")
    judgement: str | bool | None = Field(None, description="Set where no source states it.")
    input: bool = Field(default=False, description="An input of the episode, never scored.")

    @model_validator(mode="before")
    @classmethod
    def _from_date(cls, given: Any) -> Any:
        return given if isinstance(given, dict | DateFigure) else {"value": given}

    @field_validator("value")
    @classmethod
    def _calendar_date(cls, value: Any) -> dt.date:
        if isinstance(value, dt.datetime):
            value = value.date()
        if isinstance(value, str):
            with contextlib.suppress(ValueError):
                value = dt.date.fromisoformat(value)
        if not isinstance(value, dt.date):
            raise PydanticCustomError(
                "date", "{found} is not a date. Write it as 2019-07-04.", {"found": repr(value)}
            )
        return value


def quantity(
    default: float | None,
    unit: str,
    meaning: str,
    *,
    low: float = 0.0,
    high: float = math.inf,
    source: str | None = None,
    plausible: tuple[float, float] | None = None,
    required: bool = False,
    title: str | None = None,
) -> Any:
    """Declare a numeric field of a schema class.

    Args:
        default: Value where the analyst gives none; None for an absent optional figure.
        unit: The unit it is meant in; ``{unit}`` stands for the item's own unit.
        meaning: What it is, in one sentence.
        low: Smallest value allowed.
        high: Largest value allowed.
        source: Where the default comes from; a default with no source is a judgement.
        plausible: How far the default may be off, low to high: what doubt about it is drawn from.
        required: True where the analyst must give a value.
        title: What a reader calls it, where its instrument says so itself.

    Returns:
        The pydantic field.
    """
    facts = {"unit": unit, "low": low, "high": high, "source": source or "judgement"}
    extra: dict[str, Any] = {k: v for k, v in facts.items() if v not in (math.inf, -math.inf)}
    figure = None if default is None else Figure(value=default, source=source, range=plausible)
    given: dict[str, Any] = {} if required else {"default": figure}
    field: FieldInfo = Field(**given, title=title, description=meaning, json_schema_extra=extra)
    field.metadata.append(HeldToUnit(extra))
    return field


@dataclass(frozen=True)
class HeldToUnit:
    """Holds the figure of a field against the unit and the range that the field declares.

    It stands in the metadata of its field alone: a validator of all fields would be called, and
    built, for every text and list as well.

    Attributes:
        facts: What the field declares.
    """

    facts: dict[str, Any]

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Check after the field is read."""
        return core_schema.no_info_after_validator_function(self.checked, handler(source))

    def checked(self, value: Any) -> Any:
        """Return a figure in the unit that is meant.

        Raises:
            PydanticCustomError: If it is in another unit, or out of range.
        """
        if isinstance(value, Figure):
            value = in_weeks(value, self.facts["unit"])
            check_unit(value, self.facts["unit"], self.facts)
            check_range(value.value, self.facts, unit_stated=value.unit is not None)
        return value


class Block(BaseModel):
    """A closed, frozen block of a scenario."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


def field_facts(field: FieldInfo) -> dict[str, Any]:
    """Return the declared unit, range and source of a field, empty where it is no figure."""
    extra = field.json_schema_extra
    return dict(extra) if isinstance(extra, dict) and "unit" in extra else {}


def check_range(value: float, facts: dict[str, Any], *, unit_stated: bool = False) -> None:
    """Refuse a number outside the range of its field.

    Args:
        value: The number.
        facts: What the field declares.
        unit_stated: Whether its unit was written, so that a slip of units is not likely.

    Raises:
        PydanticCustomError: With the bound, and the likely slip of units.
    """
    low, high = facts.get("low", -math.inf), facts.get("high", math.inf)
    if low <= value <= high:
        return
    bound, word = (high, "more") if value > high else (low, "less")
    raise PydanticCustomError(
        "range",
        "{value} is {word} than {bound}. {hint}",
        {
            "value": f"{value:g}",
            "word": word,
            "bound": f"{bound:g}",
            "hint": _range_hint(value, facts, unit_stated=unit_stated),
        },
    )


def _range_hint(value: float, facts: dict[str, Any], *, unit_stated: bool) -> str:
    """Return the likely slip of units, if what it leads to would be taken."""
    unit, high = facts["unit"], facts.get("high", math.inf)
    if unit_stated:
        return f"It is meant in {unit}."
    if unit == "week" and value > high and _fits(value / 7, facts):
        return f"Weeks, not days: write {value / 7:.2g} for {value:g} days."
    if unit == "share" and value > high and _fits(value / 100, facts):
        return f"A share, not per cent: write {value / 100:.3g} for {value:g} %."
    return f"It is meant in {unit}."


def _fits(value: float, facts: dict[str, Any]) -> bool:
    return bool(facts.get("low", -math.inf) <= value <= facts.get("high", math.inf))


def in_weeks(figure: Figure, meant: str) -> Figure:
    """Return a duration in weeks where weeks are meant; any other figure as it is."""
    if meant != "week" or figure.unit is None or units.is_same(figure.unit, meant):
        return figure
    value = units.weeks(figure.value, figure.unit)
    if value is None:
        return figure
    stated = {"value": value, "unit": "week"}
    if figure.range is not None:
        low, high = (units.weeks(end, figure.unit) for end in figure.range)
        stated["range"] = (low, high)
    return figure.model_copy(update=stated)


def check_unit(figure: Figure, meant: str, facts: dict[str, Any] | None = None) -> None:
    """Refuse a figure in another unit than its field is meant in.

    Args:
        figure: The figure.
        meant: The unit that is meant.
        facts: What the field declares; a conversion out of its range is not proposed.

    Raises:
        PydanticCustomError: With both units and, where it is known, the converted number.
    """
    if figure.unit is None or units.is_same(figure.unit, meant):
        return
    raise PydanticCustomError(
        "unit",
        "{value} is in '{found}', but '{meant}' is meant. {hint}",
        {
            "value": f"{figure.value:g}",
            "found": figure.unit,
            "meant": meant,
            "hint": conversion_hint(figure.value, figure.unit, meant, facts),
        },
    )


def conversion_hint(
    value: float, found: str, meant: str, facts: dict[str, Any] | None = None
) -> str:
    """Return what to write for a number in another unit, as the field would take it."""
    number = units.converted(value, found, meant)
    if number is None or not _fits(number, facts or {}):
        return "Convert it, or correct the unit."
    written = f"{float(f'{number:.4g}'):.15g}"  # four digits, and no exponent
    if meant in {"week", "share"}:
        return f"Write {written}."
    return f"Write {{value: {written}, unit: {meant}}}."
