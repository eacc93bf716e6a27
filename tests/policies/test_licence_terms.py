"""Terms of licences: what an amendment or a destination sets is held to the term's own range."""

import pytest

from tradesim.fields import Block, field_facts
from tradesim.policies.licence_terms import Amendment, DestinationTerms, LicenceTerms


@pytest.mark.parametrize("changed", [Amendment, DestinationTerms])
def test_a_term_that_changes_keeps_within_the_range_of_the_term(
    changed: type[Amendment | DestinationTerms],
) -> None:
    def bounds(block: type, name: str) -> tuple[object, ...]:
        facts = block.model_fields[name].json_schema_extra  # type: ignore[attr-defined]
        return tuple(facts.get(key) for key in ("unit", "low", "high"))

    shared = [name for name in changed.model_fields if name in LicenceTerms.model_fields]
    assert len(shared) >= 6
    assert [bounds(changed, n) for n in shared] == [bounds(LicenceTerms, n) for n in shared]


def blocks(block: type[Block] = Block) -> list[type[Block]]:
    """Return every kind of block there is below one."""
    return [block, *(each for below in block.__subclasses__() for each in blocks(below))]


def test_no_odds_are_above_one() -> None:
    odds = {
        (block.__name__, name): field_facts(field)["high"]
        for block in blocks()
        for name, field in block.model_fields.items()
        if name.endswith("_odds")
    }
    assert len(odds) > 10
    assert {name: high for name, high in odds.items() if high != 1} == {}
