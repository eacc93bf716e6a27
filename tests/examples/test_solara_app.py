"""The model in Mesa's viewer: made anew from its sliders, stepped, collected.

The viewer itself is optional; without it the example is run with a stand-in that keeps its rules.
"""

import importlib.util
import inspect
import sys
from types import ModuleType

import mesa
import pytest

from tests.living import same
from tests.loading import module_at
from tests.source_tree import REPOSITORY
from tradesim import TradeModel

EXAMPLE = REPOSITORY / "examples" / "solara_app.py"
HAS_VIEWER = importlib.util.find_spec("solara") is not None


class Slider:
    """A slider, as far as an example can see."""

    def __init__(self, label: str, value: float, *bounds: float, dtype: type = float) -> None:
        low, high, step = bounds
        assert label
        assert low <= value <= high
        assert dtype(step) == step
        self.value = value
        self.bounds = (low, high)


def viewer() -> ModuleType:
    """Return a stand-in for Mesa's viewer that keeps what it is given."""
    module = ModuleType("mesa.visualization")
    module.Slider = Slider  # type: ignore[attr-defined]
    module.SolaraViz = lambda model, **given: (model, given)  # type: ignore[attr-defined]
    module.make_plot_component = lambda measure: measure  # type: ignore[attr-defined]
    return module


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.setitem(sys.modules, "mesa.visualization", viewer())
    return module_at(EXAMPLE)


def test_every_slider_is_a_keyword_of_the_model_and_none_is_a_scenario(app: ModuleType) -> None:
    parameters = inspect.signature(app.CurbModel.__init__).parameters
    assert set(app.SLIDERS) == set(parameters) - {"self"}
    kinds = {parameter.kind for name, parameter in parameters.items() if name != "self"}
    assert kinds == {inspect.Parameter.KEYWORD_ONLY}


def test_a_reset_makes_the_model_anew_from_the_sliders(app: ModuleType) -> None:
    model, given = app.page
    again = type(model)(**{name: slider.value for name, slider in given["model_params"].items()})
    plain = TradeModel("2019_curbs")  # the sliders begin at what the file says
    low, high = (
        type(model)(**{name: slider.bounds[end] for name, slider in app.SLIDERS.items()})
        for end in (0, 1)
    )
    for each in (again, plain, low, high):
        each.step()
    assert same(again.recording(), plain.recording()) == []
    assert low.weeks_of_cover < again.weeks_of_cover < high.weeks_of_cover


def test_what_is_plotted_is_collected(app: ModuleType) -> None:
    model, given = app.page
    model.step()
    model.step()
    table = model.datacollector.get_model_vars_dataframe()
    assert list(table) == given["components"]
    assert len(table) == 2
    assert table.notna().all(axis=None)
    assert model.running


@pytest.mark.skipif(not HAS_VIEWER, reason="Mesa's viewer is not installed: pip install mesa[viz]")
def test_the_viewer_takes_the_model() -> None:
    assert module_at(EXAMPLE).page is not None


def test_a_scenario_of_mesas_own_is_refused_with_the_way_out() -> None:
    with pytest.raises(TypeError, match=r"examples/solara_app\.py"):
        TradeModel(mesa.Model(rng=1))
