"""Licensing offices: what needs a licence leaves with one, what does not leaves freely."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given

from tests.generated_worlds import on, worlds
from tests.living import lived, same, scripted, set_level, weeks_of, world_of
from tradesim.fields import Figure
from tradesim.policies.effects import BAN, DENIAL, FREE
from tradesim.scenario import Scenario, apply, load, without
from tradesim.world.log import Kind
from tradesim.world.state import APPROVED, IN_REVIEW

WORLD = Path(__file__).parents[1] / "worlds" / "two_countries.yaml"
BINDS = 25
"""Week in which the curb of that world binds."""

TERMS = "policies.acid curb.terms"


@pytest.fixture
def scenario() -> Scenario:
    return load(WORLD)


def only_curb(scenario: Scenario, **terms: object) -> Scenario:
    """Return the world with its curb for good and alone, with some terms."""
    alone, _ = without(scenario, ["list removal", "film plant", "reserve", "boom"])
    fields: dict[str, object] = {"first_decision": None, "lifted": None, "amendments": []}
    changes = {f"policies.acid curb.{name}": value for name, value in fields.items()}
    return apply(alone, changes | {f"{TERMS}.{name}": value for name, value in terms.items()})


def with_open_borders(scenario: Scenario) -> Scenario:
    """Return a world in which only licences hold goods back."""
    policies = scenario.happenings
    others = {"quota", "blockade", "informal_hold"}
    names = [policy.name for policy in policies if policy.kind in others]
    return without(scenario, names)[0]


def covering_all(scenario: Scenario) -> Scenario:
    """Return a world whose controls cover all of the trade in their items, and nothing is held."""
    declared = [p for p in scenario.policies if p.kind != "informal_hold"]
    all_of_it = {"covers_share": Figure(value=1), "contracts_exempt": Figure(value=0)}
    whole = [
        p.model_copy(
            update={name: figure for name, figure in all_of_it.items() if hasattr(p, name)}
        )
        for p in declared
    ]
    return scenario.model_copy(update={"policies": whole})


def test_a_refused_application_never_ships(scenario: Scenario) -> None:
    world = world_of(only_curb(scenario, approval_odds=0, review_weeks=2))
    rows = world.licence.link
    refused = 0.0
    for week in weeks_of(world):
        if week >= BINDS:
            assert not world.link.shipped[rows].any(), week
            refused += float(world.control.refused.sum())
    assert refused > 5


def test_what_is_approved_does_ship(scenario: Scenario) -> None:
    world = world_of(only_curb(scenario, approval_odds=1, review_weeks=2))
    rows = world.licence.link
    shipped = sum(float(world.link.shipped[rows].sum()) for week in weeks_of(world) if week > 40)
    assert shipped > 0


@on(15)
@given(worlds())
def test_no_more_is_shipped_under_licence_than_was_licensed(scenario: Scenario) -> None:
    world = world_of(covering_all(apply(scenario, {"behaviour.dispatch_weeks": 1})))
    licence = world.licence
    links, of_link = np.unique(licence.link, return_inverse=True)
    licensed, shipped = np.zeros((2, len(links), world.run_count))
    before = licence.status.copy()
    for _ in weeks_of(world):
        approved = (licence.status == APPROVED) & (before != APPROVED)
        np.add.at(licensed, of_link, licence.volume * approved)
        under = np.zeros_like(shipped)
        under[of_link] = world.link.shipped[licence.link] * (licence.level > FREE)
        shipped += under
        before = licence.status.copy()
        assert (shipped <= licensed * (1 + 1e-9) + 1e-9).all()


@on(15)
@given(worlds())
def test_under_a_ban_nothing_ships(scenario: Scenario) -> None:
    world = world_of(covering_all(scripted(scenario)))
    set_level(world, 5, BAN)
    for week in weeks_of(world):
        if week >= 5:
            assert not world.link.shipped[world.licence.link].any()
    events = world.log.table()
    assert not (events[events[:, 0] >= 5, 1] == Kind.APPLICATION_FILED).any()


def test_under_denial_an_application_may_still_be_filed(scenario: Scenario) -> None:
    world = world_of(scenario)
    set_level(world, 5, DENIAL)
    assert sum(float(world.control.filed.sum()) for _ in weeks_of(world)) > 0


@on(15)
@given(worlds())
def test_a_free_link_needs_no_licence(scenario: Scenario) -> None:
    world = world_of(with_open_borders(scenario))
    for _ in weeks_of(world):
        free = world.licence.level == FREE
        wanted, ordered = world.link.wanted, world.link.outstanding + world.link.shipped
        rows = world.licence.link
        assert wanted[rows][free] == pytest.approx(ordered[rows][free], rel=1e-12)
        others = np.setdiff1d(np.arange(len(wanted)), rows)
        assert wanted[others] == pytest.approx(ordered[others], rel=1e-12)
        closed = world.licence.open == 0
        assert not world.licence.requested[closed].any()
        assert not world.licence.status[closed].any()
        assert (closed <= free).all()


def test_a_review_never_outlasts_the_statutory_maximum(scenario: Scenario) -> None:
    hard = only_curb(scenario, review_weeks=9, review_spread=2, statutory_maximum_weeks=9)
    recording = lived(hard, range(50))
    assert recording.panels["granted"].sum() > 100
    decided = recording.events[np.isin(recording.events[:, 1], [10, 11, 12])]
    waits = decided[:, 4]
    assert waits.max() == 9
    assert 1 <= waits.min() < 5


def decided_by_week(world_scenario: Scenario) -> np.ndarray:
    """Return the decisions of each week, replicate by replicate."""
    panels = lived(world_scenario, range(10)).panels
    decided: np.ndarray = np.add.reduce(panels["granted"] + panels["refused"], axis=1)
    return decided


@pytest.fixture
def queue() -> Scenario:
    """A world in which ten exporters apply to one office in the same week."""
    scenario = load(WORLD)
    plant = next(s for s in scenario.suppliers if s.name == "Alpha Chemicals")
    maker = next(m for m in scenario.buyers if m.name == "Beta Devices")
    twins = [plant.model_copy(update={"name": f"Alpha {n}"}) for n in range(10)]
    names = {twin.name: 0.1 for twin in twins}
    need = {"item": "acid", "baseline_use": 100, "sources": names}
    alone = only_curb(scenario, review_weeks=4, review_spread=0, return_odds=0)
    tree = alone.model_dump(exclude_unset=True)
    tree["suppliers"] += [twin.model_dump(exclude_unset=True) for twin in twins]
    tree["buyers"] = [maker.model_dump(exclude_unset=True) | {"needs": [need]}]
    tree["countries"][0]["decisions_per_week"] = 2
    return Scenario.model_validate(tree)


def test_an_office_never_decides_more_than_it_can_and_takes_the_oldest_first(
    queue: Scenario,
) -> None:
    world = world_of(queue, [0])
    licence = world.licence
    assert len(licence.link) == 10
    busy = 0
    for week in weeks_of(world):
        decided = float((world.control.granted + world.control.refused).sum())
        assert decided <= 2, week
        busy += decided == 2
        left = (licence.status == IN_REVIEW) & (licence.decision_week <= week)
        events = world.log.table()
        now = events[(events[:, 0] == week) & np.isin(events[:, 1], [10, 11, 12])]
        if left.any() and len(now):
            assert (week - now[:, 4]).max() <= licence.filed_week[left].min()
    assert busy > 10


def test_an_office_without_limit_decides_all_at_once(queue: Scenario) -> None:
    free = apply(queue, {"countries.AAA.decisions_per_week": None})
    assert decided_by_week(free).max() == 10
    assert decided_by_week(queue).max() == 2


def test_after_the_lifting_nothing_is_filed_decided_or_waiting(scenario: Scenario) -> None:
    alone, _ = without(scenario, ["list removal"])
    panels = lived(alone, range(3)).panels
    lifted = 112  # 2021-03-01
    assert panels["filed"][:lifted].sum() > 0
    for name in ("filed", "granted", "refused", "waited", "waiting"):
        assert not panels[name][lifted:].any(), name


@on(15)
@given(worlds())
def test_what_is_waiting_was_filed_and_is_not_decided_yet(scenario: Scenario) -> None:
    world = world_of(scenario)
    for week in weeks_of(world):
        waiting = (world.licence.status == IN_REVIEW).sum(axis=0)
        assert np.array_equal(world.control.waiting.sum(axis=0), waiting), week
        assert world.control.waiting.min(initial=0.0) >= 0.0


def test_a_curb_does_change_the_numbers(scenario: Scenario) -> None:
    free, _ = without(scenario, ["acid curb"])
    assert "arrivals" in same(lived(scenario), lived(free))


@pytest.mark.parametrize(("lot", "expected"), [(None, 9.0), (4, 4.0)])
def test_a_licence_is_for_the_lot_of_its_regime_or_else_of_the_exporter(
    scenario: Scenario, lot: int | None, expected: float
) -> None:
    curbed = apply(only_curb(scenario, licence_lot_weeks=lot), {"behaviour.licence_lot_weeks": 9})
    world = world_of(curbed)
    for week in weeks_of(world):
        if week == BINDS:
            break
    licence = world.licence
    assert (licence.lot_weeks[licence.level > FREE] == expected).all()
    assert (licence.level > FREE).any()
