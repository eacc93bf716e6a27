"""Every figure of a result, in slides and in print."""

from __future__ import annotations

import gc
import weakref
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from tests.reporting.inspection import banded, misplaced, texts
from tests.source_tree import REPOSITORY
from tradesim.reporting.figures import draw_all, save, save_all
from tradesim.reporting.lettering import LetteredCanvas
from tradesim.reporting.style import PRINT, SLIDE, Size
from tradesim.reporting.svg import svg
from tradesim.results import Result, run
from tradesim.scenario import Scenario, load
from tradesim.scenario.synthetic import WorldSize, synthetic_tree

KINDS = (
    "imports",
    "stock_cover",
    "price_index",
    "buyer_output",
    "sourcing_shares",
    "concentration",
)
SHIPPED = sorted((REPOSITORY / "scenarios").glob("*.yaml"))


@pytest.fixture(scope="module")
def figures(result: Result) -> dict[str, Figure]:
    return draw_all(result)


def test_every_kind_is_drawn_for_the_country_under_control(figures: dict[str, Figure]) -> None:
    assert set(figures) == {
        "imports_acids_bbb",
        "imports_films_bbb",
        *(f"{kind}_bbb" for kind in KINDS[1:]),
    }


def test_without_policies_every_country_with_buyers_is_drawn(calm: Result) -> None:
    names = set(draw_all(calm))
    assert {f"{kind}_{code}" for kind in KINDS[1:] for code in ("aaa", "bbb")} < names
    assert "imports_acids_aaa" not in names, "Alphaland imports nothing"


@pytest.mark.once("asks where texts stand in figures that other tests draw")
@pytest.mark.parametrize("which", ["result", "single", "calm"])
@pytest.mark.parametrize("size", [SLIDE, PRINT], ids=["slide", "print"])
def test_no_text_meets_another_or_leaves_the_page(
    which: str, size: Size, request: pytest.FixtureRequest
) -> None:
    for name, figure in draw_all(request.getfixturevalue(which), size).items():
        assert misplaced(figure) == [], name


@pytest.mark.slow
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_no_text_meets_another_in_any_shipped_scenario(path: Path) -> None:
    """On slides in all; on paper in those with goods of their own, not those made from another."""
    lived = run(load(path), replicates=2, engine="ensemble")
    derived = "\nextends:" in path.read_text(encoding="utf-8")
    for size in [SLIDE] if derived else [SLIDE, PRINT]:
        for name, figure in draw_all(lived, size).items():
            assert misplaced(figure) == [], f"{size}: {name}"


def test_of_many_buyers_those_who_lost_most_are_drawn() -> None:
    tree = synthetic_tree(WorldSize(buyers=300, suppliers=6, countries=1))
    plant = next(iter(tree["buyers"][150]["needs"][0]["sources"]))
    shock = {"kind": "supply_shock", "name": "fire", "suppliers": [plant], "date": "2001-03-05"}
    tree["shocks"] = [shock | {"lost_share": 1.0}]
    drawn = draw_all(run(Scenario.model_validate(tree), replicates=1, engine="ensemble"))
    output, cover = drawn["buyer_output_aaa"], drawn["stock_cover_aaa"]
    said, beside = (
        " ".join(text.get_text() for text in texts(figure)).replace("\n", " ")
        for figure in (output, cover)
    )
    assert said.count("% of output lost") == 12
    assert "those 12 of 300 buyers who lost the largest share" in said
    assert "the 8 who had least" in beside
    assert max(len(axes.lines) for axes in cover.axes) < 20
    assert all(misplaced(figure) == [] for figure in drawn.values())


def test_long_names_and_odd_letters_keep_their_places(scenario: Scenario) -> None:
    long = "Very Large Speciality Chemicals & Films Company of Alphaland, $tock_ed Works"
    countries = [scenario.countries[0].model_copy(update={"name": "A & <B> $x$ Land"})]
    named = scenario.model_copy(
        update={
            "countries": [*countries, *scenario.countries[1:]],
            "policies": [p.model_copy(update={"name": f"{p.name} {long}"[:80]}) for p in
                         scenario.policies if p.response_to is None],
        }
    )  # fmt: skip
    for name, figure in draw_all(run(named, replicates=2)).items():
        assert misplaced(figure) == [], name
        ET.fromstring(svg(figure, name))


def test_axes_say_what_they_measure(figures: dict[str, Figure]) -> None:
    for name, figure in figures.items():
        labels = [axes.get_ylabel() for axes in figure.axes]
        assert labels[0], name
        shared = set(labels) - {""}
        assert len(shared) == 1, name
    assert figures["imports_films_bbb"].axes[0].get_ylabel() == "m² per month"


