"""Carbon fibre: a plan, what stands of it, and a plant at home that lives on imports."""

import pytest

from tests.episodes.runs import arrivals, capacity, in_most, production, recording
from tradesim.docking import dock
from tradesim.evidence.hindcast import hindcast
from tradesim.evidence.published import published_value
from tradesim.measures.recording import Recording
from tradesim.scenario import load

pytestmark = pytest.mark.once("what shipped scenarios come to, by engines that others run")

HYOSUNG = "Hyosung Jeonju works"
WEEKS_OF_YEAR = 365.25 / 7
YEAR = ("2020-01-06", "2020-12-28")


@pytest.fixture(scope="module")
def late() -> Recording:
    return recording("carbon_fibre", runs=30)


def test_on_paper_the_plan_is_met_to_the_tonne() -> None:
    paper = capacity(recording("carbon_fibre", "on_paper"), HYOSUNG, "2028-12-25")
    planned = published_value("hyosung-plan-2028")
    assert paper * WEEKS_OF_YEAR == pytest.approx(planned, rel=0.001)


def test_lines_as_late_as_such_lines_are_fall_short_of_the_paper(late: Recording) -> None:
    reached = capacity(late, HYOSUNG, "2028-12-25") * WEEKS_OF_YEAR
    assert in_most(reached < published_value("hyosung-plan-2028") - 2000)
    assert in_most(reached > published_value("hyosung-capacity-2020"))


def test_capacities_are_scored_and_no_line_is_told_when_to_come(late: Recording) -> None:
    scored = {figure.figure: figure for figure in hindcast(late, {}).score.figures}
    assert {"hyosung-capacity-2020", "hyosung-capacity-2022-07", "hyosung-capacity-2023-09"} <= set(
        scored
    )
    assert scored["hyosung-capacity-2020"].is_hit
    assert scored["hyosung-capacity-2023-09"].low < scored["hyosung-capacity-2023-09"].high


def test_hyosung_takes_from_japan_what_it_would_not_without_its_lines(late: Recording) -> None:
    none = recording("carbon_fibre", "no_expansion")
    span = ("2028-01-03", "2028-12-25")
    assert in_most(
        arrivals(late, "Toray Japan", "KOR", *span)[:8]
        < 0.7 * arrivals(none, "Toray Japan", "KOR", *span)
    )


def test_tighter_controls_starve_the_plant_that_stands_in_korea(late: Recording) -> None:
    tight = recording("carbon_fibre", "tighter_controls")
    assert in_most(
        production(tight, "Toray Gumi", *YEAR) < 0.9 * production(late, "Toray Gumi", *YEAR)[:8]
    )


def test_removal_from_the_list_meets_nobody_who_holds_a_programme(late: Recording) -> None:
    filed = late.panels["filed"]
    assert filed.shape[1] > 0
    assert not filed.any()


def test_it_docks() -> None:
    assert dock(load("carbon_fibre"), [0]).bit_equal
