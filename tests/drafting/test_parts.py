"""Firms of given concentration, ways between countries, text that reads as it was meant."""

import pytest
import yaml

from tradesim.customs.known import Concentration
from tradesim.drafting.figures import Stated
from tradesim.drafting.firms import falling, sizes
from tradesim.drafting.pieces import Anchors, entry, flow, scalar, wrapped
from tradesim.drafting.places import passage
from tradesim.drafting.world import in_parts


@pytest.mark.parametrize("hhi", [0.08, 0.2, 0.5, 0.9])
def test_falling_shares_meet_the_concentration_that_is_asked_for(hhi: float) -> None:
    shares = sizes(Concentration(hhi=hhi))
    assert isinstance(shares, list)
    assert sum(shares) == pytest.approx(1.0, abs=1e-9)
    assert shares == sorted(shares, reverse=True)
    assert sum(share**2 for share in shares) == pytest.approx(hhi, rel=0.03)


def test_one_firm_equal_firms_and_given_shares() -> None:
    assert falling(1.0) == 1
    assert sizes(16) == 16
    assert sizes([0.2, 0.3, 0.5]) == [0.5, 0.3, 0.2]


@pytest.mark.parametrize(
    ("origin", "destination", "line"),
    [
        ("CHN", "KOR", "lead.short"),
        ("IDN", "CHN", "lead.short"),
        ("CHN", "USA", "lead.ocean"),
        ("DEU", "USA", "lead.ocean"),
        ("CHN", "DEU", "lead.far"),
        ("AUS", "NLD", "lead.far"),
        ("CHN", "XAA", "lead.ocean"),
    ],
)
def test_the_way_is_known_by_region(origin: str, destination: str, line: str) -> None:
    assert passage(origin, destination)[0].name == line
    assert passage(destination, origin)[0].name == line


def test_shares_in_thousandths_add_up_and_none_is_lost() -> None:
    shares = in_parts({"a": 1.0, "b": 1.0, "c": 1.0, "d": 0.0001})
    assert sum(round(1000 * share) for share in shares.values()) == 1000
    assert min(shares.values()) == 0.001


@pytest.mark.parametrize(
    "text",
    ["plain words", "with: colon", "a, comma", '"quoted"', "no", "12", "2023-07", "# not", "", "é"],
)
def test_a_text_reads_as_it_was(text: str) -> None:
    assert yaml.safe_load(f"key: {scalar(text)}") == {"key": text}


def test_long_figures_are_wrapped_and_read_the_same() -> None:
    value = {"value": 5, "source": "a long source, " * 9, "range": [1, 200], "note": "x: y"}
    lines = wrapped("    capacity: ", flow(value))
    assert len(lines) > 1
    assert max(map(len, lines)) <= 100
    assert yaml.safe_load("\n".join(lines)) == {"capacity": value}


def test_what_stands_twice_is_written_once() -> None:
    anchors, figure = Anchors(), Stated(4, "week", "", "rule x", 2, 8)
    first, second = (anchors.figure("held", figure) for _ in range(2))
    lines = entry([("name", "a"), ("held", first), ("again", second)])
    assert second == "*held"
    (read,) = yaml.safe_load("\n".join(lines))
    assert read["held"] == read["again"] == {
        "value": 4, "unit": "week", "judgement": "rule x", "range": [2, 8],
    }  # fmt: skip
