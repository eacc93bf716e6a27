"""Synthetic worlds: of the size asked for, sound, and the same each time."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.generated_worlds import on
from tests.living import lived
from tradesim.scenario.synthetic import WorldSize, code, synthetic, synthetic_tree
from tradesim.scenario.validation import examine

SIZES = st.builds(
    WorldSize,
    buyers=st.integers(1, 40),
    suppliers=st.integers(6, 30),
    links_per_need=st.integers(1, 35),
    items=st.integers(1, 6),
    countries=st.integers(1, 30),
    seed=st.integers(0, 2**40),
)


@on(40)
@given(SIZES)
def test_a_world_of_any_size_passes_the_checks_of_a_file(size: WorldSize) -> None:
    tree = synthetic_tree(size)
    scenario, findings = examine(yaml.safe_load(yaml.safe_dump(tree)))
    assert findings == []
    assert scenario is not None
    assert len(scenario.buyers) == size.buyers
    assert len(scenario.suppliers) == size.suppliers
    assert len(scenario.items) == size.items
    assert len(scenario.countries) == size.countries
    for maker in scenario.buyers:
        assert len(maker.needs) == min(2, size.items)
        for need in maker.needs:
            makers = sum(plant.item == need.item for plant in scenario.suppliers)
            known = len(need.sources) + len(need.candidates)
            assert known == min(size.links_per_need, makers)
            assert sum(share.value for share in need.sources.values()) == pytest.approx(1, abs=1e-9)


def test_many_sources_still_have_a_share_each() -> None:
    world = synthetic(buyers=1, suppliers=400, links_per_need=400, items=1)
    shares = [share.value for share in world.buyers[0].needs[0].sources.values()]
    assert min(shares) > 0
    assert sum(shares) == pytest.approx(1, abs=1e-9)


def test_the_same_size_and_seed_give_the_same_world_and_another_seed_another() -> None:
    assert synthetic() == synthetic()
    assert synthetic(seed=2) != synthetic()


def test_a_larger_world_keeps_the_countries_of_the_smaller() -> None:
    small, large = synthetic(buyers=5), synthetic(buyers=50)
    assert [m.country for m in small.buyers] == [m.country for m in large.buyers[:5]]


def test_its_curb_bites_and_its_project_is_built() -> None:
    panels = lived(synthetic()).panels
    assert panels["filed"].sum() > 0
    capacity = panels["capacity"][:, :, 0]
    assert (capacity[-1] > capacity[0]).sum() == 1
    assert panels["qualified_sources"][-1].sum() > panels["qualified_sources"][0].sum()


def test_a_world_of_one_country_has_no_curb() -> None:
    assert synthetic(countries=1).policies == []


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("buyers", "buyers is 0; a world has at least one."),
        ("links_per_need", "links_per_need is 0; a world has at least one."),
    ],
)
def test_a_world_of_nothing_is_refused(field: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        WorldSize(**{field: 0})


def test_more_items_than_suppliers_are_refused() -> None:
    with pytest.raises(ValueError, match="9 items cannot be made by 3 suppliers"):
        synthetic(items=9, suppliers=3)


def test_country_codes_are_three_letters_and_all_different() -> None:
    codes = [code(row) for row in range(2000)]
    assert codes[:2] == ["AAA", "BBB"]
    assert len(set(codes)) == 2000
    assert {len(word) for word in codes} == {3}
