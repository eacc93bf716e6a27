"""The public names of the package, each imported from where it is defined."""

from tradesim.ensemble import Ensemble as Ensemble
from tradesim.errors import ScenarioError as ScenarioError
from tradesim.errors import TradesimError as TradesimError
from tradesim.explanations import explain as explain
from tradesim.model import TradeModel as TradeModel
from tradesim.results.forecasting import forecast as forecast
from tradesim.results.result import Result as Result
from tradesim.results.running import run as run
from tradesim.scenario import Scenario as Scenario
from tradesim.scenario import load as load
