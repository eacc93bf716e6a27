"""TradeModel in Mesa's own viewer: sliders for a curb, the weeks drawn as they are lived.

Optional: nothing of tradesim needs it. Install and start it with

    pip install "mesa[viz]"
    solara run examples/solara_app.py

The viewer makes the model anew from keywords at each reset, and hands a scenario of Mesa's own to
a class that takes ``scenario``: so a subclass names what the sliders move, and nothing else.
"""

from __future__ import annotations

import mesa
from mesa.visualization import Slider, SolaraViz, make_plot_component

from tradesim import TradeModel, load

CURB, ITEM, BUYER = "curb on liquid HF", "hf_liquid", "SK hynix"


class CurbModel(TradeModel):
    """The curbs of 2019, with the review of one of them and the stock of one buyer to move."""

    def __init__(self, *, seed: int = 1, review_weeks: float = 13, cover_weeks: float = 4) -> None:
        """Build the model.

        Args:
            seed: Seed of all draws.
            review_weeks: Median review of a licence for the curbed item, weeks.
            cover_weeks: Stock of the buyer in ordinary times, weeks of use.
        """
        values = {
            f"policies.{CURB}.terms.review_weeks": review_weeks,
            f"buyers.{BUYER}.needs.{ITEM}.base_cover_weeks": cover_weeks,
        }
        super().__init__(load("2019_curbs", overrides=values), rng=seed)
        measures = {"weeks of cover": "weeks_of_cover", "output over demand": "output_share"}
        self.datacollector = mesa.DataCollector(model_reporters=measures)

    @property
    def weeks_of_cover(self) -> float:
        """Weeks of use of the curbed item that the buyer has on hand."""
        cover: float = self.actor(BUYER).stock_cover[ITEM]
        return cover


SLIDERS = {
    "seed": Slider("Seed of all draws", 1, 1, 100, 1, dtype=int),
    "review_weeks": Slider("Review of a licence, weeks", 13, 1, 52, 1),
    "cover_weeks": Slider("Stock in ordinary times, weeks", 4, 1, 10, 0.5),
}

page = SolaraViz(
    CurbModel(),
    components=[make_plot_component("weeks of cover"), make_plot_component("output over demand")],
    model_params=SLIDERS,
    name="Export curbs of 2019",
)
