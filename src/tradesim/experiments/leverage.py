"""Leverage: how much a second, identical curb at the end would hurt, against the first.

Four runs on the same draws tell it. The first curb's harm is the scenario beside the scenario
without it; the second's is the scenario prolonged, with the same controls imposed once more after
its end, beside the scenario prolonged without them. Each is taken over as many weeks from the
announcement on. Buyers who have found other sources by then make the second curb weaker.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from tradesim.arrays import Floats
from tradesim.ensemble import Ensemble
from tradesim.errors import OverrideError
from tradesim.experiments.analysis.intervals import (
    FEWEST,
    LEVEL,
    mean_interval,
    quantile,
    resampled_means,
)
from tradesim.experiments.harm import Harm, harms
from tradesim.policies.export_control import ExportControl
from tradesim.results.all_but_one import dates_moved
from tradesim.scenario import Scenario, without
from tradesim.wording.dates import day
from tradesim.wording.lists import joined
from tradesim.world.calendar import Calendar

Progress = Callable[[int], None]

PAUSE = dt.timedelta(weeks=1)
"""From the end of the scenario to the second announcement."""

AGAIN = "{}, once more"
"""Name of the second of two identical controls."""


@dataclass(frozen=True)
class Leverage:
    """What the first and the second curb did by one measure of harm; means over replicates.

    Attributes:
        harm: What is measured.
        first: Harm of the first curb, and its 95 % interval.
        second: Harm of the second curb, and its 95 % interval.
        ratio: Second over first, and its 95 % interval; not a number where the first curb did no
            harm that is larger than noise.
    """

    harm: Harm
    first: tuple[float, float, float]
    second: tuple[float, float, float]
    ratio: tuple[float, float, float]


def leverage(
    scenario: Scenario,
    replicates: int,
    *,
    weeks: int = 52,
    seed: int | None = None,
    controls: Sequence[str] = (),
    progress: Progress | None = None,
) -> list[Leverage]:
    """Return the leverage of a curb, by measure of harm.

    Args:
        scenario: The scenario, which must last until the curb is lifted.
        replicates: Runs of each of the four worlds.
        weeks: Length of the two spans that are compared, from the announcement on.
        seed: Seed of all draws; the scenario's where absent.
        controls: Names of the controls that are the curb; where absent all dated controls of the
            government that imposed the first one on that partner.
        progress: Called with the number of runs that lived another week.

    Raises:
        OverrideError: There is no such curb, or it cannot be imposed a second time.
    """
    curb = chosen(scenario, controls)
    began = min(_announced(control) for control in curb)
    again = scenario.end + PAUSE
    _check_span(scenario, began, weeks)
    prolonged = scenario.model_copy(update={"end": again + dt.timedelta(weeks=weeks)})
    free = without(scenario, [control.name for control in curb])[0]
    worlds = (scenario, free, repeated(prolonged, curb, again - began), prolonged)
    spans = [
        _span(world, day, weeks)
        for world, day in zip(worlds, (began, began, again, again), strict=True)
    ]
    found = [
        _harms(world, curb, span, replicates, seed, progress)
        for world, span in zip(worlds, spans, strict=True)
    ]
    return [_leverage(harm, *(one[harm] for one in found)) for harm in found[0]]


def chosen(scenario: Scenario, names: Sequence[str]) -> list[ExportControl]:
    """Return the controls that are the curb.

    Raises:
        OverrideError: There are none, or some cannot be imposed a second time.
    """
    dated: list[ExportControl] = [
        c for c in scenario.policies if isinstance(c, ExportControl) and not c.waits
    ]
    known = ", ".join(f"'{control.name}'" for control in dated) or "none"
    for name in names:
        if name not in {control.name for control in dated}:
            raise OverrideError(name, f"this is no dated control ({known}).", option="--control")
    if not dated:
        said = "it has no dated export control, so there is no curb to repeat. Choose another."
        raise OverrideError(scenario.name, said, option="scenario")
    first = min(dated, key=_announced)
    corridor = (first.imposer, first.destinations)
    curb: list[ExportControl] = [c for c in dated if c.name in names] or [
        c for c in dated if (c.imposer, c.destinations) == corridor
    ]
    option = "--control" if names else "policy"
    for control in curb:
        if control.ends is None or control.ends.value > scenario.end:
            said = f"it is still in force at the end ({scenario.end}): nothing can be repeated."
            raise OverrideError(control.name, said, option=option)
    partners = dict.fromkeys(country for control in curb for country in control.destinations)
    if len(partners) > 1:
        said = f"the curb is aimed at {', '.join(partners)}: choose by --control those on one."
        raise OverrideError(curb[0].name, said, option=option)
    return curb


def told(scenario: Scenario, curb: Sequence[ExportControl]) -> str:
    """Return which controls are repeated, whose they are and when, in words."""
    names = {country.code: country.name for country in scenario.countries}
    who = joined(list(dict.fromkeys(names[control.imposer] for control in curb)))
    whom = joined(list(dict.fromkeys(names[c] for control in curb for c in control.destinations)))
    first = min(_announced(control) for control in curb)
    return (
        f"{joined([repr(control.name) for control in curb])}, of {who} on {whom}, announced from "
        f"{day(first)} on, and once more from {day(scenario.end + PAUSE)} on"
    )


def _check_span(scenario: Scenario, began: dt.date, weeks: int) -> None:
    """Refuse a span of the first curb that the scenario does not wholly hold."""
    span = _span(scenario, began, weeks)
    left = Calendar.spanning(scenario.start, scenario.end).weeks - span.start
    if left < weeks:
        said = f"only {left} weeks are left after the announcement on {began}."
        raise OverrideError(str(weeks), f"{said} Compare {left} or fewer.", option="--weeks")


def repeated(scenario: Scenario, curb: Sequence[ExportControl], delay: dt.timedelta) -> Scenario:
    """Return a scenario in which controls are imposed once more, all dates so much later."""
    second = [
        dates_moved(control, lambda date: date + delay).model_copy(
            update={"name": AGAIN.format(control.name), "response_to": None}
        )
        for control in curb
    ]
    return scenario.model_copy(update={"policies": [*scenario.policies, *second]})


def _announced(control: ExportControl) -> dt.date:
    date = control.announced or control.effective
    assert date is not None  # noqa: S101 - it is dated
    day: dt.date = date.value
    return day


def _span(scenario: Scenario, day: dt.date, weeks: int) -> slice:
    first = int(Calendar.spanning(scenario.start, scenario.end).week_of(day)[0])
    return slice(first, first + weeks)


def _harms(
    scenario: Scenario,
    curb: Sequence[ExportControl],
    span: slice,
    replicates: int,
    seed: int | None,
    progress: Progress | None,
) -> dict[Harm, Floats]:
    lived = Ensemble(scenario, range(replicates), seed=seed).recordings(progress, reuse_memory=True)
    parts = [harms(recording, curb, span) for recording in lived]
    return {harm: np.concatenate([part[harm] for part in parts]) for harm in parts[0]}


def _leverage(
    harm: Harm, curbed: Floats, free: Floats, curbed_again: Floats, left_alone: Floats
) -> Leverage:
    """Return how two curbs compare, given four worlds' values, each of shape (run,)."""
    first, second = harm.worse(curbed, free), harm.worse(curbed_again, left_alone)
    low, high = mean_interval(np.stack([first, second], axis=1))
    ratio = (np.nan, np.nan, np.nan)
    if low[0] > 0.0:
        ratio = (float(second.mean() / first.mean()), *_quotient(first, second))
    return Leverage(
        harm,
        (float(first.mean()), float(low[0]), float(high[0])),
        (float(second.mean()), float(low[1]), float(high[1])),
        ratio,
    )


def _quotient(first: Floats, second: Floats) -> tuple[float, float]:
    """Return the 95 % interval of the quotient of two paired means, the first surely above 0.

    By bootstrap; of few runs that of Fieller (1954), which is exact for normal differences.
    """
    units = len(first)
    if units >= FEWEST:
        drawn = resampled_means(np.stack([first, second], axis=1), np.ones((units, 2)))
        tail = (1.0 - LEVEL) / 2.0
        low, high = np.quantile(drawn[:, 1] / drawn[:, 0], [tail, 1.0 - tail])
        return float(low), float(high)
    spread = np.cov(first, second) * quantile(units) ** 2 / units
    means = np.array([first.mean(), second.mean()])
    (a, b), (_, c) = np.outer(means, means) - spread
    reach = np.sqrt(max(b * b - a * c, 0.0))
    return float((b - reach) / a), float((b + reach) / a)
