"""No measure is told twice: what several countries control counts once, for all of them."""

from collections import Counter

from tests.living import lived
from tradesim.measures.summary import measure_all
from tradesim.scenario import load


def test_a_partner_of_several_imposers_has_each_measure_once() -> None:
    told = measure_all(lived(load("2023_russia_belarus")))
    keys = Counter(measure.key for measure in told)
    assert any(key[0] == "third_country_gain" for key in keys)
    assert [key for key, count in keys.items() if count > 1] == []
