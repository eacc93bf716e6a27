"""Measures that economists ask for of a levy, and of risk: each with whom it follows."""

from __future__ import annotations

from tradesim.measures.definition import HORIZONS
from tradesim.measures.domain import SHARE, Domain
from tradesim.measures.measure import USD, Measure, OfEachMarket, Role
from tradesim.measures.workings import (
    dependence_on_item,
    dependence_on_plants,
    output_risk,
    welfare,
)

SECTION = "Welfare, elasticities and risk"
WELFARE = OfEachMarket(welfare)
DEPENDENCE = OfEachMarket(dependence_on_item)

OF_LEVIES = (
    Measure(
        "consumer_surplus_change",
        "What buyers of an item gained since the first levy on it began, sum of (p0 - p) (q0 + q) "
        "/ 2 over the weeks: p with what is levied, p0 and q0 of the 52 weeks before, q what "
        "arrives; negative is a loss. Only of markets under a tariff, an export tax or a price "
        "floor.",
        USD,
        "Harberger (1971), Three basic postulates for applied welfare economics",
        function=WELFARE,
        label="Buyers' surplus gained",
        sentence="surplus gained by buyers of {item} in {destination}",
        better="higher",
        section=SECTION,
    ),
    Measure(
        "deadweight_cost",
        "What buyers of an item lost to levies and nobody got, sum of (p - p0) (q0 - q) / 2 over "
        "the weeks since the first began: p with what is levied, p0 and q0 of the 52 weeks before, "
        "q what arrives.",
        USD,
        "Harberger (1964), The measurement of waste",
        function=WELFARE,
        label="Deadweight cost",
        sentence="deadweight cost of levies on {item} in {destination}",
        section=SECTION,
    ),
    Measure(
        "terms_of_trade",
        "Change of the price of imports at the border, without what is levied, in the last 52 "
        "weeks over the 52 before the first levy, at that year's quantities; negative is a gain of "
        "the importing country.",
        "share",
        "Laspeyres index; Broda, Limao & Weinstein (2008), Optimal tariffs and market power",
        function=WELFARE,
        label="Change of import prices",
        sentence="change of the price at which {destination} imports {item}",
        domain=Domain(least=-1.0),
        section=SECTION,
    ),
    Measure(
        "pass_through",
        "Rise of what buyers pay over what is levied, on dutiable goods in the first 52 weeks of "
        "the first levy, 1 + rise of suppliers' prices / levy: 1 where buyers bear all of it.",
        "share",
        "Amiti, Redding & Weinstein (2019); Cavallo, Gopinath, Neiman & Tang (2021)",
        function=WELFARE,
        label="Pass-through to buyers",
        sentence="part of levies on {item} borne by buyers in {destination}",
        section=SECTION,
    ),
    *(
        Measure(
            name,
            f"Elasticity of trade to a levy {weeks} weeks after the first began, ln(V / V0) / ln(1 "
            "+ rate): V the value of dutiable goods without what is levied, mean of the 13 weeks "
            "up to then, V0 of the 52 before the levy. The estimate beside it is -0.76 after a "
            "year, and -1.75 to -2.25 in the long run.",
            "1",
            "Boehm, Levchenko & Pandalai-Nayar (2023)",
            function=WELFARE,
            label=f"Trade elasticity after {weeks} weeks",
            sentence=f"elasticity of {{item}} bought by {{destination}} after {weeks} weeks",
            section=SECTION,
        )
        for name, weeks in HORIZONS.items()
    ),
)

OF_RISK = (
    Measure(
        "output_at_risk",
        "Share of a country's wanted output that is lost in the mildest of its worst weeks, the "
        "twentieth of all weeks of the run in which most is lost: value at risk at 95 %.",
        "share",
        "Jorion (2007), Value at Risk",
        function=output_risk,
        label="Output at risk",
        sentence="share of weekly output at risk in {destination}",
        role=Role.HARM,
        domain=SHARE,
        section=SECTION,
    ),
    Measure(
        "output_expected_shortfall",
        "Share of a country's wanted output that is lost in its worst weeks on the mean, the "
        "twentieth of all weeks of the run in which most is lost.",
        "share",
        "Acerbi & Tasche (2002); Rockafellar & Uryasev (2000)",
        function=output_risk,
        label="Expected shortfall of output",
        sentence="expected shortfall of weekly output in {destination}",
        role=Role.HARM,
        domain=SHARE,
        section=SECTION,
    ),
)

OF_DEPENDENCE = (
    Measure(
        "item_criticality",
        "Share of a country's usual output that stops without an item: of the final buyers to "
        "whom it is critical.",
        "share",
        "Risk exposure: Simchi-Levi, Schmidt & Wei (2014)",
        function=DEPENDENCE,
        label="Output that needs it",
        sentence="share of output in {destination} that stops without {item}",
        domain=SHARE,
        section=SECTION,
    ),
    Measure(
        "item_exposure",
        "Share of a country's usual output that stops without an item, times the share of the "
        "need for it that is imported at the start.",
        "share",
        "Risk exposure: Simchi-Levi, Schmidt & Wei (2014)",
        function=DEPENDENCE,
        label="Output that needs imports of it",
        sentence="share of output in {destination} exposed to imports of {item}",
        domain=SHARE,
        section=SECTION,
    ),
    Measure(
        "plant_criticality",
        "Share of a country's usual output that hangs on a plant at the start: of each final "
        "buyer the largest sourcing share that the plant has in a critical need, first tier alone.",
        "share",
        "Risk exposure: Simchi-Levi, Schmidt & Wei (2014)",
        function=dependence_on_plants,
        label="Output that hangs on the plant",
        sentence="share of output in {destination} that hangs on {actor}",
        domain=SHARE,
        section=SECTION,
    ),
)

MEASURES = (*OF_LEVIES, *OF_RISK, *OF_DEPENDENCE)
"""Measures of welfare, elasticities and risk."""
