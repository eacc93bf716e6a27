"""Policies and overrides that change no outcome, found by a paired run without each of them.

Both runs of a pair meet the same draws, so a policy that matters to nobody leaves every recorded
number as it is, to the last bit. Which matter is mostly told by one block of runs
(``all_but_one.py``); what is left is asked in pairs. They run on the ensemble engine, one replicate
each (several where governments decide, or where an override is asked about in several), and stop
soon after the first week that differs. An override may change what is counted and not what happens
(a price of output, the owner of a plant): what is left the same every week is measured, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from tradesim.ensemble import Ensemble
from tradesim.measures.panels import OF_POLICIES, PANELS
from tradesim.measures.recording import Recorder, Recording
from tradesim.measures.summary import measure_all
from tradesim.policies.rule import follows_rule
from tradesim.results.all_but_one import known_to_matter, lived
from tradesim.results.idle_reasons import override_reason, policy_reason
from tradesim.scenario import Scenario, without
from tradesim.scenario.classroom import CLASSROOM
from tradesim.scenario.paths import resolve
from tradesim.scenario.size import is_large
from tradesim.world.build import build_world

NOT_LOOKED_FOR = (
    "policies that change nothing are not looked for: pairs of runs would have the standard "
    "agents, not the scenario's own."
)


TOO_LARGE = (
    "policies that change nothing are not looked for in a world of so many firms: it would be run "
    "once more for each policy."
)


def idle_policies(
    scenario: Scenario, seed: int, matter: frozenset[str] | None = None
) -> Iterator[str]:
    """Yield a sentence for each policy or shock whose removal changes nothing.

    What answers a policy is removed with it, so a response counts to what it answers.

    Args:
        scenario: The scenario.
        seed: Seed of all draws.
        matter: Policies that are known to change some outcome; None where nobody looked.
    """
    policies = scenario.happenings
    if not policies:
        return
    if scenario.agents:
        yield NOT_LOOKED_FOR
        return
    if is_large(scenario):
        yield TOO_LARGE
        return
    if matter is None and not governments_decide(scenario):
        matter = known_to_matter(scenario, seed)
    asked = [policy for policy in policies if policy.name not in (matter or ())]
    if not asked:
        return
    recording = _lived(scenario, seed)
    for policy in asked:
        reduced, _ = without(scenario, [policy.name])
        if not differs(recording, reduced, seed):
            reason = policy_reason(policy, recording.layout)
            noun = "shock" if policy in scenario.shocks else "policy"
            yield f"{noun} '{policy.name}' changes no outcome: {reason}"


def idle_overrides(
    scenario: Scenario, seed: int, others: Mapping[str, Scenario], replicates: int = 1
) -> Iterator[str]:
    """Yield a sentence for each override of the world that changes nothing.

    Args:
        scenario: The scenario with all overrides.
        seed: Seed of all draws.
        others: By dotted path, the scenario without that override.
        replicates: Replicates that were run; several of them are compared.
    """
    others = {path: other for path, other in others.items() if _is_of_the_world(path, scenario)}
    if not others or scenario.agents or is_large(scenario):
        return
    recording = _lived(scenario, seed, replicates)
    for path, other in others.items():
        if not differs(recording, other, seed, measured=True):
            yield f"override '{path}' changes no outcome: {override_reason(path, scenario, other)}"


def _is_of_the_world(path: str, scenario: Scenario) -> bool:
    place = resolve(scenario, path).path
    return place[0] not in NOT_OF_THE_WORLD and place[-1] not in WORDS


def differs(recording: Recording, other: Scenario, seed: int, *, measured: bool = False) -> bool:
    """Say whether another scenario gives other outcomes in some week.

    Args:
        recording: What the scenario it is compared with was.
        other: The other scenario.
        seed: Seed of all draws.
        measured: Whether what policies book, and measures of the whole run, are outcomes, too.
    """
    world = build_world(other, seed, recording.replicates)
    world.log.enabled = False
    recorder = Recorder(world, recording.replicates)
    pairs = _pairs(recording, recorder.recording(), booked=measured)
    if pairs is None or _was_used(recording, recorder.recording()):
        return True
    for weeks in lived(world, recorder):
        if any((ours[weeks] != theirs[weeks]).any() for ours, theirs in pairs):
            return True
    return measured and _measures(recording) != _measures(recorder.recording())


def _measures(recording: Recording) -> dict[tuple[str, ...], bytes]:
    """Return the values of all measures, to the last bit, by what tells them apart."""
    return {(*m.key, m.unit): m.values.tobytes() for m in measure_all(recording)}


def _lived(scenario: Scenario, seed: int, replicates: int = 1) -> Recording:
    count = SEVERAL if governments_decide(scenario) else min(replicates, SEVERAL)
    return next(Ensemble(scenario, range(count), seed=seed).recordings())


def governments_decide(scenario: Scenario) -> bool:
    """Say whether governments or rules decide: what they do hangs on the draws of a replicate."""
    return any(country.mode == "adaptive" for country in scenario.countries) or any(
        follows_rule(policy) for policy in scenario.policies
    )


SEVERAL = 8
"""Replicates compared where governments decide, and the most that are for an override."""

NOT_OF_THE_WORLD = (
    "name", "title", "description", "seed", "replicates", "agents", "variants", "hindcast",
    *CLASSROOM
)  # fmt: skip
"""Fields of a scenario that a pair of runs on the same draws says nothing about."""

WORDS = (
    "name", "label", "note", "customs_group", "unit", "output_unit",
    "source", "judgement", "range",
)  # fmt: skip
"""Fields that say what something is called, or where a figure is from."""

Pairs = list[tuple[np.ndarray, np.ndarray]]
"""Panels to compare, both of shape (week, row, run)."""


def _pairs(ours: Recording, theirs: Recording, *, booked: bool) -> Pairs | None:
    """Return the panels to compare, None where the worlds do not have the same shape.

    A control that only one of the worlds has is compared with nothing filed and nothing decided.

    Args:
        ours: One of the worlds.
        theirs: The other.
        booked: Whether what policies book is compared, too.
    """
    pairs: Pairs = []
    for name, kind in PANELS.items():
        a, b = ours.panels[name], theirs.panels[name]
        if kind == "control":
            pairs.extend(_control_pairs(ours, theirs, name))
        elif kind in OF_POLICIES and not booked:
            continue
        elif a.shape != b.shape:
            return None
        else:
            pairs.append((a, b))
    return pairs if ours.weeks == theirs.weeks else None


def _was_used(ours: Recording, theirs: Recording) -> bool:
    """Say whether something was filed under a control that the other world does not have.

    That differs from nothing filed: such a pair need not be lived to be told apart.
    """
    others = _control_rows(theirs)
    rows = [row for key, row in _control_rows(ours).items() if key not in others]
    return any(ours.panels[name][:, rows].any() for name in PANELS if PANELS[name] == "control")


def _control_pairs(ours: Recording, theirs: Recording, name: str) -> Pairs:
    a, b = _control_rows(ours), _control_rows(theirs)
    return [(_rows(ours, name, a.get(key)), _rows(theirs, name, b.get(key))) for key in {**a, **b}]


def _control_rows(recording: Recording) -> dict[tuple[str, str, str], int]:
    controls = enumerate(recording.layout.control_list)
    return {(name, row.item, row.partner): number for number, (name, row) in controls}


def _rows(recording: Recording, name: str, row: int | None) -> np.ndarray:
    if row is None:
        return np.zeros((recording.weeks, 1, 1))
    return recording.panels[name][:, row : row + 1]
