"""Variants: every path they set leads to a field."""

from __future__ import annotations

from collections.abc import Iterator

from tradesim.errors import OverrideError
from tradesim.scenario.paths import AmbiguousPathError, resolve
from tradesim.scenario.schema import Scenario
from tradesim.scenario.wording import Finding


def check(scenario: Scenario) -> Iterator[Finding]:
    """Yield the paths of variants that lead nowhere."""
    for name, variant in scenario.variants.items():
        for dotted in variant.set:
            try:
                resolve(scenario, dotted)
            except AmbiguousPathError:  # two entries of one name: that is what is wrong
                continue
            except OverrideError as error:
                yield Finding(("variants", name, "set", dotted), error.message)
