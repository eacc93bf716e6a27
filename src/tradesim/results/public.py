"""The public names of ``tradesim.results``, each imported from where it is defined."""

from tradesim.records.room import check_kept_runs as check_kept_runs
from tradesim.results.forecasting import forecast as forecast
from tradesim.results.forecasting import runs_of_a_forecast as runs_of_a_forecast
from tradesim.results.no_effect import idle_overrides as idle_overrides
from tradesim.results.no_effect import idle_policies as idle_policies
from tradesim.results.own_code import named_agents as named_agents
from tradesim.results.result import Result as Result
from tradesim.results.running import lived as lived
from tradesim.results.running import lived_and_searched as lived_and_searched
from tradesim.results.running import run as run
from tradesim.results.running import run_one as run_one
from tradesim.results.running import run_points as run_points
from tradesim.results.running import runs_of as runs_of
from tradesim.results.running import weeks_to_live as weeks_to_live
from tradesim.results.whole import check_destination as check_destination
from tradesim.results.whole import default_folder as default_folder
