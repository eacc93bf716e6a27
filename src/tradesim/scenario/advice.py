"""What is sound in a scenario, and may still mislead its author."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from tradesim.scenario.schema import Buyer, Scenario
from tradesim.scenario.size import is_large
from tradesim.scenario.wording import listing


def advice(scenario: Scenario) -> list[str]:
    """Return a sentence for each thing that the author should know of."""
    return [] if is_large(scenario) else list(_unweighted_losses(scenario))


def _unweighted_losses(scenario: Scenario) -> Iterator[str]:
    """Yield the countries of which losses cannot be weighted by the value of output."""
    buyers: dict[str, list[Buyer]] = defaultdict(list)
    for buyer in scenario.buyers:
        buyers[buyer.country].append(buyer)
    for country, together in buyers.items():
        without = [buyer.name for buyer in together if buyer.output_value.value == 0]
        if without and len(together) > 1:
            verb = "has" if len(without) == 1 else "have"
            yield (
                f"{listing(without)} {verb} no 'output_value': the losses of {len(together)} "
                f"buyers in {country} are averaged unweighted. Give each the value of a unit of "
                "its output, USD."
            )