def test_a_title_names_the_subject(figures: dict[str, Figure]) -> None:
    shown = [text.get_text() for text in texts(figures["imports_acids_bbb"])]
    assert "Acids by country of origin, Betaland" in shown
    assert "Alphaland" in shown
    assert any(text.startswith("Jul 2019  acid curb: in force") for text in shown)


def test_quantities_begin_at_zero(figures: dict[str, Figure]) -> None:
    for name, figure in figures.items():
        if not name.startswith("price"):
            assert [axes.get_ylim()[0] for axes in figure.axes] == [0.0] * len(figure.axes), name


def test_one_run_has_no_band(single: Result, figures: dict[str, Figure]) -> None:
    alone = draw_all(single)
    for name in ("imports_acids_bbb", "price_index_bbb", "stock_cover_bbb"):
        assert all(banded(axes) for axes in figures[name].axes), name
        assert not any(banded(axes) for axes in alone[name].axes), name


def test_a_country_has_one_colour_throughout(figures: dict[str, Figure]) -> None:
    used = set()
    for name in ("imports_acids_bbb", "imports_films_bbb", "price_index_bbb"):
        used |= {
            to_rgb(text.get_color())
            for text in texts(figures[name])
            if text.get_text() == "Alphaland"
        }
    assert len(used) == 1


def test_the_same_result_gives_the_same_bytes(result: Result, tmp_path: Path) -> None:
    first, second = (save_all(result, tmp_path / folder) for folder in ("a", "b"))
    assert [path.name for path in first] == [path.name for path in second]
    assert {path.suffix for path in first} == {".png", ".svg"}
    for one, other in zip(first, second, strict=True):
        assert one.read_bytes() == other.read_bytes(), one.name


def test_a_saved_figure_keeps_none_of_the_dots_that_it_was_drawn_on(
    result: Result, tmp_path: Path
) -> None:
    figure = next(iter(draw_all(result).values()))
    canvas = figure.canvas
    assert isinstance(canvas, LetteredCanvas)
    dots = weakref.ref(canvas.get_renderer())
    size = np.asarray(canvas.buffer_rgba()).shape
    gc.disable()  # a figure refers to itself, and would be looked for
    try:
        save(figure, tmp_path / "figure")
        assert dots() is None
    finally:
        gc.enable()
    canvas.draw()
    assert np.asarray(canvas.buffer_rgba()).shape == size, "it can be drawn again"


def test_svg_keeps_text_as_text_and_has_a_name_and_no_date(figures: dict[str, Figure]) -> None:
    text = svg(figures["imports_acids_bbb"], "imports_acids_bbb")
    root = ET.fromstring(text)
    assert root.get("role") == "img"
    assert root.get("aria-label") == "Acids by country of origin, Betaland"
    assert ">Alphaland</text>" in text
    assert "DejaVu Sans" in text
    assert "<dc:date>" not in text


def test_figures_can_share_a_page(figures: dict[str, Figure]) -> None:
    seen: set[str] = set()
    for name, figure in figures.items():
        root = ET.fromstring(svg(figure, name))
        ids = [place for node in root.iter() if (place := node.get("id"))]
        assert len(ids) == len(set(ids)), name
        assert seen.isdisjoint(ids), name
        seen.update(ids)


def test_every_reference_within_a_figure_is_met(figures: dict[str, Figure]) -> None:
    root = ET.fromstring(svg(figures["sourcing_shares_bbb"], "x"))
    ids = {node.get("id") for node in root.iter()}
    links = {
        value.removeprefix("url(").strip("#)")
        for node in root.iter()
        for key, value in node.attrib.items()
        if key.endswith("href") or value.startswith("url(#")
    }
    assert links <= ids
    assert links


def test_what_is_controlled_but_not_bought_in_a_country_has_no_panel_there() -> None:
    world = load("2023_graphite")
    drawn = draw_all(run(world, replicates=1, engine="ensemble"))
    titles = " ".join(str(text.get_text()) for text in texts(drawn["concentration_pol"]))
    assert "Flake graphite" in titles
    assert "Spherical graphite" not in titles


def test_a_country_has_its_article_in_a_title(scenario: Scenario) -> None:
    called = [c.model_copy(update={"name": "United States"}) for c in scenario.countries]
    named = scenario.model_copy(update={"countries": called})
    drawn = draw_all(run(named, replicates=1, engine="ensemble"))
    written = " ".join(text.get_text() for text in texts(drawn["sourcing_shares_bbb"]))
    assert "Who supplies the United States" in written
