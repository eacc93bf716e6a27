"""Regimes: terms that belong to a government and a date, not to a dispute."""

from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from tests.living import lived, same, with_policy, world_of
from tradesim.errors import ScenarioError
from tradesim.policies.licence_terms import LicenceTerms
from tradesim.policies.regime import Regime
from tradesim.scenario import Scenario, advice, apply, bundled, load, regimes, remembered
from tradesim.scenario.regimes import bundled_regimes
from tradesim.scenario.validation import examine

CURB: dict[str, Any] = {
    "kind": "individual_licence", "imposer": "AAA", "partner": "BBB", "items": ["acid"],
    "announced": "2019-06-03", "effective": "2019-07-01",
}  # fmt: skip
OFFICE: dict[str, Any] = {
    "name": "office", "title": "Office", "government": "AAA", "in_force": "2019-01-01",
    "terms": {"review_weeks": 5, "approval_odds": 0.6, "papers_weeks": 2},
}  # fmt: skip


def under(market: Scenario, **curb: Any) -> Scenario:
    tree = market.model_dump(exclude_unset=True) | {"regimes": [OFFICE]}
    return with_policy(Scenario.model_validate(tree), **CURB, **curb)


def test_a_regime_gives_all_terms_that_the_control_does_not(market: Scenario) -> None:
    control = world_of(under(market, regime="office", terms={"approval_odds": 0.9})).control
    read = {name: float(getattr(control, name)[0, 0]) for name in ("review_weeks", "papers_weeks")}
    assert read == {"review_weeks": 5.0, "papers_weeks": 2.0}
    assert float(control.approval_odds[0, 0]) == 0.9


def test_a_regime_is_the_same_as_its_terms_written_out(market: Scenario) -> None:
    by_name, written = under(market, regime="office"), under(market, terms=OFFICE["terms"])
    assert same(lived(by_name, range(3)), lived(written, range(3))) == []


def test_terms_of_a_regime_may_be_overridden_and_lost_again(market: Scenario) -> None:
    scenario = under(market, regime="office")
    other = apply(scenario, {"policies.it.terms.review_weeks": 9})
    assert float(world_of(other).control.review_weeks[0, 0]) == 9
    plain = apply(scenario, {"policies.it.regime": None})
    default = LicenceTerms().review_weeks.value
    assert float(world_of(plain).control.review_weeks[0, 0]) == default
    changed = apply(scenario, {"regimes.office.terms.review_weeks": 7})
    assert float(world_of(changed).control.review_weeks[0, 0]) == 7


def test_a_destination_of_a_regime_yields_to_what_the_control_says() -> None:
    apart = {"exceptions": [{"partner": "BBB", "approval_odds": 0.1, "review_weeks": 30}]}
    regime = Regime.model_validate(OFFICE | apart)
    own = LicenceTerms.model_validate({"review_weeks": 4})
    terms = regime.completed(own, "BBB")
    assert (terms.review_weeks.value, terms.approval_odds.value) == (4, 0.1)
    assert regime.completed(own, "CCC").approval_odds.value == 0.6


def test_a_regime_that_nobody_knows_is_named_with_the_near_miss(market: Scenario) -> None:
    tree = under(market, regime="office").model_dump(exclude_unset=True)
    tree["policies"][-1]["regime"] = "ofice"
    _, findings = examine(tree)
    assert any("Did you mean 'office'" in finding.message for finding in findings)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"in_force": "2019-07-01"}, None),
        ({"government": "BBB"}, "under 'office', a regime of BBB; AAA imposes it"),
        ({"in_force": "2019-07-02"}, "in force from 2019-07-02 on; it binds from 2019-07-01"),
    ],
)
def test_terms_of_another_government_or_of_a_later_date_are_said(
    market: Scenario, changed: dict[str, str], said: str | None
) -> None:
    tree = market.model_dump(exclude_unset=True) | {"regimes": [OFFICE | changed]}
    found = advice(with_policy(Scenario.model_validate(tree), **CURB, regime="office"))
    assert [said is not None and said in sentence for sentence in found] == [True] * bool(said)


def test_regimes_of_the_imposer_that_come_with_tradesim_are_named(market: Scenario) -> None:
    tree = market.model_dump(exclude_unset=True) | {"regimes": [OFFICE | {"government": "BBB"}]}
    text = yaml.safe_dump(tree | {"policies": [{"name": "it", **CURB, "regime": "office"}]})
    japanese = Scenario.model_validate(yaml.safe_load(text.replace("AAA", "JPN")))
    assert "Give 'terms:', or japan_individual, if" in " ".join(advice(japanese))


def test_a_regime_exempts_nobody() -> None:
    with pytest.raises(ValidationError, match="stands in the control"):
        Regime.model_validate(OFFICE | {"exceptions": [{"partner": "BBB", "exempt": True}]})


@pytest.mark.parametrize("name", bundled_regimes())
def test_every_term_of_a_bundled_regime_has_a_source_or_is_a_judgement(name: str) -> None:
    regime = bundled_regimes()[name]
    assert regime.in_force.source
    for term in regime.terms.model_fields_set - {"covers"}:
        figure = getattr(regime.terms, term)
        assert figure.source or figure.judgement, term
        assert figure.source or figure.range, term


def test_bundled_regimes_are_the_ones_that_scenarios_may_name() -> None:
    assert {"china_dual_use", "japan_individual"} <= set(bundled_regimes())


def test_damaged_regimes_are_said_by_file(monkeypatch: Any, tmp_path: Any) -> None:
    file = tmp_path / "broken.yaml"
    file.write_text(yaml.safe_dump({"regimes": [{"name": "it"}]}), encoding="utf-8")
    monkeypatch.setattr(bundled, "regime_files", lambda: {"broken": file})
    regimes.bundled_regimes.cache_clear()
    try:
        with pytest.raises(ScenarioError, match=r"broken\.yaml"):
            regimes.bundled_regimes()
    finally:
        regimes.bundled_regimes.cache_clear()


def test_a_copy_without_regimes_says_what_it_lacks(monkeypatch: Any, tmp_path: Any) -> None:
    file = bundled.scenario_path("2022_neon")
    monkeypatch.setattr(bundled, "_folder", lambda what: tmp_path / what)
    monkeypatch.setattr(remembered, "recall", lambda _: None)  # whatever was checked before
    regimes.bundled_regimes.cache_clear()
    try:
        with pytest.raises(ScenarioError, match=rf"there is no {tmp_path / 'regimes'}\. Copy or"):
            load(file)
    finally:
        regimes.bundled_regimes.cache_clear()
