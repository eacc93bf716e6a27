"""Quotas, public money, relocation: what does not fit together is said."""

from pathlib import Path

import pytest

from tests.source_tree import REPOSITORY
from tradesim.errors import ScenarioError
from tradesim.scenario import Scenario, apply, load, without

WORLD = REPOSITORY / "tests" / "worlds" / "instruments.yaml"


def problems(tmp_path: Path, old: str, new: str) -> list[str]:
    """Return what is wrong with the world of instruments with one part replaced."""
    text = WORLD.read_text(encoding="utf-8")
    assert text.count(old) >= 1, f"the world does not say {old!r}"
    file = tmp_path / "world.yaml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        load(file)
    return [str(problem).partition(", ")[2] for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "items: [acid]\n    most",
            "items: [acid, fine chip]\n    most",
            "policies[2].items: its items are counted in t and wafer. Give each its own quota.",
        ),
        (
            "destination: BBB\n    items: [acid]\n    most",
            "destination: AAA\n    items: [acid]\n    most",
            (
                "policies[2].destination: 'AAA' is the origin itself; a quota is on what crosses "
                "a border."
            ),
        ),
        (
            "imposer: AAA\n    origin: AAA\n",
            "imposer: CCC\n    origin: AAA\n",
            (
                "policies[2].imposer: 'CCC' is neither side: a quota is set by the country of "
                "dispatch (AAA) or of arrival (BBB)."
            ),
        ),
        (
            "partners: [CCC, BBB]",
            "partners: [CCC, AAA]",
            (
                "policies[3].partners[1]: 'AAA' is the imposer itself; a tariff is on imports "
                "from others."
            ),
        ),
        (
            "unit: t/quarter",
            "unit: wafer/quarter",
            "policies[2].most.unit: 'wafer/quarter' is given, but 't/quarter' is meant.",
        ),
        (
            "budget_usd_m: 300",
            "budget_usd_m: 299",
            "policies[6].budget_usd_m: the awards add up to 300, more than the budget.",
        ),
        (
            "deadline: 2020-01-20",
            "deadline: 2019-01-06",
            "policies[6].deadline: 2019-01-06 is before 'effective' (2019-01-07).",
        ),
        (
            "    funded_by: fund\n    cost",
            "    cost",
            ("policies[6].awards[0].project: 'fine works' does not say 'funded_by: fund'."),
        ),
        (
            "      - {project: acid works, amount_usd_m: 100}\n",
            "",
            "policies[5].funded_by: 'fund' has no award for 'acid works'.",
        ),
        (
            "project: acid works",
            "project: acid workz",
            (
                "policies[6].awards[1].project: 'acid workz' is not a project of this scenario "
                "(fine works, acid works). Did you mean 'acid works'?"
            ),
        ),
        (
            "into: [CCC]",
            "into: [AAA]",
            "policies[7].moves[0].to: 'Gamma Acid' stands in CCC, not in AAA.",
        ),
        (
            "into: [CCC]",
            "into: [CCC, BBB]",
            "policies[7].into[1]: 'BBB' is the country it asks to leave. Name others alone.",
        ),
        (
            "origin: AAA, destination: BBB, items: [acid], start",
            "origin: AAA, destination: AAA, items: [acid], start",
            (
                "shocks[1].destination: 'AAA' is the origin itself; a blockade is of what crosses "
                "a border. Name another country, or write a supply_shock."
            ),
        ),
        (
            "buyers: [Beta Servers]",
            "buyers: [Beta Servers, Alpha Servers]",
            (
                "policies[0].buyers[1]: 'Alpha Servers' stands in AAA, at which it is not aimed. "
                "Remove it, or aim at AAA too, with 'partners'."
            ),
        ),
        (
            "to: Gamma Acid}",
            "to: Gamma Fine}",
            "policies[7].moves[0].to: 'Gamma Fine' makes 'fine chip', not 'acid'.",
        ),
        (
            "requester: AAA",
            "requester: Beta Server",
            (
                "policies[7].requester: 'Beta Server' is not a buyer or country of this scenario "
                "(Beta Servers, Beta Phones, Alpha Servers, AAA, BBB, CCC). "
                "Did you mean 'Beta Servers'?"
            ),
        ),
        (
            "attribute: node_nm, at_most",
            "attribute: node, at_most",
            (
                "policies[0].thresholds[0].attribute: 'node' is not an attribute of this scenario "
                "(node_nm). Did you mean 'node_nm'?"
            ),
        ),
    ],
)
def test_what_does_not_fit_is_said(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert message in problems(tmp_path, old, new)


def test_a_plant_that_stands_elsewhere_cannot_be_asked_to_leave(tmp_path: Path) -> None:
    said = problems(tmp_path, "moves: [{plant: Beta Acid", "moves: [{plant: Alpha Acid")
    assert "policies[7].moves[0].plant: 'Alpha Acid' stands in AAA, not in BBB." in said


def test_what_a_removal_leaves_behind_is_no_fault_of_an_override() -> None:
    scenario: Scenario = load(WORLD)
    reduced, _ = without(scenario, ["fund"])
    changed = apply(reduced, {"policies.fine works.build_weeks": 30})
    assert "fund" not in [policy.name for policy in changed.policies]
    assert changed.policies[4].name == "fine works"


def test_the_importing_country_may_set_a_quota_too(tmp_path: Path) -> None:
    text = WORLD.read_text(encoding="utf-8")
    assert text.count("imposer: AAA\n    origin: AAA\n") == 1
    file = tmp_path / "world.yaml"
    changed = text.replace("imposer: AAA\n    origin: AAA\n", "imposer: BBB\n    origin: AAA\n")
    file.write_text(changed, encoding="utf-8")
    assert load(file).policies[2].actor == "BBB"
