"""Terms of licences: what an amendment or a destination sets is held to the term's own range."""

import pytest

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


def test_no_odds_are_above_one() -> None:
    odds = [name for name in LicenceTerms.model_fields if name.endswith("_odds")]
    assert odds
    for name in odds:
        extra = LicenceTerms.model_fields[name].json_schema_extra
        assert isinstance(extra, dict)
        assert extra["high"] == 1
