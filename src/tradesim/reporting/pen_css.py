"""How lines, areas and letters of an SVG look, as CSS."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, cast

import matplotlib as mpl
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.colors import to_hex
from matplotlib.font_manager import FontProperties, weight_dict

REGULAR = 400
"""Weight of letters that are not bold."""


def line_style(gc: GraphicsContextBase, face: Any) -> str:
    """Return how a line or an area looks; its context measures in points."""
    alpha = gc.get_alpha() if gc.get_forced_alpha() else None
    style = {}
    if face is None:
        style["fill"] = "none"
    elif tuple(face[:3]) != (0, 0, 0):
        style["fill"] = to_hex(face[:3])
    if face is not None and len(face) > 3 and face[3] != 1.0 and alpha is None:  # noqa: PLR2004
        style["fill-opacity"] = short(face[3])
    if alpha is not None and alpha != 1.0:
        style["opacity"] = short(alpha)
    return _css(style | _stroke(gc, forced=alpha is not None))


def _stroke(gc: GraphicsContextBase, *, forced: bool) -> dict[str, str]:
    wide = gc.get_linewidth()
    if not wide:
        return {}
    rgb = gc.get_rgb()
    style = {"stroke": to_hex(rgb[:3]), "stroke-width": short(wide)}
    offset, dashes = cast("tuple[float, list[float] | None]", gc.get_dashes())
    if dashes is not None:
        style["stroke-dasharray"] = ",".join(short(each) for each in dashes)
        style["stroke-dashoffset"] = short(offset or 0.0)
    if not forced and rgb[3] != 1.0:
        style["stroke-opacity"] = short(rgb[3])
    if gc.get_joinstyle() != "round":
        style["stroke-linejoin"] = gc.get_joinstyle()
    if gc.get_capstyle() != "butt":
        style["stroke-linecap"] = gc.get_capstyle().replace("projecting", "square")
    return style


def letter_style(gc: GraphicsContextBase, prop: FontProperties, anchor: str) -> str:
    """Return how letters look."""
    weight = prop.get_weight()
    bold = weight_dict[weight] if isinstance(weight, str) else weight
    style = {"font-weight": str(bold)} if bold != REGULAR else {}
    if prop.get_style() != "normal":
        style["font-style"] = prop.get_style()
    style["font-size"] = f"{short(prop.get_size_in_points())}px"
    style["font-family"] = ", ".join(_families(prop.get_family()))
    if anchor not in {"", "start"}:
        style["text-anchor"] = anchor
    alpha = gc.get_alpha() if gc.get_forced_alpha() else gc.get_rgb()[3]
    style["fill"] = to_hex(gc.get_rgb()[:3])
    return _css(style | ({"opacity": short(alpha)} if alpha != 1.0 else {}))


def _families(names: Sequence[str]) -> list[str]:
    """Return names of fonts, those of a kind of font before its word."""
    found: list[str] = []
    settings: Mapping[Any, Any] = mpl.rcParams
    for name in names:
        given = settings.get(f"font.{name}")
        found += [*(f"'{each}'" for each in given), name] if given else [f"'{name}'"]
    return list(dict.fromkeys(found))


def _css(style: Mapping[str, str]) -> str:
    return "; ".join(f"{name}: {value}" for name, value in style.items())


@lru_cache(4096)
def short(value: float) -> str:
    """Return a number with as many decimals as are seen."""
    return f"{value:.3f}".rstrip("0").rstrip(".")
