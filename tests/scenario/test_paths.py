"""Dotted paths: what they lead to, and what is said when they lead nowhere."""

import numpy as np
import pytest

from tradesim.errors import OverrideError
from tradesim.scenario import Scenario, apply, with_values
from tradesim.scenario.paths import resolve, targets
from tradesim.scenario.wording import spell


@pytest.mark.parametrize(
    ("dotted", "place"),
    [
        ("end", "end"),
        ("behaviour.patience_weeks", "behaviour.patience_weeks"),
        ("patience_weeks", "behaviour.patience_weeks"),
        ("items.acid.qualification_weeks", "items[0].qualification_weeks"),
        ("items[1].unit", "items[1].unit"),
        ("countries.BBB.decisions_per_week", "countries[1].decisions_per_week"),
        ("suppliers.Beta Films.capacity", "suppliers[3].capacity"),
        ("suppliers.Beta Films.capacity.unit", "suppliers[3].capacity.unit"),
        (
            "buyers.Beta Devices.needs.film.base_cover_weeks",
            "buyers[0].needs[1].base_cover_weeks",
        ),
        (
            "buyers.Beta Devices.needs.acid.sources.Beta Chemicals",
            "buyers[0].needs[0].sources.Beta Chemicals",
        ),
        ("routes.AAA-BBB.lead_time_weeks", "routes[0].lead_time_weeks"),
        ("policies.white_list.effective", "policies[1].effective"),
        ("policies.acid curb.terms.review_weeks", "policies[0].terms.review_weeks"),
        ("policies.acid curb.review_weeks", "policies[0].terms.review_weeks"),
        ("policies.acid curb.amendments[0].review_weeks", "policies[0].amendments[0].review_weeks"),
        ("policies[0].amendments.[0].effective", "policies[0].amendments[0].effective"),
        ("shocks.boom.factor", "shocks[0].factor"),
    ],
)
def test_a_path_leads_to_its_field(world: Scenario, dotted: str, place: str) -> None:
    assert spell(resolve(world, dotted).path) == place


@pytest.mark.parametrize(
    ("dotted", "message"),
    [
        ("a..b", "this is not a path such as 'behaviour.patience_weeks'."),
        ("", "this is not a path such as 'behaviour.patience_weeks'."),
        ("policies[x].name", "this is not a path such as 'behaviour.patience_weeks'."),
        (
            "behaviour.patience",
            "'patience' is not a field of 'behaviour'. Did you mean 'patience_weeks'?",
        ),
        (
            "behavior.patience_weeks",
            "'behavior' is not a field of a scenario. Did you mean 'behaviour'?",
        ),
        (
            "routes[0].speed",
            (
                "'speed' is not a field of 'routes[0]'. "
                "It has origin, destination, lead_time_weeks, freight_share."
            ),
        ),
        (
            "policies.acid crub.effective",
            (
                "'acid crub' is not one of 'policies' (acid curb, list removal, film plant, "
                "quick permits, reserve). Did you mean 'acid curb'?"
            ),
        ),
        (
            "policies.white_lst.effective",
            (
                "'white_lst' is not one of 'policies' (acid curb, list removal, film plant, "
                "quick permits, reserve). Did you mean 'white_list'?"
            ),
        ),
        ("policies[7].effective", "'policies' has 5 entries, counted from [0]."),
        (
            "policies.acid curb.amendments.first.effective",
            "entries of 'policies[0].amendments' have no names: write policies[0].amendments[0].",
        ),
        ("start.year", "'start' is a single value; nothing lies below it."),
        (
            "policies.list removal.first_decision.value",
            "'policies[1].first_decision' is not given in this scenario; set it first.",
        ),
    ],
)
def test_a_path_that_leads_nowhere(world: Scenario, dotted: str, message: str) -> None:
    with pytest.raises(OverrideError) as caught:
        resolve(world, dotted)
    assert str(caught.value) == f"--set {dotted}: {message}"


def test_a_kind_that_is_not_unique_must_be_named(world: Scenario) -> None:
    twice = world.model_copy(update={"policies": [world.policies[0], *world.policies]})
    with pytest.raises(OverrideError, match="2 entries are of kind 'individual_licence': write"):
        resolve(twice, "policies.individual_licence.effective")


