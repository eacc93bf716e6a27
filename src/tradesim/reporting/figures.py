"""All figures of a result, drawn and saved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from tradesim.reporting import buyer_output, by_item, imports
from tradesim.reporting.lettering import LetteredCanvas
from tradesim.reporting.material import Material, Tables
from tradesim.reporting.sheet import DPI
from tradesim.reporting.style import JOURNAL_DPI, Size, applied, look
from tradesim.reporting.svg import svg

KINDS: tuple[Callable[[Material], dict[str, Figure]], ...] = (
    imports.draw,
    by_item.draw_cover,
    by_item.draw_prices,
    buyer_output.draw,
    by_item.draw_shares,
    by_item.draw_concentration,
)
"""Every kind of figure, in the order in which a briefing shows them."""


LEVEL = 3
"""Of the compression of a PNG: a tenth larger than by default, in two thirds of the time."""


def draw_all(result: Tables, size: Size | None = None) -> dict[str, Figure]:
    """Return every figure of a result by its name, which is also its file's.

    Args:
        result: A result: its scenario, ``weekly`` and ``monthly_imports`` are drawn.
        size: ``SLIDE`` or ``PRINT``; that of the look where none is said.
    """
    return dict(_one_by_one(result, size))


def save_all(result: Tables, folder: Path, size: Size | None = None) -> list[Path]:
    """Draw every figure and write it as PNG and as SVG, for a journal also as PDF.

    Args:
        result: A result.
        folder: Where to; made where it is absent.
        size: ``SLIDE`` or ``PRINT``; that of the look where none is said.

    Returns:
        The files, in the order in which they were written.
    """
    return save_each(_one_by_one(result, size), folder)


def save_each(figures: Iterable[tuple[str, Figure]], folder: Path) -> list[Path]:
    """Write figures under their names into a folder, which is made where it is absent."""
    folder.mkdir(parents=True, exist_ok=True)
    return [path for name, figure in figures for path in save(figure, folder / name)]


def _one_by_one(result: Tables, size: Size | None) -> Iterator[tuple[str, Figure]]:
    """Yield every figure with its name, no more than those of a kind in memory."""
    material = Material(result, size or look().size)
    for draw in KINDS:
        with applied():
            drawn = draw(material)
        while drawn:
            name = next(iter(drawn))
            yield name, drawn.pop(name)


def save(figure: Figure, stem: Path) -> tuple[Path, ...]:
    """Write a figure as ``stem.png`` and ``stem.svg``, for a journal also as ``stem.pdf``."""
    paths = [stem.with_name(f"{stem.name}.{form}") for form in ("png", "svg")]
    save_png(figure, paths[0])
    paths[1].write_text(svg(figure, stem.name), encoding="utf-8")
    if look().is_journal:
        paths.append(stem.with_name(f"{stem.name}.pdf"))
        with applied():
            figure.savefig(paths[2], format="pdf", metadata={"CreationDate": None})
    return tuple(paths)


def save_png(figure: Figure, path: Path) -> None:
    """Write a figure as PNG: on white, so without a layer of transparency to squeeze."""
    dots = look().settings.get("savefig.dpi", JOURNAL_DPI if look().is_journal else DPI)
    drawn = drawn_at(figure, dots)
    drawn.save(path, format="png", dpi=(dots, dots), compress_level=LEVEL)


def drawn_at(figure: Figure, dots: float) -> Image.Image:
    """Return a figure as a picture of so many dots an inch."""
    before = figure.dpi
    canvas = figure.canvas
    if not isinstance(canvas, FigureCanvasAgg):
        canvas = FigureCanvasAgg(figure)
    with applied():
        figure.set_dpi(dots)
        canvas.draw()  # type: ignore[no-untyped-call]
        pixels = canvas.buffer_rgba()  # type: ignore[no-untyped-call]
        drawn = Image.frombytes("RGB", canvas.get_width_height(), pixels, "raw", "RGBX", 0, 1)
        figure.set_dpi(before)
    if isinstance(canvas, LetteredCanvas):
        canvas.let_go()
    return drawn
