"""Draw the week as a flow chart, docs/figures/week.svg, from the code of the week itself.

A row is a stage of ``tradesim.week.STAGES``, a box what the stage calls, in its order: what actors
decide in one colour, what is then carried out for all in the other.

Usage: python scripts/write_week.py [--check]
"""

from __future__ import annotations

import ast
import inspect
import sys
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any

from tradesim import week

PICTURE = Path(__file__).resolve().parents[1] / "docs" / "figures" / "week.svg"
WIDTH, LEFT, MARGIN = 860, 170, 16
STEP_HEIGHT, GAP, PADDING = 28, 8, 12
LETTER = 7.5  # width of a letter of the boxes
DECISION, DONE, INK, MUTED = "#fdebd8", "#e2eef8", "#222222", "#5f5f5f"
WHO: dict[str, tuple[str, Callable[..., Any]]] = {
    "govern": ("governments", week.AtCabinet.act),
    "plan": ("buyers", week.AtPurchasing.plan),
    "supply": ("suppliers", week.AtSales.supply),
    "price": ("suppliers", week.AtSales.price),
    "learn": ("buyers", week.AtPurchasing.learn),
}
"""Who decides by each method of ``week.Deciders``, and how."""


@dataclass(frozen=True)
class Step:
    """One function of a stage, and who decides by it; nobody where it carries out."""

    name: str
    who: str = ""

    @property
    def text(self) -> str:
        """Return it in words."""
        words = self.name.replace("_", " ")
        return f"{self.who}: {words}" if self.who else words

    @property
    def width(self) -> float:
        """Return the width of its box."""
        return len(self.text) * LETTER + 2 * PADDING


def calls(function: Callable[..., Any]) -> Iterator[str]:
    """Yield what a function calls, in its order, methods with a dot before them."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    found = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    for called in sorted(found, key=lambda node: (node.lineno, node.col_offset)):
        if isinstance(called, ast.Name):
            yield called.id
        elif isinstance(called, ast.Attribute):
            yield f".{called.attr}"


def steps(stage: Callable[..., Any]) -> Iterator[Step]:
    """Yield the steps of a stage; a decision as the functions that it consists of."""
    for name in calls(stage):
        if not name.startswith("."):
            yield Step(name)
            continue
        who, decide = WHO[name[1:]]
        for decision in calls(decide):
            inner = getattr(week, decision)
            whole = inspect.getmodule(inner) is week
            for part in calls(inner) if whole else [decision]:
                yield Step(part, who)


def rows_of(found: list[Step]) -> list[list[Step]]:
    """Return steps in rows that fit the picture."""
    rows: list[list[Step]] = [[]]
    room = WIDTH - LEFT - MARGIN
    for step in found:
        if rows[-1] and sum(each.width + GAP for each in rows[-1]) + step.width > room:
            rows.append([])
        rows[-1].append(step)
    return rows


def drawn() -> str:
    """Return the picture."""
    parts, top = [], MARGIN + 26
    middles: list[tuple[float, float]] = []
    for number, (name, stage) in enumerate(week.STAGES.items(), start=1):
        rows = rows_of(list(steps(stage)))
        height = len(rows) * (STEP_HEIGHT + GAP) - GAP + 2 * PADDING
        parts += [*_stage(number, name, top, height), *_boxes(rows, top + PADDING)]
        middles.append((top, top + height))
        top += height + 22
    return _page([*_legend(), *_arrows(middles), *parts], top + 4)


def _stage(number: int, name: str, top: float, height: float) -> Iterator[str]:
    yield (
        f'<rect x="40" y="{top}" width="{WIDTH - 40 - MARGIN / 2}" height="{height}" rx="8" '
        f'fill="white" stroke="#bbbbbb"/>'
    )
    yield f'<text x="58" y="{top + height / 2 + 6}" class="stage">{number}. {escape(name)}</text>'


def _boxes(rows: list[list[Step]], top: float) -> Iterator[str]:
    for place, row in enumerate(rows):
        left, upper = float(LEFT), top + place * (STEP_HEIGHT + GAP)
        for step in row:
            fill = DECISION if step.who else DONE
            yield (
                f'<rect x="{left:.0f}" y="{upper:.0f}" width="{step.width:.0f}" '
                f'height="{STEP_HEIGHT}" rx="5" fill="{fill}"/>'
            )
            yield f'<text x="{left + PADDING:.0f}" y="{upper + 19:.0f}">{escape(step.text)}</text>'
            left += step.width + GAP


def _arrows(stages: list[tuple[float, float]]) -> Iterator[str]:
    """Draw an arrow from each stage to the next, and from the last back to the first."""
    for (_, low), (high, _) in pairwise(stages):
        yield f'<path d="M100 {low} V{high - 2}" marker-end="url(#tip)" class="way"/>'
    first, last = stages[0][0] + 24, stages[-1][1] - 20
    yield f'<path d="M40 {last} H20 V{first} H38" marker-end="url(#tip)" class="way"/>'
    middle = (first + last) / 2
    yield (
        f'<text x="14" y="{middle}" class="note" text-anchor="middle" '
        f'transform="rotate(-90 14 {middle})">the next week</text>'
    )


def _legend() -> Iterator[str]:
    for left, fill, text in (
        (LEFT, DECISION, "decided, on the state as the stage found it"),
        (LEFT + 330, DONE, "carried out, for all at once"),
    ):
        yield f'<rect x="{left}" y="12" width="18" height="18" rx="4" fill="{fill}"/>'
        yield f'<text x="{left + 26}" y="26" class="note">{text}</text>'


def _page(parts: list[str], height: float) -> str:
    style = (
        f"text{{font:13px 'DejaVu Sans',Verdana,sans-serif;fill:{INK}}}"
        f".stage{{font-size:16px;font-weight:bold}}.note{{fill:{MUTED}}}"
        f".way{{fill:none;stroke:{MUTED};stroke-width:1.5}}"
    )
    tip = (
        '<marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" '
        f'orient="auto"><path d="M0 0L10 5L0 10z" fill="{MUTED}"/></marker>'
    )
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" '
        f'width="{WIDTH}" height="{height:.0f}" role="img">'
    )
    title = "<title>The stages of a week and what happens in each, in order</title>"
    ground = f'<rect width="{WIDTH}" height="{height:.0f}" fill="#fafafa"/>'
    body = [head, title, f"<style>{style}</style>", f"<defs>{tip}</defs>", ground, *parts]
    return "\n".join([*body, "</svg>", ""])


def main(arguments: list[str]) -> int:
    """Write the picture; with --check say whether it is current."""
    if "--check" in arguments:
        return int(PICTURE.read_text(encoding="utf-8") != drawn())
    PICTURE.write_text(drawn(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
