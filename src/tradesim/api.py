"""The public names of the package, each imported from where it is defined."""

from tradesim.ensemble import Ensemble
from tradesim.errors import ScenarioError, TradesimError
from tradesim.explanations import explain
from tradesim.model import TradeModel
from tradesim.results.forecasting import forecast
from tradesim.results.result import Result
from tradesim.results.running import run
from tradesim.scenario import Scenario, load

__all__ = [
    "Ensemble",
    "Result",
    "Scenario",
    "ScenarioError",
    "TradeModel",
    "TradesimError",
    "explain",
    "forecast",
    "load",
    "run",
]
