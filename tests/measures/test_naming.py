"""What measures are called."""

from __future__ import annotations

from tradesim.measures.catalogue import MEASURES
from tradesim.measures.naming import Phrases, in_sentence

NAMES = Phrases.of(
    {
        "items": [{"name": "hf_gas", "label": "Hydrogen fluoride gas"}],
        "countries": [{"code": "JPN", "name": "Japan"}, {"code": "USA", "name": "United States"}],
    }
)


def test_a_measure_is_called_by_the_names_of_its_scenario() -> None:
    said = NAMES.measure("imposing_country_share_end", "hf_gas", "JPN", "USA")
    assert said == "Japan's share of hydrogen fluoride gas in the United States at the end"


def test_what_a_sentence_does_not_say_follows_it_and_nothing_is_said_twice() -> None:
    assert NAMES.measure("share_price_end", actor="JSR") == "share price at the end, JSR"
    hangs = in_sentence("plant_exposure", destination="Korea", actor="Fab")
    assert hangs == "share of output in Korea that hangs on Fab"
    assert in_sentence("domestic_gain", "", "Japan", "Japan") == "gain of suppliers in Japan itself"


def test_no_two_places_of_a_measure_are_called_the_same() -> None:
    for name in MEASURES:
        said = {
            in_sentence(name, item, origin, destination)
            for item in ("acid", "resist")
            for origin in ("Alphaland", "Betaland")
            for destination in ("Gammaland", "Deltaland")
        }
        assert len(said) == 8, name


def test_what_is_of_less_than_its_sentence_says_goes_by_its_label() -> None:
    assert in_sentence("output_lost_weeks") == "output lost"
    assert in_sentence("no_such_measure", destination="BBB") == "no such measure (BBB)"
