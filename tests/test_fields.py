"""Figures: a value with its unit and source, in range."""

import datetime as dt

import pytest
from pydantic import ValidationError

from tradesim.fields import (
    Block,
    DateFigure,
    Figure,
    HeldToUnit,
    check_range,
    field_facts,
    quantity,
)


class Plant(Block):
    """A block with one figure of each sort."""

    review_weeks: Figure = quantity(13, "week", "Review.", high=52, source="METI")
    share: Figure = quantity(0.5, "share", "Share.", high=1)
    capacity: Figure = quantity(None, "{unit}/week", "Capacity.", low=1, required=True)
    shelf: Figure | None = quantity(None, "week", "Shelf life.", low=0.5)
    opened: DateFigure | None = None


UNKNOWN = "Convert it, or correct the unit."


def plant(**fields: object) -> Plant:
    return Plant.model_validate({"capacity": 10, **fields})


def refusal(**fields: object) -> str:
    with pytest.raises(ValidationError) as caught:
        plant(**fields)
    (error,) = caught.value.errors()
    return str(error["msg"])


def test_a_bare_number_is_a_figure() -> None:
    assert plant(review_weeks=6).review_weeks.value == 6.0
    assert isinstance(plant(review_weeks=6).review_weeks.value, float)


def test_a_figure_keeps_its_unit_source_and_judgement() -> None:
    given = {"value": 6, "unit": "weeks", "source": "gazette", "judgement": "rounded"}
    figure = plant(review_weeks=given).review_weeks
    assert (figure.unit, figure.source, figure.judgement) == ("weeks", "gazette", "rounded")


def test_a_default_has_its_source_and_an_optional_figure_may_be_absent() -> None:
    assert plant().review_weeks == Figure(value=13, source="METI")
    assert plant().shelf is None
    assert field_facts(Plant.model_fields["share"])["source"] == "judgement"
    assert field_facts(Plant.model_fields["opened"]) == {}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"review_weeks": 90}, "90 is more than 52. Weeks, not days: write 13 for 90 days."),
        ({"share": 30}, "30 is more than 1. A share, not per cent: write 0.3 for 30 %."),
        ({"review_weeks": 4000}, "4000 is more than 52. It is meant in week."),
        ({"share": 300}, "300 is more than 1. It is meant in share."),
        (
            {"review_weeks": "90 weeks"},
            "90 is more than 52. It is meant in week.",
        ),
        (
            {"share": "3 weeks"},
            "3 is in 'weeks', but 'share' is meant. Convert it, or correct the unit.",
        ),
        ({"review_weeks": -1}, "-1 is less than 0. It is meant in week."),
        ({"shelf": 0.1}, "0.1 is less than 0.5. It is meant in week."),
        ({"review_weeks": "thirteen"}, "'thirteen' is not a number."),
        ({"review_weeks": True}, "True is not a number."),
        ({"review_weeks": float("nan")}, "nan is not finite."),
        ({"review_weeks": float("inf")}, "inf is not finite."),
        ({"shelf": 1e300}, "1e+300 is not of a size that is counted, 0 or 1e-18 to 1e+18."),
        ({"share": 1e-300}, "1e-300 is not of a size that is counted, 0 or 1e-18 to 1e+18."),
        ({"opened": "last spring"}, "'last spring' is not a date. Write it as 2019-07-04."),
        ({"opened": 2019}, "2019 is not a date. Write it as 2019-07-04."),
        ({"colour": "red"}, "Extra inputs are not permitted"),
    ],
)
def test_what_is_no_such_figure_is_refused_with_a_hint(
    fields: dict[str, object], said: str
) -> None:
    assert refusal(**fields) == said


@pytest.mark.parametrize(
    ("figure", "hint"),
    [
        ({"share": {"value": 30, "unit": "%"}}, "Write 0.3."),
        ({"share": {"value": 300, "unit": "%"}}, "Convert it, or correct the unit."),
        ({"review_weeks": {"value": 3, "unit": "t"}}, "Convert it, or correct the unit."),
    ],
)
def test_another_unit_is_refused_with_the_conversion(figure: dict[str, object], hint: str) -> None:
    assert refusal(**figure).endswith(hint)


@pytest.mark.parametrize(
    ("given", "weeks"),
    [
        ("45 working days", 9),
        ("28 days", 4),
        ("1 week", 1),
        ("3.5weeks", 3.5),
        ("2 fortnights", 4),
        ("6 months", 26.09),
        ("1 quarter", 13.04),
        ("0.5 year", 26.09),
        ({"value": 45, "unit": "working days"}, 9),
        ({"value": "45 working days", "source": "the law"}, 9),
        ({"value": "45 working days", "unit": "week"}, 9),
    ],
)
def test_a_duration_may_have_its_unit(given: object, weeks: float) -> None:
    figure = plant(review_weeks=given).review_weeks
    assert figure.value == pytest.approx(weeks, abs=0.005)
    assert figure.unit in {"week", "weeks"}


def test_the_range_of_a_duration_is_in_its_unit() -> None:
    given = {"value": 45, "unit": "working days", "range": [20, 60], "source": "the law"}
    figure = plant(review_weeks=given).review_weeks
    assert figure.range == (4, 12)
    assert figure.source == "the law"


@pytest.mark.parametrize("given", ["45 days off", "days", "4-5 days", "four weeks", "45 m"])
def test_other_texts_are_no_durations(given: str) -> None:
    assert "is not a number" in refusal(review_weeks=given)


@pytest.mark.parametrize(
    ("field", "unit"), [("review_weeks", "week"), ("review_weeks", "weeks"), ("share", "share"),
                        ("share", "1"), ("capacity", "t/week"), ("capacity", "m2/week")],
)  # fmt: skip
def test_the_unit_that_is_meant_is_taken(field: str, unit: str) -> None:
    assert getattr(plant(**{field: {"value": 1, "unit": unit}}), field).value == 1


@pytest.mark.parametrize("given", ["2019-07-04", dt.date(2019, 7, 4), dt.datetime(2019, 7, 4, 9)])  # noqa: DTZ001
def test_a_date_is_a_day(given: object) -> None:
    opened = plant(opened=given).opened
    assert opened is not None
    assert opened.value == dt.date(2019, 7, 4)


def test_an_input_date_is_marked() -> None:
    opened = plant(opened={"value": "2019-07-04", "input": True, "source": "METI"}).opened
    assert opened is not None
    assert opened.input
    assert opened.source == "METI"


def test_a_block_is_frozen() -> None:
    with pytest.raises(ValidationError):
        plant().share = Figure(value=1)  # type: ignore[misc]


def test_a_number_at_its_bound_is_in_range() -> None:
    facts = field_facts(Plant.model_fields["share"])
    check_range(1, facts)
    check_range(0, facts)


def test_only_figures_are_held_to_a_unit() -> None:
    """A validator of all fields would be called for every text, too."""
    assert "*" not in {
        field for held in Plant.__pydantic_decorators__.field_validators.values()
        for field in held.info.fields
    }  # fmt: skip
    held = {n for n, f in Plant.model_fields.items() if any(map(_holds, f.metadata))}
    assert held == {"review_weeks", "share", "capacity", "shelf"}


def _holds(metadata: object) -> bool:
    return isinstance(metadata, HeldToUnit)


def test_a_field_with_another_default_is_held_to_its_own_range() -> None:
    class Mill(Plant):
        share: Figure = quantity(2, "share", "Share.", high=3)

    assert Mill(capacity=1, share=2.5).share.value == 2.5
    with pytest.raises(ValidationError, match="4 is more than 3"):
        Mill(capacity=1, share=4)
