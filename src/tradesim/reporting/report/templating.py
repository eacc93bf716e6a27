"""Where the templates of a report come from; every text in them is escaped."""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import Environment, PackageLoader, StrictUndefined

from tradesim.reporting.report.numbers import Number


def environment_of(finalize: Callable[[object], object]) -> Environment:
    """Return the templates.

    Args:
        finalize: What is done with each value before it is written.
    """
    environment = Environment(
        loader=PackageLoader("tradesim.reporting.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=finalize,
    )
    environment.filters["is_number"] = lambda cell: isinstance(cell, Number)
    return environment
