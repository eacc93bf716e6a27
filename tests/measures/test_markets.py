"""Which countries are reported on: the partners of policies, and what the scenario names."""

from pathlib import Path

import pytest

from tradesim.errors import ScenarioError
from tradesim.measures.markets import destinations
from tradesim.scenario import load, without
from tradesim.scenario.schema import Scenario

WORLD = Path(__file__).parents[1] / "worlds" / "two_countries.yaml"


@pytest.fixture(scope="module")
def text() -> str:
    return WORLD.read_text(encoding="utf-8")


def naming(tmp_path: Path, text: str, countries: str) -> Scenario:
    file = tmp_path / "named.yaml"
    file.write_text(f"{text}\nmarkets: {countries}\n", encoding="utf-8")
    return load(file)


def test_a_named_market_is_reported_beside_the_partners(tmp_path: Path, text: str) -> None:
    plain = load(WORLD)
    named = naming(tmp_path, text, f"[{plain.countries[0].code}, {plain.countries[-1].code}]")
    before = destinations(plain, plain.policies)
    after = destinations(named, named.policies)
    assert set(after) == {*before, plain.countries[0].code, plain.countries[-1].code}
    assert len(after) > len(before)


def test_it_is_reported_where_no_policy_is_left(tmp_path: Path, text: str) -> None:
    named = naming(tmp_path, text, f"[{load(WORLD).countries[0].code}]")
    bare, _ = without(named, [policy.name for policy in named.policies])
    assert destinations(bare, bare.policies) == (named.countries[0].code,)


@pytest.mark.parametrize("countries", ["[ZZZ]", "['<script>']", "[AAA, AAA]", "AAA", "[1]"])
def test_a_market_that_is_none_is_refused_with_its_line(
    tmp_path: Path, text: str, countries: str
) -> None:
    with pytest.raises(ScenarioError) as refused:
        naming(tmp_path, text, countries)
    said = str(refused.value)
    assert "markets" in said
    assert "line " in said
