"""Sources: shares that sum to one, plants that make what they sell and can make enough."""

import pytest

from tests.scenario.conftest import Report

SHARES = "{Alpha Chemicals: 0.8, Beta Chemicals: 0.2}"
NEED = "buyers[0].needs[0]"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            SHARES,
            "{Alpha Chemicals: 0.8, Beta Chemicals: 0.1}",
            f"line 61, {NEED}.sources: the shares sum to 0.9 (0.8 + 0.1), not to 1.",
        ),
        (
            SHARES,
            "{Alpha Chemicals: 80, Beta Chemicals: 20}",
            (
                f"line 61, {NEED}.sources: the shares sum to 100 (80 + 20), not to 1. "
                "Write shares, not per cent."
            ),
        ),
        (
            SHARES,
            "{Alpha Chemicals: 1, Beta Chemicals: 0}",
            (
                f"line 61, {NEED}.sources.Beta Chemicals: a share of 0 is none. "
                "List 'Beta Chemicals' under 'candidates' instead."
            ),
        ),
        (
            "candidates:\n          - Beta Chemicals",
            "candidates:\n          - Beta Films",
            "line 77, buyers[1].needs[0].candidates[0]: 'Beta Films' makes 'film', not 'acid'.",
        ),
        (
            "candidates: [Beta Films]",
            "candidates: [Alpha Films]",
            (
                "line 66, buyers[0].needs[1].candidates[0]: 'Alpha Films' is among the sources "
                "already. Leave it out here."
            ),
        ),
        (
            "base_cover_weeks: 4\n",
            "base_cover_weeks: 4\n        safety_cover_weeks: 4.5\n",
            (
                f"line 60, {NEED}.safety_cover_weeks: 4.5 is more than the 4 weeks on hand in "
                "ordinary times ('base_cover_weeks'): the stock would never be safe. Write less."
            ),
        ),
        (
            "capacity: 1000",
            "capacity: 0",
            (
                "line 41, suppliers[2].capacity: 'Alpha Films' has no capacity, but is a source of "
                "Beta Devices at the start. Give it capacity, or list it under 'candidates' there."
            ),
        ),
        (
            "capacity: 1000",
            "capacity: 400",
            (
                "line 41, suppliers[2].capacity: 400 m2/week is less than the 500 m2/week that its "
                "buyers take at the start (use times share)."
            ),
        ),
        (
            "base_cover_weeks: 4",
            "base_cover_weeks: 14",
            (
                f"line 59, {NEED}.base_cover_weeks: 14 is more than the 10 weeks of 'acid' "
                "that can be "
                "stored ('maximum_cover_weeks')."
            ),
        ),
        (
            "    unit: m2\n",
            "    unit: m2\n    shelf_life_weeks: 3\n",
            (
                "line 63, buyers[0].needs[1].base_cover_weeks: 4 is more than the 3 weeks that "
                "'film' keeps."
            ),
        ),
        (
            "capacity: 40\n",
            (
                "capacity: 40\n    recipe: [{item: film, baseline_use: 5, base_cover_weeks: 0.5, "
                "sources: {Alpha Films: 1}}]\n"
            ),
            (
                "line 37, suppliers[1].recipe[0].base_cover_weeks: 0.5 is less than a week: "
                "a plant uses its inputs before the week's delivery."
            ),
        ),
        (
            "    needs:\n      - item: acid\n        baseline_use: 50\n",
            (
                "    needs:\n      - {item: acid, baseline_use: 5, sources: {Alpha Chemicals: 1}}\n"
                "      - item: acid\n        baseline_use: 50\n"
            ),
            (
                "line 73, buyers[1].needs[1].item: 'Alpha Devices' already needs 'acid'. "
                "Join the two."
            ),
        ),
        (
            "capacity: 40\n",
            (
                "capacity: 40\n"
                "    recipe: [{item: acid, baseline_use: 5, sources: {Beta Chemicals: 1}}]\n"
            ),
            (
                "line 37, suppliers[1].recipe[0].sources.Beta Chemicals: "
                "'Beta Chemicals' cannot buy from itself."
            ),
        ),
        (
            "    capacity: 1000\n",
            (
                "    capacity: 1000\n"
                "    recipe: [{item: film, baseline_use: 5, sources: {Beta Films: 1}}]\n"
            ),
            (
                "line 47, suppliers[3].capacity: 'Beta Films' has no capacity, but is a source of "
                "Alpha Films at the start. Give it capacity, or list it under 'candidates' there."
            ),
        ),
        (
            "lead_time_weeks: 1}\n",
            "lead_time_weeks: 1}\n  - {origin: AAA, destination: BBB, lead_time_weeks: 2}\n",
            "line 81, routes[1]: the route from AAA to BBB is listed twice.",
        ),
        (
            "    unit: m2\n",
            "    unit: m2\n    attributes: {node_nm: .nan}\n",
            "line 23, items[1].attributes.node_nm: nan is not a finite number.",
        ),
    ],
)
def test_needs_that_cannot_be_met(report: Report, old: str, new: str, message: str) -> None:
    assert report((old, new)) == [message]


def test_plants_that_feed_one_another_in_a_circle(report: Report) -> None:
    found = report(
        (
            "capacity: 40\n",
            (
                "capacity: 40\n"
                "    recipe: [{item: film, baseline_use: 5, sources: {Alpha Films: 1}}]\n"
            ),
        ),
        (
            "capacity: 1000\n",
            (
                "capacity: 1000\n    recipe:\n"
                "      - {item: acid, baseline_use: 5, sources: {Alpha Chemicals: 1},\n"
                "         candidates: [Beta Chemicals]}\n"
            ),
        ),
    )
    assert found == [
        (
            "line 37, suppliers[1].recipe: plants buy from one another in a circle: "
            "Beta Chemicals < Alpha Films < Beta Chemicals."
        )
    ]


def test_a_recipe_is_bought_in_proportion_to_sales(report: Report) -> None:
    recipe = "    recipe: [{item: acid, baseline_use: 160, sources: {Alpha Chemicals: 1}}]\n"
    found = report(("    capacity: 1000\n", "    capacity: 1000\n" + recipe))
    assert found == [
        (
            "line 29, suppliers[0].capacity: 200 t/week is less than the 210 t/week that "
            "its buyers "
            "take at the start (use times share)."
        )
    ]
