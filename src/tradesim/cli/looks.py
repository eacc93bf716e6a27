"""How the figures of a command look: ``--size`` and ``--style``."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tradesim.cli.edge import say
from tradesim.cli.usage import Needless

DRAWN = Needless("--no-figures")
REPORTED = Needless("--no-figures", unless="--report")


class FigureSize(StrEnum):
    """How large figures are."""

    slide = "slide"
    page = "page"
    column = "column"
    two_columns = "two-columns"


Size = Annotated[
    FigureSize,
    typer.Option(
        "--size",
        help="How large figures are. column and two-columns: 89 and 183 mm, as journals ask, also "
        "as PDF with its fonts.",
    ),
]

Style = Annotated[
    Path | None,
    typer.Option(
        "--style", metavar="FILE", help="Matplotlib style file: fonts, sizes and colours of lines."
    ),
]


def worn_look(size: FigureSize, style: Path | None) -> AbstractContextManager[None]:
    """Return in what figures are drawn as asked; say which lines of a style file do nothing.

    Raises:
        StyleError: The style file cannot be used.
    """
    if size is FigureSize.slide and style is None:
        return nullcontext()
    from tradesim.reporting.look import look_of, without_effect
    from tradesim.reporting.style import worn

    look = look_of(size.value, style)
    unused = without_effect(style) if style is not None else []
    if unused:
        say(f"note: {style}: without effect here: {', '.join(unused)}.", err=True)
    return worn(look)
