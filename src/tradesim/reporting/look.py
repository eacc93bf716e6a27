"""How figures are asked to look: a size by name, and a Matplotlib style file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.font_manager import fontManager

from tradesim.errors import Problem, StyleError
from tradesim.limits import table_text, unread
from tradesim.reporting.style import JOURNAL_COLUMN, JOURNAL_PAGE, PRINT, SLIDE, Look, Size
from tradesim.scenario.documents import refuse_yaml
from tradesim.scenario.wording import did_you_mean

SIZES: Mapping[str, Size] = {
    "slide": SLIDE,
    "page": PRINT,
    "column": JOURNAL_COLUMN,
    "two-columns": JOURNAL_PAGE,
}
"""Sizes by the name that the command line has for them."""

JOURNALS = {"column", "two-columns"}
"""Sizes of journals."""

TEXT = re.compile(r'(?:"[^"]*"|[^"#])*')
"""A line of a style file up to its comment; a sign within quotation marks begins none."""

USED = re.compile(
    r"font\.(family|serif|sans-serif|size)|lines\.linewidth|figure\.figsize|axes\.prop_cycle"
    r"|savefig\.dpi|svg\.fonttype|pdf\.(fonttype|compression|use14corefonts)"
)
"""What a style file can set; the rest is laid out by the sheet, on white."""

FONTS = {"font.family", "font.serif", "font.sans-serif"}

GENERIC = {"serif", "sans-serif"}
"""Words that stand for a list of fonts."""


def look_of(size: str, style: Path | None) -> Look:
    """Return the look that was asked for.

    Size of type, width of lines and size of figures are those of the style file, where it has
    them.

    Args:
        size: A name in ``SIZES``.
        style: A Matplotlib style file.

    Raises:
        StyleError: The file cannot be read, or has lines that cannot be used.
    """
    settings = {} if style is None else settings_of(style)
    used = {name: value for name, value in settings.items() if USED.fullmatch(name)}
    return Look(_sized(SIZES[size], used), used, is_journal=size in JOURNALS)


def without_effect(style: Path) -> list[str]:
    """Return the settings of a style file that change nothing here."""
    return [name for name in settings_of(style) if not USED.fullmatch(name)]


def settings_of(style: Path) -> dict[str, Any]:
    """Return what a style file sets.

    Raises:
        StyleError: It cannot be read, or has lines that cannot be used: all of them together.
    """
    refuse_yaml(style, "a style file of Matplotlib", StyleError)
    try:
        lines = table_text(style).splitlines()
    except UnicodeDecodeError:
        raise StyleError(str(style), [Problem(None, "", "it is no text in UTF-8.")]) from None
    except OSError as error:
        raise StyleError(str(style), [Problem(None, "", f"{unread(error)}.")]) from None
    problems = [problem for n, line in enumerate(lines, 1) for problem in _problems(n, line)]
    if problems:
        raise StyleError(str(style), problems)
    read: Mapping[Any, Any] = mpl.rc_params_from_file(style, use_default_template=False)
    return {
        str(name): _installed(value) if name in FONTS else value for name, value in read.items()
    }


def _problems(number: int, line: str) -> Iterator[Problem]:
    """Yield what is wrong with a line."""
    found = TEXT.match(line)
    name, colon, value = (found[0] if found else "").strip().partition(":")
    name, value = name.strip(), value.strip()
    if not name and not colon:
        return
    if not colon:
        yield Problem(number, name, "a line is 'NAME: VALUE', as in 'font.size: 8'.")
    elif name not in mpl.rcParams:
        yield Problem(
            number, name, f"no setting of Matplotlib.{did_you_mean(name, list(mpl.rcParams))}"
        )
    else:
        yield from _value_problems(number, name, value)


def _value_problems(number: int, name: str, value: str) -> Iterator[Problem]:
    """Yield why Matplotlib refuses a value."""
    bare = value[1:-1] if value.startswith('"') and value.endswith('"') else value
    try:
        read: Mapping[Any, Any] = mpl.RcParams({name: bare})
    except (TypeError, ValueError) as error:
        said = str(error).removeprefix(f"Key {name}: ")
        yield Problem(number, name, f"'{value}' cannot be used: {said}.")
        return
    if name in FONTS and not _installed(read[name]):
        yield Problem(number, name, f"none of these fonts is installed: {', '.join(read[name])}.")


def _installed(fonts: Sequence[str]) -> list[str]:
    """Return the fonts that are here, and words that stand for a list of them."""
    here = {font.name for font in fontManager.ttflist} | GENERIC
    return [font for font in fonts if font in here]


def _sized(size: Size, settings: Mapping[str, Any]) -> Size:
    """Return a size with type, lines and measures of a style file."""
    wide, high = settings.get("figure.figsize", (size.width, size.height))
    ratio = settings.get("font.size", size.text) / size.text
    return replace(
        size,
        width=float(wide),
        height=float(high),
        title=size.title * ratio,
        text=size.text * ratio,
        small=size.small * ratio,
        line=settings.get("lines.linewidth", size.line),
    )
