"""Months as customs publish them."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.measures.synthetic import CURB, blank
from tests.measures.synthetic import scenario as synthetic
from tests.source_tree import REPOSITORY
from tradesim.ensemble import Ensemble
from tradesim.measures import irregular
from tradesim.measures.irregular import months_to_learn_from, published, shown_by
from tradesim.measures.months import WORLD, monthly_imports
from tradesim.measures.recording import Recording
from tradesim.measures.straying import Irregular
from tradesim.scenario import Scenario, apply, load
from tradesim.world.layout import lay_out

MONTHS = Irregular(1, months=True)

WORLD_FILE = Path(REPOSITORY / "tests" / "worlds" / "two_countries.yaml")


@pytest.fixture(scope="module")
def recording() -> Recording:
    scenario = load(WORLD_FILE)
    item = scenario.items[0].name
    scenario = apply(scenario, {f"items.{item}.monthly_scatter": 0.4})
    return next(Ensemble(scenario, range(400), block=400).recordings())


def test_months_of_the_flow_do_not_stray(recording: Recording) -> None:
    assert recording.irregular is None
    assert np.array_equal(
        monthly_imports(recording).quantity, monthly_imports(replace(recording)).quantity
    )


def test_published_months_stray_as_the_item_says_around_the_same_mean(
    recording: Recording,
) -> None:
    flow = monthly_imports(recording)
    published = monthly_imports(replace(recording, irregular=MONTHS))
    row = next(n for n, r in enumerate(flow.rows) if r[2] != WORLD and flow.quantity[0, n].all())
    stray = published.quantity[:3, row] / flow.quantity[:3, row]
    assert np.log(stray).std() == pytest.approx(0.4, rel=0.1)
    assert stray.mean() == pytest.approx(1.0, abs=0.05)
    assert published.value[:3, row] == pytest.approx(flow.value[:3, row] * stray)


def test_all_origins_are_the_sum_of_each(recording: Recording) -> None:
    published = monthly_imports(replace(recording, irregular=MONTHS))
    for place, (group, destination, origin) in enumerate(published.rows):
        if origin == WORLD:
            parts = [
                n
                for n, row in enumerate(published.rows)
                if row[:2] == (group, destination) and row[2] != WORLD
            ]
            summed = published.quantity[:, parts].sum(axis=1)
            assert published.quantity[:, place] == pytest.approx(summed)


def test_what_runs_show_themselves_is_not_added_twice(recording: Recording) -> None:
    rng = np.random.default_rng(1)
    lumpy = recording.panels["arrivals"] * rng.lognormal(0, 2, recording.panels["arrivals"].shape)
    calm = recording.layout.scenario.model_copy(update={"policies": [], "shocks": []})
    panels = {**recording.panels, "arrivals": lumpy}
    noisy = replace(recording, panels=panels, layout=lay_out(calm))
    shown = shown_by([noisy], months_to_learn_from(noisy.layout))
    terms = replace(MONTHS, shown=shown)
    flow, published = (monthly_imports(r) for r in (noisy, replace(noisy, irregular=terms)))
    row = next(n for n, r in enumerate(flow.rows) if r[2] != WORLD and flow.quantity[0, n].all())
    stray = published.quantity[:3, row] / flow.quantity[:3, row]
    assert np.log(stray).std() < 0.1


def test_worlds_that_are_compared_stray_alike(recording: Recording) -> None:
    other = replace(recording, panels={n: 2.0 * p for n, p in recording.panels.items()})
    ours, theirs = (monthly_imports(replace(r, irregular=MONTHS)) for r in (recording, other))
    assert theirs.quantity == pytest.approx(2.0 * ours.quantity)


def test_flows_drift_from_the_first_policy_on_and_not_before(recording: Recording) -> None:
    drifting = replace(recording, irregular=Irregular(1, months=False, drift=0.3))
    flow, strays = recording.panels["arrivals"], published(drifting).panels["arrivals"]
    moving = flow.min(axis=(0, 2)) > 0.0
    ratio = np.log(strays[:, moving] / flow[:, moving])
    assert (ratio[:20] == 0.0).all()
    assert ratio[-1].std() == pytest.approx(0.3, rel=0.15)
    assert abs(np.median(ratio[-1])) < 0.05


def test_a_drift_forgets_as_its_memory_says(recording: Recording) -> None:
    drifting = replace(recording, irregular=Irregular(1, months=False, drift=0.3))
    flow, strays = recording.panels["arrivals"], published(drifting).panels["arrivals"]
    moving = flow.min(axis=(0, 2)) > 0.0
    ratio = np.log(strays[:, moving] / flow[:, moving])
    later, earlier = ratio[-1].ravel(), ratio[-1 - 26].ravel()
    assert np.corrcoef(later, earlier)[0, 1] == pytest.approx(
        np.exp(-6.0 / irregular.REVERSION_MONTHS), abs=0.1
    )


def test_prices_walk_and_makers_of_a_good_walk_together(recording: Recording) -> None:
    walking = replace(recording, irregular=Irregular(1, months=False, price_drift=0.2))
    ratio = np.log(published(walking).panels["price"] / recording.panels["price"])
    same = [n for n, p in enumerate(recording.layout.suppliers) if p.item == "acid"]
    assert ratio[:, same[0]] == pytest.approx(ratio[:, same[1]])
    first, second = ratio[26 + 52, same[0]].std(), ratio[26 + 104, same[0]].std()
    assert first == pytest.approx(0.2, rel=0.2)
    assert second / first == pytest.approx(np.sqrt(2.0), rel=0.2)


def test_what_is_stored_and_made_does_not_stray(recording: Recording) -> None:
    terms = Irregular(1, months=True, drift=0.3, price_drift=0.2)
    strays = published(replace(recording, irregular=terms))
    changed = {n for n, p in strays.panels.items() if p is not recording.panels[n]}
    assert changed == {"arrivals", "dispatches", "price"}


def test_flows_drift_from_a_loss_of_plants_on_that_comes_before_any_policy() -> None:
    world = load(WORLD_FILE)
    fire = {
        "kind": "supply_shock",
        "name": "fire",
        "suppliers": [world.suppliers[0].name],
        "date": world.start + dt.timedelta(weeks=8),
        "lost_share": 0.01,
    }
    document = world.model_dump(exclude_unset=True)
    document["shocks"] = [*document.get("shocks", []), fire]
    burnt = Scenario.model_validate(document)
    run = next(Ensemble(burnt, range(50), block=50).recordings())
    drifting = replace(run, irregular=Irregular(1, months=False, drift=0.3))
    flow, strays = run.panels["arrivals"], published(drifting).panels["arrivals"]
    moving = flow.min(axis=(0, 2)) > 0.0
    ratio = np.log(strays[:, moving] / flow[:, moving])
    assert (ratio[:7] == 0.0).all()
    assert (ratio[15] != 0.0).all()


def test_flows_drift_from_the_day_of_the_forecast_on_whatever_was_built_before(
    recording: Recording,
) -> None:
    def drifts(scenario: Scenario) -> np.ndarray:
        terms = Irregular(1, months=False, drift=0.3)
        strays = replace(recording, layout=lay_out(scenario), irregular=terms)
        moving = recording.panels["arrivals"].min(axis=(0, 2)) > 0.0
        flow, strayed = recording.panels["arrivals"], published(strays).panels["arrivals"]
        return np.asarray((strayed[:, moving] != flow[:, moving]).any(axis=(1, 2)))

    world = recording.layout.scenario
    day = world.start + dt.timedelta(weeks=60)
    said = apply(world, {"hindcast.announced": str(day)})
    assert drifts(said).argmax() in (60, 61, 62, 63, 64)
    assert np.array_equal(drifts(said), drifts(apply(said, {"policies": [], "shocks": []})))


@pytest.mark.parametrize(("weeks_before", "own"), [(26, False), (27, True)])
def test_own_scatter_takes_six_months_besides_the_last_before_the_first_policy(
    weeks_before: int,
    own: bool,  # noqa: FBT001 - a case of the table
) -> None:
    """Weeks from January 2018 on reach into June, the sixth month, or into July."""
    date = dt.date(2018, 1, 1) + dt.timedelta(weeks=weeks_before)
    curb = CURB | {"announced": date.isoformat(), "effective": date.isoformat()}
    calm = blank(synthetic(curb), runs=400)
    flows = calm.panels["arrivals"]
    flows[...] = np.random.default_rng(1).lognormal(0, 2, flows.shape)
    shown = shown_by([calm], months_to_learn_from(calm.layout))
    assert bool(shown) == own
    assert all(scatter > 0.0 for scatter in shown.values())


def test_what_is_shown_is_the_same_from_blocks_as_from_all_at_once(recording: Recording) -> None:
    months = months_to_learn_from(lay_out(load(REPOSITORY / "scenarios" / "2019_curbs.yaml")))
    assert [len(weeks) for weeks in months[:3]] == [5, 4, 4], "weeks go by the month they begin in"
    panels = recording.panels["arrivals"]
    parts = [
        replace(recording, panels={"arrivals": panels[..., cut]})
        for cut in (slice(0, 7), slice(7, 400))
    ]
    assert shown_by(parts, months) == shown_by([recording], months)
