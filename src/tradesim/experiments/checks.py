"""What can be wrong with an experiment beyond its schema: paths, units, ranges, variants."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import numpy as np

from tradesim.errors import OverrideError
from tradesim.experiments import schema
from tradesim.experiments.arrays import Values
from tradesim.experiments.design import no_power_of_two, point_count
from tradesim.experiments.outcomes import check_outcomes
from tradesim.experiments.parameters import check_values, facts_of, leads_somewhere
from tradesim.experiments.schema import Arm, Experiment, VariedParameter
from tradesim.experiments.searching import check_search
from tradesim.limits import MOST_POINTS, MOST_RUNS
from tradesim.scenario import Scenario, apply, variant, without
from tradesim.scenario.hints import OWN_UNIT, other_numbers
from tradesim.scenario.paths import resolve
from tradesim.scenario.units import own_unit
from tradesim.scenario.wording import Finding, did_you_mean, listing

Findings = Iterator[Finding]


def make_arms(
    experiment: Experiment, scenario: Scenario
) -> tuple[dict[str, Scenario], list[Finding]]:
    """Return the scenario of each variant, and why some cannot be made."""
    made, wrong = {}, []
    for name, arm in experiment.arms.items():
        try:
            made[name] = _made(arm, scenario)
        except OverrideError as error:
            field = {"--variant": "variant", "--without": "without"}.get(error.option, "set")
            place = (error.path,) if field == "set" else ()
            wrong.append(Finding(("variants", name, field, *place), error.message))
    return made, wrong


def _made(arm: Arm, scenario: Scenario) -> Scenario:
    chosen = variant(scenario, arm.variant) if arm.variant else scenario
    reduced = without(chosen, arm.without)[0] if arm.without else chosen
    return apply(reduced, arm.set) if arm.set else reduced


def check(
    experiment: Experiment,
    scenario: Scenario,
    listed: Mapping[str, Values] | None,
    lost: Collection[tuple[int | str, ...]] = (),
) -> list[Finding]:
    """Return what is wrong with an experiment beyond its schema.

    Args:
        experiment: The experiment, or its sound part.
        scenario: Its scenario.
        listed: The points of a list, by parameter.
        lost: What of the file is not in the experiment, since its schema is not sound: nothing is
            said of it again, nor of what depends on it.
    """
    paths = [str(place[1]) for place in lost if place[0] == "vary" and len(place) > 1]
    named = ("variants", experiment.reference) in lost or ("variants",) in lost
    design = () if ("design",) in lost else (*_shapes(experiment), *_size(experiment, lost))
    return [
        *_paths([*paths, *experiment.vary], scenario),
        *design,
        *_parameters(experiment, scenario, listed),
        *_same_target(experiment, scenario),
        *(() if named else _reference(experiment)),
        *_variants(experiment, scenario),
        *check_outcomes(experiment, scenario),
        *check_search(experiment),
    ]


def completed(experiment: Experiment, scenario: Scenario) -> Experiment:
    """Return an experiment whose normal distributions end where their fields do."""
    vary = {path: _completed(p, scenario, path) for path, p in experiment.vary.items()}
    return experiment.model_copy(update={"vary": vary})


def _completed(parameter: VariedParameter, scenario: Scenario, path: str) -> VariedParameter:
    normal = parameter.normal
    if normal is None:
        return parameter
    facts = facts_of(scenario, path)
    ends = {
        end: facts.get(end) if getattr(normal, end) is None else getattr(normal, end)
        for end in ("low", "high")
    }
    return parameter.model_copy(update={"normal": normal.model_copy(update=ends)})


def _parameters(
    experiment: Experiment, scenario: Scenario, listed: Mapping[str, Values] | None
) -> Findings:
    for path, parameter in experiment.vary.items():
        place = ("vary", path)
        wrong = [Finding(place, said) for said in _shape_numbers(parameter)]
        yield from wrong
        if wrong or not leads_somewhere(scenario, path):
            continue
        whole = _completed(parameter, scenario, path)
        if isinstance(experiment.design, schema.Morris):
            yield from _open_ends(path, whole)
        if facts := facts_of(scenario, path):
            yield from _unit(scenario, path, parameter, facts["unit"])
        values = list(listed[path]) if listed else _extremes(whole)
        try:
            if values:
                check_values(scenario, path, values)
        except OverrideError as error:
            yield Finding(place, error.message)


def _paths(paths: Iterable[str], scenario: Scenario) -> Findings:
    """Yield the paths that lead nowhere."""
    for path in paths:
        try:
            facts_of(scenario, path)
        except OverrideError as error:
            yield Finding(("vary", path), error.message)


def _shapes(experiment: Experiment) -> Findings:
    """Yield what the design does not allow of how parameters are varied."""
    for path, parameter in experiment.vary.items():
        yield from (Finding(("vary", path), said) for said in _shape(experiment, parameter))


def _shape(experiment: Experiment, parameter: VariedParameter) -> Iterator[str]:
    shapes, design = parameter.shapes, experiment.design
    if isinstance(design, schema.Listed):
        if shapes:
            yield f"a list takes its values from the file: leave out {listing(shapes)}."
        return
    if len(shapes) != 1:
        said = f"{listing(shapes)} exclude each other" if shapes else "nothing says how it varies"
        yield f"{said}: give one of {listing(schema.SHAPES)}."
        return
    if isinstance(design, schema.Grid) and parameter.alternatives is None:
        if parameter.ends is None:
            yield f"a grid needs 'values', or a 'range' with 'steps', not '{shapes[0]}'."
        elif parameter.steps is None:
            yield "a grid needs 'steps': how many values from end to end?"
    elif parameter.steps is not None and not isinstance(design, schema.Grid):
        yield f"'steps' are for a grid; the design is {design.kind}."


def _shape_numbers(parameter: VariedParameter) -> Iterator[str]:
    """Yield what is wrong with the numbers of how a parameter is varied."""
    three = parameter.triangular
    if three is not None and three.low == three.mode == three.high:
        yield f"all three corners are {three.low:g}: nothing varies. Leave it out, or widen it."
    elif three is not None and not three.low <= three.mode <= three.high:
        yield "a triangular distribution needs low <= mode <= high."
    normal = parameter.normal
    if normal is not None and None not in (normal.low, normal.high) and normal.low >= normal.high:  # type: ignore[operator]
        yield "a normal distribution needs low < high."
    if parameter.log_uniform is not None:
        low = parameter.log_uniform[0]
        if not isinstance(low, float) or low <= 0:
            yield "a log_uniform needs two numbers above 0."
    alternatives = parameter.alternatives or []
    if any(first == other for first, other in itertools.combinations(alternatives, 2)):
        yield "some value stands here twice."
    weights = parameter.weights
    if weights is not None and parameter.categorical is None:
        yield "'weights' are for 'categorical'."
    elif weights is not None and (
        len(weights) != len(alternatives) or min(weights) < 0 or sum(weights) <= 0
    ):
        yield f"as many weights as alternatives are needed, {len(alternatives)}, none below 0."


def _open_ends(path: str, parameter: VariedParameter) -> Findings:
    """Yield that a normal distribution has no ends, which a design of elementary effects takes."""
    normal = parameter.normal
    open_ends = [end for end in ("low", "high") if normal and getattr(normal, end) is None]
    if open_ends:
        said = "a morris design reaches the ends of a distribution, and this one has no end: give"
        yield Finding(("vary", path, "normal"), f"{said} {' and '.join(open_ends)}.")


def _unit(scenario: Scenario, path: str, parameter: VariedParameter, meant: str) -> Findings:
    tree = scenario.model_dump(exclude_unset=True)
    own = own_unit(tree, resolve(scenario, path.removesuffix(".value")).path)
    spelled = meant.replace(OWN_UNIT, own or "unit of the item")
    if parameter.unit is None:
        said = f"the unit is missing. Write unit: {spelled}."
    else:
        said = other_numbers(parameter.unit, meant if own is None else spelled)
    if said:
        yield Finding(("vary", path), said)


def _extremes(parameter: VariedParameter) -> list[Any]:
    """Return values that are allowed if all values of a parameter, completed, are."""
    if parameter.alternatives is not None:
        return parameter.alternatives
    if parameter.ends is not None:
        return parameter.ends
    if parameter.triangular is not None:
        return [parameter.triangular.low, parameter.triangular.high]
    normal = parameter.normal
    ends = (normal.low, normal.mean, normal.high) if normal else ()
    return [end for end in ends if end is not None and np.isfinite(end)]


def _same_target(experiment: Experiment, scenario: Scenario) -> Findings:
    first: dict[Any, str] = {}
    for path in experiment.vary:
        place = _target(scenario, path)
        if place is not None and first.setdefault(place, path) != path:
            yield Finding(("vary", path), f"this is varied already, as '{first[place]}'.")


def _reference(experiment: Experiment) -> Findings:
    arms = experiment.arms
    if experiment.reference is not None and experiment.reference not in arms:
        near = did_you_mean(experiment.reference, arms)
        said = f"'{experiment.reference}' is not one of the variants ({listing(arms)}).{near}"
        yield Finding(("reference",), said)


def _variants(experiment: Experiment, scenario: Scenario) -> Findings:
    varied = {_target(scenario, path): path for path in experiment.vary}
    for name, arm in experiment.arms.items():
        for path in arm.set:
            twice = varied.get(_target(scenario, path))
            if twice is not None and _target(scenario, path) is not None:
                said = f"'{twice}' is varied too, and would win. Leave one of them out."
                yield Finding(("variants", name, "set", path), said)
        leaves_out = arm.without or (arm.variant in scenario.variants and arm.variant)
        counted = [path for path in experiment.vary if path.startswith(("policies[", "shocks["))]
        if leaves_out and counted:
            said = "it leaves policies out, so that '{}' would mean another. Write its name."
            yield Finding(("variants", name), said.format(counted[0]))


def _target(scenario: Scenario, path: str) -> tuple[str | int, ...] | None:
    plain = path.removesuffix(".value")
    return resolve(scenario, plain).path if leads_somewhere(scenario, plain) else None


def _size(experiment: Experiment, lost: Collection[tuple[int | str, ...]]) -> Findings:
    design, count = experiment.design, point_count(experiment)
    runs = (count or 1) * experiment.replicates * len(experiment.arms)
    if count is not None and count > MOST_POINTS:
        yield Finding(("design",), f"{count:,} points are more than {MOST_POINTS:,}.")
    elif runs > MOST_RUNS:
        said = "points, variants and replicates make {:,} runs, more than {:,}."
        yield Finding(("replicates",), said.format(runs, MOST_RUNS))
    if isinstance(design, schema.Sobol) and (said := no_power_of_two(design.samples)):
        yield Finding(("design", "samples"), said)
    if isinstance(design, schema.Morris) and design.levels % 2:
        yield Finding(("design", "levels"), f"{design.levels} is odd. Write {design.levels + 1}.")
    is_bare = not experiment.vary and all(place[0] != "vary" for place in lost)
    if is_bare and not isinstance(design, schema.Grid):
        yield Finding(("design",), f"a {design.kind} design needs parameters under 'vary'.")
