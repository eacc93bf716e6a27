"""The licensing regimes that come with the package, read once."""

from functools import cache

from pydantic import ValidationError

from tradesim.errors import Problem, ScenarioError
from tradesim.fields import Block
from tradesim.policies.regime import Regime
from tradesim.scenario import bundled
from tradesim.scenario.yaml_lines import parse


class RegimeFile(Block):
    """A file of regimes, those of one government."""

    regimes: list[Regime]


@cache
def bundled_regimes() -> dict[str, Regime]:
    """Return the regimes that come with the package, by name.

    Raises:
        ScenarioError: A file of regimes is damaged.
    """
    found: dict[str, Regime] = {}
    for file in bundled.regime_files().values():
        tree = parse(file.read_text(encoding="utf-8"))
        if tree.problems:
            raise ScenarioError(str(file), tree.problems)
        try:
            regimes = RegimeFile.model_validate(tree.data).regimes
        except ValidationError as error:
            said = [Problem(None, "", entry["msg"]) for entry in error.errors()]
            raise ScenarioError(str(file), said) from None
        found |= {regime.name: regime for regime in regimes}
    return dict(sorted(found.items()))
