"""Any instrument can be drawn from its own fields, fits, and is lived alike by both engines."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import ClassVar, Literal

import pytest
from pydantic import Field

from tests.source_tree import REPOSITORY
from tradesim.docking import dock
from tradesim.measures.catalogue import MEASURES
from tradesim.measures.measure import Measure
from tradesim.policies import INSTRUMENTS
from tradesim.policies.base import Policy
from tradesim.policies.import_licence import ImportLicence
from tradesim.policies.inspection import Inspection
from tradesim.policies.subsidy_programme import SubsidyProgramme
from tradesim.policies.tariff import Tariff
from tradesim.scenario import Scenario, load, without
from tradesim.testing import NothingFits, drawn, untranslated, with_drawn

OF_ITSELF = [kind for kind in INSTRUMENTS if kind is not SubsidyProgramme]
"""Those that need no other policy."""


@cache
def world(*kept: str) -> Scenario:
    """Return the world of instruments, with some of its policies."""
    whole = load(REPOSITORY / "tests" / "worlds" / "instruments.yaml")
    return without(whole, [each.name for each in whole.happenings if each.name not in kept])[0]


@pytest.mark.once("docks instruments that both engines live in other tests")
@pytest.mark.parametrize("kind", OF_ITSELF, ids=lambda kind: kind.__name__)
def test_both_engines_tell_the_same_of_any_instrument(kind: type[Policy]) -> None:
    for seed in range(3):
        scenario = with_drawn(world(), kind, seed)
        report = dock(scenario, range(2))
        assert report.bit_equal, f"{scenario.policies}: {report}"


def test_a_seed_draws_the_same_and_another_seed_another() -> None:
    assert drawn(Tariff, world(), 4) == drawn(Tariff, world(), 4)
    assert len({str(drawn(Tariff, world(), seed)) for seed in range(10)}) == 10


def test_what_may_be_left_out_is_sometimes_given() -> None:
    given = {field for seed in range(40) for field in drawn(Tariff, world(), seed)}
    assert given >= {"partner", "partners", "items", "until", "exceptions", "covers_share", "when"}


def test_without_chance_nothing_hangs_on_a_draw() -> None:
    drafts = [drawn(Inspection, world(), seed, chance=False) for seed in range(20)]
    assert {draft["picked_share"] for draft in drafts} == {0.0, 1.0}
    assert {draft["delay_spread"] for draft in drafts} == {0.0}
    licence = drawn(ImportLicence, world(), 0, chance=False)
    assert licence["terms"]["review_spread"] == 0.0
    assert licence["terms"]["approval_odds"] in {0.0, 1.0}


def test_what_cannot_fit_says_what_was_wrong_with_it() -> None:
    with pytest.raises(NothingFits, match="of 200 instances of SubsidyProgramme none fits") as told:
        drawn(SubsidyProgramme, world(), 0)
    assert "the last: the field 'awards' is missing." in str(told.value)


def test_what_cannot_fit_names_the_field_that_did_not(monkeypatch: pytest.MonkeyPatch) -> None:
    bare, misfits = world(), [(("rate", "unit"), "it is of no unit.")]
    monkeypatch.setattr(Tariff, "misfits", lambda *_: misfits)
    with pytest.raises(NothingFits, match=r"the last, 'rate\.unit': it is of no unit\.") as told:
        drawn(Tariff, bare, 0, name="never found sound before")
    assert (told.value.kind, told.value.field) == (Tariff, "rate.unit")


class Odd(Policy):
    """An instrument with a field of which nothing is known."""

    kind: Literal["odd"]
    shape: complex


def test_a_field_of_which_nothing_is_known_is_named() -> None:
    with pytest.raises(TypeError, match="fields like 'shape'"):
        drawn(Odd, world(), 0)


class Quarantine(Inspection):
    """An instrument with words of its own in one language, but not for all it says."""

    instrument: ClassVar[str] = "quarantine"
    date_labels: ClassVar[dict[str, str]] = {"effective": "cordoned off"}
    translations: ClassVar[Mapping[str, Mapping[str, str]]] = {"ko": {"quarantine": "검역"}}

    kind: Literal["quarantine"] = Field()  # type: ignore[assignment]


def test_what_an_instrument_or_a_measure_has_no_words_for_is_listed() -> None:
    assert untranslated(Quarantine, "ko") == ["cordoned off"]
    assert untranslated(Quarantine, "ja") == ["quarantine", "Quarantine", "cordoned off"]
    of_ours: Measure = MEASURES["duty_paid"]
    assert untranslated(of_ours, "ja") == []
    of_others = replace(of_ours, label="Fines", translations={"ja": {"Fines": "罰金"}})
    assert untranslated(of_others, "ja") == []
    assert untranslated(of_others, "ko") == ["Fines"]
