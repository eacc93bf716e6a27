"""Episodes as a fit runs them: no longer than they were observed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from tradesim.evidence.leave_out.design import LeaveOutStudy
from tradesim.evidence.observed import Observed
from tradesim.evidence.periods import months_of
from tradesim.evidence.record import Record
from tradesim.scenario import Scenario

AFTER = dt.timedelta(days=40)
"""From the first day of the last observed month to the end of a run: the month, and a week more."""


def as_long_as_observed(study: LeaveOutStudy, observed: Mapping[str, Observed]) -> LeaveOutStudy:
    """Return a study whose episodes end where nothing more was observed of them."""
    scenarios = {
        name: _shortened(scenario, observed[name]) for name, scenario in study.scenarios.items()
    }
    return replace(study, scenarios=scenarios)


def _shortened(scenario: Scenario, observed: Observed) -> Scenario:
    record = Record.of(scenario, observed)
    months = [months_of(period)[-1] for line in record.lines for period in line.periods]
    months += [asked.row["last"][:7] or asked.row["first"][:7] for asked in record.asked]
    known = [dt.date.fromisoformat(f"{month}-01") for month in months if month]
    if not known:
        return scenario
    end = max(known) + AFTER
    return scenario.model_copy(update={"end": min(end, scenario.end)})
