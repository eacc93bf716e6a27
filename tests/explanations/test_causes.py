"""Shortages whose causes are known, because nothing else happened."""

from typing import Any

import pytest

import tradesim
from tests.explanations.cases import CASES, Case
from tradesim.explanations import KINDS, Explanation, OneRun, explain, one_run, rundown, shortages
from tradesim.explanations.rundown import run_down


def explained(case: Case) -> Explanation:
    run = one_run(case.source())
    found = [shortage for shortage in shortages(run) if shortage.actor == "Maker"]
    return explain(run, "Maker", case.week or found[0].worst)


@pytest.mark.parametrize("name", CASES)
def test_the_cause_is_found_with_its_share(name: str) -> None:
    case = CASES[name]
    found = explained(case)
    largest: dict[str, float] = {}
    for cause in found.walk():
        largest[cause.kind] = max(largest.get(cause.kind, 0.0), cause.share or 0.0)
    assert found.short
    assert {kind: round(share, 3) for kind, share in largest.items()} == {
        kind: round(share, 3) for kind, share in case.causes.items()
    }
    assert {cause.kind for cause in found.late} == {*case.late}
    named = {cause.policy for cause in found.walk()} - {""}
    assert named == ({case.policy} if case.policy else set())


def test_every_kind_of_cause_has_a_case() -> None:
    told = {kind for case in CASES.values() for kind in (*case.causes, *case.late)}
    assert told == set(KINDS)


@pytest.mark.parametrize("name", CASES)
def test_shares_of_causes_are_those_of_what_they_cause(name: str) -> None:
    found = explained(CASES[name])
    assert sum(cause.share or 0.0 for cause in found.causes) == pytest.approx(1.0)
    for cause in found.walk():
        if cause.causes:
            assert sum(below.share or 0.0 for below in cause.causes) == pytest.approx(cause.share)


@pytest.mark.parametrize("name", CASES)
def test_an_explanation_reads_as_sentences(name: str) -> None:
    for said in explained(CASES[name]).sentences():
        assert said.endswith(".")
        assert not {"nan", "None", "e+"} & {*said.replace(".", " ").split()}, said


@pytest.fixture(scope="module", params=["2019_full_ban", "2024_advanced_node"])
def shipped(request: pytest.FixtureRequest) -> OneRun:
    """One run of a shipped scenario, with all its noise."""
    return one_run(tradesim.run(tradesim.load(request.param), replicates=1))


def test_the_terms_of_a_fall_add_up_to_what_is_missing(shipped: OneRun) -> None:
    compared = 0
    for need in range(len(shipped.layout.need_rows)):
        for week in range(9, shipped.weeks, 25):
            fall = run_down(shipped, need, week)
            if fall.first < 0:
                continue
            stock = shipped.panels["stock"][:, need]
            unmet = shipped.panels["unmet"][fall.first + 1 : week + 1, need].sum()
            gone = stock[fall.first] - stock[week] + unmet
            scale = max(abs(gone), fall.total, stock.max())
            assert fall.total - fall.offset == pytest.approx(gone, abs=1e-9 * scale)
            compared += 1
    assert compared > 10


def test_what_was_announced_long_ago_is_held_against_the_time_before_its_force(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A ban announced two years ahead was held against months in which it bound, and not blamed."""
    nobody: Any = None
    for told, end in ([50], 150), ([50, 120], 120):
        monkeypatch.setattr(rundown, "relevant_weeks", lambda *_, told=told: told)
        monkeypatch.setattr(rundown, "weeks_in_force", lambda *_: [150])
        assert rundown.usual_weeks(nobody, 0, 160) == (end - rundown.LOOK_BACK, end)
