"""The day on which a forecast is made: what is known, and what is not yet."""

from __future__ import annotations

import datetime as dt

from tradesim.scenario.schema import Scenario


def forecast_day(scenario: Scenario) -> dt.date | None:
    """Return the day of the forecast: the one that the scenario says, or what begins its episode.

    That is the first date of what keeps goods back or makes them dearer, be it a policy or a shock:
    plants and programmes announced years before are known by then. Without any it is the first
    date of any policy, or else of any shock; None where nothing happens.
    """
    if scenario.hindcast.announced is not None:
        return scenario.hindcast.announced
    all_of_them = (*scenario.policies, *scenario.shocks)
    hindering = tuple(each for each in all_of_them if each.hinders_trade)
    for happenings in (hindering, tuple(scenario.policies), tuple(scenario.shocks)):
        dates = [
            date.value
            for happening in happenings
            for _, date in happening.dates()
            if isinstance(date.value, dt.date)
        ]
        if dates:
            return min(dates)
    return None


def unknown_from(scenario: Scenario) -> dt.date | None:
    """Return the day from which on nothing was known: that of the forecast, or of what is scored.

    Scores may begin earlier than the forecast, where what was shipped in fear is to be foretold.
    """
    day, scored = forecast_day(scenario), scenario.hindcast.first_scored
    known = [dt.date.fromisoformat(f"{scored}-01")] if scored else []
    return min([*known, *([day] if day else [])], default=None)
