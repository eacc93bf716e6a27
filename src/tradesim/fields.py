"""What a figure in a YAML file is: a value with its unit and its source.

An analyst writes a bare number or date, or ``{value, unit, source, judgement}``. A schema class
declares, beside the field, the unit it is meant in, its default, its range, its meaning and where
the default comes from: the one place where a parameter is defined.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import math
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    field_validator,
    model_validator,
)
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError
from pydantic_core.core_schema import ValidationInfo

WEEKS_PER = {"day": 1 / 7, "month": 365.25 / 84, "year": 365.25 / 7, "yr": 365.25 / 7}
"""Length of other units of time, in weeks."""


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
        return given if isinstance(given, dict | Figure) else {"value": given}

    @field_validator("value")
    @classmethod
    def _finite_number(cls, value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise PydanticCustomError("number", "{found} is not a number.", {"found": repr(value)})
        if not math.isfinite(value):
            raise PydanticCustomError("finite", "{found} is not finite.", {"found": repr(value)})
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
    required: bool = False,
) -> Any:
    """Declare a numeric field of a schema class.

    Args:
        default: Value where the analyst gives none; None for an absent optional figure.
        unit: The unit it is meant in; ``{unit}`` stands for the item's own unit.
        meaning: What it is, in one sentence.
        low: Smallest value allowed.
        high: Largest value allowed.
        source: Where the default comes from; a default with no source is a judgement.
        required: True where the analyst must give a value.

    Returns:
        The pydantic field.
    """
    facts = {"unit": unit, "low": low, "high": high, "source": source or "judgement"}
    extra: dict[str, Any] = {
        key: value for key, value in facts.items() if value not in (math.inf, -math.inf)
    }
    if required:
        return Field(description=meaning, json_schema_extra=extra)
    figure = None if default is None else Figure(value=default, source=source)
    return Field(default=figure, description=meaning, json_schema_extra=extra)


class Block(BaseModel):
    """A closed, frozen block of a scenario; checks the range and unit of its figures."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @field_validator("*", mode="after")
    @classmethod
    def _in_range_and_unit(cls, value: Any, info: ValidationInfo) -> Any:
        if isinstance(value, Figure):
            facts = field_facts(cls.model_fields[str(info.field_name)])
            if facts:
                check_unit(value, facts["unit"])
                check_range(value.value, facts)
        return value


def field_facts(field: FieldInfo) -> dict[str, Any]:
    """Return the declared unit, range and source of a field, empty where it is no figure."""
    extra = field.json_schema_extra
    return dict(extra) if isinstance(extra, dict) and "unit" in extra else {}


def check_range(value: float, facts: dict[str, Any]) -> None:
    """Refuse a number outside the range of its field.

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
            "hint": _range_hint(value, facts["unit"], high),
        },
    )


def _range_hint(value: float, unit: str, high: float) -> str:
    if unit == "week" and value > high:
        return f"Weeks, not days: write {value / 7:.2g} for {value:g} days."
    if unit == "share" and value > high:
        return f"A share, not per cent: write {value / 100:.3g} for {value:g} %."
    return f"It is meant in {unit}."


def check_unit(figure: Figure, meant: str) -> None:
    """Refuse a figure in another unit than its field is meant in.

    Raises:
        PydanticCustomError: With both units and, where it is known, the converted number.
    """
    if figure.unit is None or _same_unit(figure.unit, meant):
        return
    raise PydanticCustomError(
        "unit",
        "{value} is in '{found}', but '{meant}' is meant. {hint}",
        {
            "value": f"{figure.value:g}",
            "found": figure.unit,
            "meant": meant,
            "hint": _conversion_hint(figure, meant),
        },
    )


def _same_unit(found: str, meant: str) -> bool:
    if "{unit}" not in meant:
        return found.rstrip("s") == meant.rstrip("s") or {found, meant} == {"1", "share"}
    before, after = meant.split("{unit}")
    return found.startswith(before) and found.endswith(after) and len(found) > len(before + after)


def _conversion_hint(figure: Figure, meant: str) -> str:
    found = str(figure.unit)
    if meant == "week" and found.rstrip("s") in WEEKS_PER:
        return f"Write {figure.value * WEEKS_PER[found.rstrip('s')]:.4g}."
    if meant.endswith("/week") and found.rpartition("/")[2].rstrip("s") in WEEKS_PER:
        weeks = WEEKS_PER[found.rpartition("/")[2].rstrip("s")]
        return f"Write {figure.value / weeks:.4g} per week."
    if meant == "share" and found in {"%", "percent", "per cent"}:
        return f"Write {figure.value / 100:.4g}."
    return "Convert it, or correct the unit."
