"""The picture of a hindcast: what its panels are called."""

from __future__ import annotations

import numpy as np

from tests.reporting.inspection import texts
from tradesim.evidence.line import ObservedLine
from tradesim.evidence.observed import Key
from tradesim.evidence.scores import SeriesPair
from tradesim.reporting.hindcast import draw_hindcast, heading_of
from tradesim.results import Result

MONTHS = ("2019-07", "2019-08", "2019-09")


def pair(destination: str) -> SeriesPair:
    key = Key("acids", destination, "AAA")
    line = ObservedLine(key, "quantity", "t", MONTHS, np.full(3, 9.0), 9.0, rivals={})
    return SeriesPair(line, np.full((3, 3), 8.0), np.zeros(3))


def headings(result: Result, *pairs: SeriesPair) -> set[str]:
    found = {text.get_text() for text in texts(draw_hindcast(result, pairs))}
    return {text for text in found if "from Alphaland" in text}


def test_panels_name_who_imports_where_several_do(result: Result) -> None:
    """Four panels of one scenario were all called antimony oxide from China."""
    several = {"Acids from Alphaland to Betaland", "Acids from Alphaland to Alphaland"}
    assert several <= headings(result, pair("BBB"), pair("AAA"))
    assert not any(" to " in heading for heading in headings(result, pair("BBB")))


def test_countries_have_their_article_in_titles() -> None:
    names = {"AAA": "United States", "BBB": "Netherlands"}
    found = heading_of(pair("BBB"), names.__getitem__, whole=True)
    assert found == "Acids from the United States to the Netherlands"
