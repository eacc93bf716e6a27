"""The public names of ``tradesim.results``, each imported from where it is defined."""

from tradesim.records.room import check_kept_runs
from tradesim.results.custom_agents import named_agents
from tradesim.results.folder import check_destination, default_folder
from tradesim.results.forecasting import forecast, runs_of_a_forecast
from tradesim.results.no_effect import idle_overrides, idle_policies
from tradesim.results.result import Result
from tradesim.results.running import run, run_one, run_points, weeks_to_live

__all__ = [
    "Result",
    "check_destination",
    "check_kept_runs",
    "default_folder",
    "forecast",
    "idle_overrides",
    "idle_policies",
    "named_agents",
    "run",
    "run_one",
    "run_points",
    "runs_of_a_forecast",
    "weeks_to_live",
]