TWO_QUOTAS = [
    {
        "kind": "quota",
        "name": name,
        "imposer": "AAA",
        "origin": "AAA",
        "destination": "BBB",
        "items": ["acid"],
        "most": 900,
        "effective": start,
        "until": end,
    }
    for name, start, end in [("first", "2019-07-01", "2020-01-01"), ("second", "2020-01-01", None)]
]


def test_what_has_a_name_goes_by_it_and_not_by_origin_and_destination(world: Scenario) -> None:
    capped = apply(world, {"policies": TWO_QUOTAS, "variants": {}, "levers": []})
    changed = apply(capped, {"policies.second.most": 123})
    assert [policy.most.value for policy in changed.policies] == [900, 123]  # type: ignore[union-attr]
    with pytest.raises(OverrideError, match=r"not one of 'policies' \(first, second\)"):
        resolve(capped, "policies.AAA-BBB.most")


def test_a_blockade_of_a_country_goes_by_its_name(world: Scenario) -> None:
    siege = {"kind": "blockade", "name": "siege", "country": "AAA", "start": "2020-01-06"}
    blocked = apply(world, {"shocks": [siege]})
    assert spell(resolve(blocked, "shocks.siege.end").path) == "shocks[0].end"


def test_a_word_that_several_entries_go_by_is_refused(world: Scenario) -> None:
    twice = world.model_copy(update={"routes": [*world.routes, *world.routes]})
    said = r"'AAA-BBB' may be each of routes\[0\], routes\[1\]: write one of these"
    with pytest.raises(OverrideError, match=said):
        resolve(twice, "routes.AAA-BBB.lead_time_weeks")


@pytest.mark.parametrize(
    ("dotted", "places"),
    [
        ("items.*.unit", ["items[0].unit", "items[1].unit"]),
        ("suppliers.Alpha*.capacity", ["suppliers[0].capacity", "suppliers[2].capacity"]),
        ("suppliers.* Films.capacity", ["suppliers[2].capacity", "suppliers[3].capacity"]),
        ("buyers.*.needs.film.base_cover_weeks", ["buyers[0].needs[1].base_cover_weeks"]),
        (
            "policies.*.review_weeks",
            ["policies[0].terms.review_weeks", "policies[1].terms.review_weeks"],
        ),
        ("routes.*-BBB.lead_time_weeks", ["routes[0].lead_time_weeks"]),
    ],
)  # fmt: skip
def test_a_wildcard_stands_for_every_entry_that_has_what_follows(
    world: Scenario, dotted: str, places: list[str]
) -> None:
    assert [spell(target.path) for target in targets(world, dotted)] == places


def test_a_wildcard_stands_for_the_sources_of_a_need(world: Scenario) -> None:
    reached = targets(world, "buyers.Beta Devices.needs.acid.sources.*")
    assert [target.path[-1] for target in reached] == ["Alpha Chemicals", "Beta Chemicals"]


@pytest.mark.parametrize(
    ("dotted", "message"),
    [
        ("suppliers.Gamma*.capacity", "'suppliers' has no entry like 'Gamma*'."),
        ("shocks.*.factr", "'factr' is not a field of 'shocks[0]'. Did you mean 'factor'?"),
        ("items.acd*.unit", "'items' has no entry like 'acd*'."),
        ("behaviour.*", "'*' stands for entries of a list: 'behaviour' is not a list."),
        ("*", "'*' stands for entries of a list: a scenario is none."),
    ],
)  # fmt: skip
def test_a_wildcard_that_meets_nothing_is_said(world: Scenario, dotted: str, message: str) -> None:
    with pytest.raises(OverrideError) as caught:
        targets(world, dotted)
    assert caught.value.message == message


def test_all_that_a_wildcard_means_is_set(world: Scenario) -> None:
    changed = apply(world, {"items.*.qualification_weeks": "65 working days"})
    assert [item.qualification_weeks.value for item in changed.items] == [13, 13]
    array = np.array([4.0, 8.0])
    swept = with_values(world, {"suppliers.*.finished_stock_weeks": array})
    assert all(
        plant.finished_stock_weeks.value is array
        or (plant.finished_stock_weeks.value == array).all()
        for plant in swept.suppliers
    )


def test_the_word_that_comes_later_overrides_a_wildcard(world: Scenario) -> None:
    values = {"items.*.qualification_weeks": 13, "items.film.qualification_weeks": 20}
    assert [item.qualification_weeks.value for item in apply(world, values).items] == [13, 20]
