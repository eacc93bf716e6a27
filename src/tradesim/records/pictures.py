"""The pictures of a run, each with what it is called, counted in, and how it is drawn.

The page draws them week by week from runs in hand, figures and reports from the bands of all runs:
whoever shows one calls it by the title here, and counts it in its unit where it draws the same.
Titles and units are templates: ``{country}`` is the buyers' country, ``{goods}`` what is imported,
``{unit}`` what that is counted in.
"""

from __future__ import annotations

from dataclasses import dataclass

from tradesim.wording.said import said


@dataclass(frozen=True)
class Picture:
    """One picture.

    Attributes:
        title: What it shows.
        unit: Unit of its values.
        help: What a reader should know before reading it.
        style: How values are written: ``number`` or ``percent``.
        digits: Digits after the point.
        from_zero: Whether its axis begins at zero.
        span: The least that its axis spans, so that next to nothing does not fill it.
        on_page: Whether the page draws it, too.
    """

    title: str
    unit: str
    help: str = ""
    style: str = "number"
    digits: int = 0
    from_zero: bool = True
    span: float = 0.0
    on_page: bool = True

    def titled(self, country: str = "", goods: str = "") -> str:
        """Return its title for a country, and perhaps for goods."""
        return said(self.title, country=country, goods=goods)


PICTURES: dict[str, Picture] = {
    "output": Picture(
        "Output of buyers, {country}",
        "share of what could be sold",
        "Below 100 % where missing material stops lines.",
        style="percent",
        from_zero=False,
        span=0.2,
    ),
    "cover": Picture(
        "Stocks of buyers, {country}",
        "weeks of use",
        "What the buyers shown hold together, in weeks of their usual use.",
        digits=1,
    ),
    "imports": Picture(
        "{goods} by country of origin",
        "{unit} a week",
        "Mean of 4 weeks.",
    ),
    "exports": Picture(
        "{goods} from {country} by country of destination",
        "{unit} a week",
        "What leaves a country that holds exports back or has lost plants, also to countries that "
        "nothing is aimed at. Mean of 4 weeks.",
    ),
    "price": Picture(
        "Prices paid, {country}",
        "multiple of the usual price",
        "The same goods at usual prices are 1.",
        digits=2,
        from_zero=False,
        span=0.1,
    ),
    "waiting": Picture(
        "Licences waiting for a decision",
        "applications",
        "Applications for export licences that lie at the office.",
    ),
    "money": Picture(
        "Public money",
        "USD million",
        "Grants, added up since the start.",
    ),
    "deliveries": Picture("Deliveries by origin, {country}", "{unit} per week", on_page=False),
    "shares": Picture("Who supplies {country}", "share of deliveries", on_page=False),
    "concentration": Picture(
        "Concentration of supply in {country}", "index, 0 to 1", on_page=False
    ),
}
"""Every picture by name, in the order in which they are shown."""
