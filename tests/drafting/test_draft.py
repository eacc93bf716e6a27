"""A draft: a sound scenario, from the months before the announcement alone, each figure sourced."""

import datetime as dt
import re
from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest
from pydantic import BaseModel

from tests.drafting.conftest import ITEMS, PAIRS, PRICE, Make, months_of_trade
from tradesim.drafting import draft
from tradesim.drafting.estimates import level
from tradesim.drafting.policy import control_kinds, is_on_imports, unstated
from tradesim.drafting.request import DraftError
from tradesim.evidence.rule import WEEKS_OF_A_MONTH, rule
from tradesim.fields import Figure
from tradesim.scenario import Scenario, validate
from tradesim.scenario.loading import Document
from tradesim.scenario.schema import SupplierEntry
from tradesim.scenario.yaml_lines import parse


def read(text: str) -> Scenario:
    return validate(Document("mine.yaml", parse(text)))


def figures(node: object, path: str = "") -> Iterator[tuple[str, Figure]]:
    """Yield the figures that a scenario states; shares are sourced with the use they divide."""
    if isinstance(node, Figure):
        yield path, node
    elif isinstance(node, BaseModel):
        for name in node.model_fields_set - {"sources"}:
            yield from figures(getattr(node, name), f"{path}.{name}")
    elif isinstance(node, list):
        for place, entry in enumerate(node):
            yield from figures(entry, f"{path}[{place}]")


def test_a_draft_of_five_countries_and_one_item_is_short_and_sound(make: Make) -> None:
    text = draft(make(countries=("JPN", "KOR", "USA", "DEU")))
    assert text.splitlines()[0] == "# yaml-language-server: $schema=scenario.schema.json"
    assert len(text.splitlines()) < 200
    assert max(len(line) for line in text.splitlines() if "--observed" not in line) <= 100
    scenario = read(text)
    assert [country.code for country in scenario.countries] == [
        *("CHN", "JPN", "KOR", "USA", "DEU", "XAA")
    ]
    assert scenario.countries[-1].members == "rest"


def test_nothing_after_the_announcement_has_a_say(make: Make) -> None:
    calm, wild = (draft(make(months_of_trade(later=factor))) for factor in (1.0, 60.0))
    assert calm == wild
    before = months_of_trade()
    cut = draft(make(before[before["month"] < "2023-07"]))
    assert read(cut) == read(calm)
    assert "later rows of the table were not looked at" in " ".join(calm.split())


def test_a_change_before_the_announcement_has_one(make: Make) -> None:
    table = months_of_trade()
    table.loc[table["month"] == "2023-06", "quantity"] *= 2
    assert draft(make(table)) != draft(make())


def test_every_figure_has_a_source_or_is_a_judgement_with_a_range(make: Make) -> None:
    scenario = read(draft(make(review_weeks=9.0)))
    bare = {"output", "season_peak_week"}
    found = {path: figure for path, figure in figures(scenario) if path.split(".")[-1] not in bare}
    assert len(found) > 40
    for path, figure in found.items():
        assert figure.source or figure.judgement, path
        assert figure.range is not None, path
        assert figure.range[0] <= figure.value <= figure.range[1], path
    sources = {figure.source for figure in found.values() if figure.source}
    assert all("trade.parquet (tidy)" in source for source in sources)
    assert all("2022-07 to 2023-06" in source for source in sources)


def test_levels_prices_and_shares_are_those_of_the_baseline(make: Make) -> None:
    table = months_of_trade(noise=1e-9)
    scenario = read(draft(make(table, countries=("JPN", "KOR", "USA", "DEU"))))
    buyers = {buyer.country: buyer.needs[0] for buyer in scenario.buyers}
    sellers = {plant.country: plant for plant in scenario.suppliers}
    for code in ("JPN", "KOR", "USA", "DEU"):
        whole = sum(amount for pair, amount in PAIRS.items() if pair[1] == code)
        use = buyers[code].baseline_use.value
        assert use == pytest.approx(whole / WEEKS_OF_A_MONTH, rel=1e-3)
        share = buyers[code].sources[sellers["CHN"].name].value
        assert share == pytest.approx(PAIRS["CHN", code] / whole, abs=1e-3)
    assert sellers["CHN"].price.value == pytest.approx(PRICE, rel=1e-3)


def test_what_is_not_known_is_taken_from_the_rule(make: Make) -> None:
    scenario = read(draft(make()))
    item, line = scenario.items[0], rule()["most.metal"]
    assert item.maximum_cover_weeks.value == line.value
    assert item.maximum_cover_weeks.judgement == "rule most.metal"
    assert item.maximum_cover_weeks.range == (line.low, line.high)
    china = next(plant for plant in scenario.suppliers if plant.country == "CHN")
    sold = sum(
        buyer.needs[0].baseline_use.value * buyer.needs[0].sources[china.name].value
        for buyer in scenario.buyers
        if china.name in buyer.needs[0].sources
    )
    idle = rule()["idle.byproduct"].value
    assert china.capacity.value == pytest.approx(sold / (1 - idle), rel=1e-3)


def test_what_the_items_file_knows_goes_first(make: Make) -> None:
    known = ITEMS + (
        "    maximum_cover_weeks: {value: 20, unit: week, source: a handbook, range: [10, 30]}\n"
        "    home_use: {CHN: {value: 400, unit: t/year, source: a survey, range: [300, 500]}}\n"
    )
    scenario = read(draft(make(items=known)))
    assert scenario.items[0].maximum_cover_weeks == Figure(
        value=20, unit="week", source="a handbook", range=(10, 30)
    )
    home = next(buyer for buyer in scenario.buyers if buyer.country == "CHN")
    assert home.needs[0].baseline_use.value == pytest.approx(400_000 * 7 / 365.25, rel=1e-3)
    assert home.needs[0].baseline_use.source == "a survey"


@pytest.mark.skipif("firms" not in SupplierEntry.model_fields, reason="a row is one firm here")
def test_a_row_stands_for_as_many_firms_as_the_user_says(make: Make) -> None:
    known = ITEMS + "    firms: {CHN: [0.2, 0.5, 0.3], DEU: 3}\n"
    firms = {
        plant.country: plant.model_dump()["firms"]
        for plant in read(draft(make(items=known))).suppliers
    }
    assert firms["CHN"] == [0.5, 0.3, 0.2]
    assert firms["DEU"] == 3
    assert firms["JPN"] == rule()["firms.process"].value


TOLD_BY_TRADE = sorted(kind for kind, block in control_kinds().items() if not unstated(block))
NOT_TOLD = sorted(set(control_kinds()) - set(TOLD_BY_TRADE))


@pytest.mark.parametrize("kind", TOLD_BY_TRADE)
def test_every_kind_that_trade_tells_can_be_drafted(make: Make, kind: str) -> None:
    imposer = "JPN" if is_on_imports(kind) else "CHN"
    until = control_kinds()[kind].model_fields.get("until")
    end = dt.date(2025, 1, 1) if until and until.is_required() else None
    scenario = read(draft(make(kind=kind, imposer=imposer, until=end)))
    policy = scenario.happenings[0]
    assert policy.kind == kind
    assert getattr(policy, "imposer") == imposer  # noqa: B009


def test_a_kind_that_has_to_have_an_end_is_not_drafted_without_one(make: Make) -> None:
    with pytest.raises(DraftError, match="'safeguard' has an end that has to be announced"):
        draft(make(kind="safeguard", imposer="JPN"))


@pytest.mark.parametrize("kind", NOT_TOLD)
def test_a_kind_that_trade_does_not_tell_is_refused_with_what_it_needs(
    make: Make, kind: str
) -> None:
    imposer = "JPN" if is_on_imports(kind) else "CHN"
    with pytest.raises(DraftError, match=unstated(control_kinds()[kind])[0]):
        draft(make(kind=kind, imposer=imposer))


def test_eight_kinds_and_more_can_be_drafted() -> None:
    assert len(TOLD_BY_TRADE) >= 8
    assert {"export_ban", "individual_licence", "quota", "tariff"} <= set(TOLD_BY_TRADE)


@pytest.mark.parametrize(
    ("partners", "stated"),
    [((), ("", "all")), (("KOR",), ("KOR", None)), (("KOR", "JPN"), ("", ["KOR", "JPN"]))],
)
def test_a_control_is_aimed_at_one_several_or_all(
    make: Make, partners: tuple[str, ...], stated: tuple[str, object]
) -> None:
    policy = read(draft(make(partners=partners))).policies[0]
    assert (getattr(policy, "partner"), getattr(policy, "partners")) == stated  # noqa: B009


def test_a_regime_is_named_and_its_terms_left_to_it(make: Make) -> None:
    text = draft(make(regime="china_dual_use"))
    assert "regime: china_dual_use" in text
    assert "review_weeks" not in text


def test_the_dates_and_the_review_are_those_asked_for(make: Make) -> None:
    policy = read(draft(make(review_weeks=9.0))).policies[0]
    assert policy.model_dump()["announced"]["value"] == dt.date(2023, 7, 3)
    assert policy.model_dump()["terms"]["review_weeks"]["value"] == 9


def test_a_yearly_table_gives_the_last_whole_year(make: Make) -> None:
    table = months_of_trade(noise=1e-9)
    table["month"] = table["month"].str.slice(0, 4)
    keys = [name for name in table.columns if name not in {"quantity", "value_usd_m"}]
    years = table.groupby(keys, as_index=False)[["quantity", "value_usd_m"]].sum()
    years["frequency"] = "year"
    scenario = read(draft(make(years)))
    korea = next(buyer for buyer in scenario.buyers if buyer.country == "KOR")
    assert korea.needs[0].baseline_use.value == pytest.approx(12 * 850 * 7 / 365.25, rel=1e-3)
    assert scenario.items[0].shipment_interval_weeks.judgement == "rule lots"


def test_a_season_and_a_trend_of_the_months_before_are_found(make: Make) -> None:
    table = months_of_trade(noise=0.05)
    months = table["month"].str.slice(5).astype(int)
    years = table["month"].str.slice(0, 4).astype(int) - 2021 + months / 12
    table["quantity"] *= (1 + 0.3 * np.cos(2 * np.pi * (months - 9.5) / 12)) * 1.2**years
    buyer = read(draft(make(table))).buyers[0]
    assert buyer.season.value == pytest.approx(0.3, abs=0.05)
    assert buyer.season_peak_week.value == pytest.approx(9 / 12 * 52.18, abs=3)
    assert buyer.trend.value == 0
    assert buyer.trend.range is not None
    assert buyer.trend.range[1] == pytest.approx(0.2, abs=0.05)
    assert "extrapolated" in str(buyer.trend.judgement)
    calm = read(draft(make())).buyers[0]
    assert "season" not in calm.model_fields_set


def test_a_good_that_the_imposer_does_not_sell_is_left_out_of_the_policy(make: Make) -> None:
    other = '  - name: duller\n    unit: kg\n    hs: {edition: HS2017, codes: ["800120"]}\n'
    table = months_of_trade()
    second = table[table["origin"] == "CAN"].assign(item="duller", customs_group="duller")
    text = draft(make(pd.concat([table, second]), ITEMS + other))
    scenario = read(text)
    assert scenario.policies[0].model_dump()["items"] == ["lustrium"]
    assert scenario.policies[0].name == "licences for lustrium"
    assert [item.label for item in scenario.items] == ["Lustrium", "Duller"]
    assert "China deals in no duller" in " ".join(text.replace("#", "").split())


def test_an_anchor_that_nothing_refers_to_is_not_written(make: Make) -> None:
    text = draft(make())
    for name in re.findall(r"&(\w+) ", text):
        assert re.search(rf"\*{name}\b", text), name


def test_a_single_country_that_is_left_is_named(make: Make) -> None:
    """A region of one country would hide who it is, though most of the trade is named."""
    table = months_of_trade()
    lone = table[table["origin"].eq("CHN") & table["destination"].isin(["JPN", "DEU", "GBR"])]
    codes = [country.code for country in read(draft(make(lone))).countries]
    assert codes == ["CHN", "JPN", "DEU", "GBR"]


def test_grain_is_traded_by_grade_and_not_tested_for_half_a_year(make: Make) -> None:
    wheat = ITEMS.replace('"811292"', '"100199"')
    item = read(draft(make(None, wheat))).items[0]
    assert item.qualification_weeks.value == rule()["test.bulk"].value
    assert item.maximum_cover_weeks.judgement == "rule most.bulk"
    fertiliser = read(draft(make(None, ITEMS.replace('"811292"', '"310210"')))).items[0]
    assert fertiliser.qualification_weeks.judgement == "rule test.bulk"


def test_a_whole_year_is_known_better_than_a_single_month() -> None:
    year = level(pd.Series([5218.0]), 365.25 / 7)
    assert (year.low, year.high) == pytest.approx((76.3, 123.7), rel=1e-2)
    month = level(pd.Series([435.0]), WEEKS_OF_A_MONTH)
    assert (month.low, month.high) == pytest.approx((50, 150), rel=1e-2)


def test_an_end_that_was_announced_stands_in_the_policy(make: Make) -> None:
    text = draft(make(kind="export_ban", until=dt.date(2023, 12, 1)))
    policy = read(text).policies[0].model_dump()
    assert policy["until"]["value"] == dt.date(2023, 12, 1)
    prose = " ".join(text.replace("#", "").split())
    assert "in force 2023-08-01 until 2023-12-01" in prose
    assert "when it ends" not in prose


def test_a_region_that_holds_unnamed_buyers_is_no_sum_of_the_named(make: Make) -> None:
    """Half of a region's trade was held against all that the region stands for."""
    table = months_of_trade()
    sold = table[table["origin"] == "CHN"].assign(flow="export")
    assert read(draft(make(sold, countries=("JPN",)))).hindcast.regions == {
        "XAA": ["DEU", "GBR", "KOR", "USA"]
    }
    numbers = ["quantity", "value_usd_m"]
    total = sold.groupby("month", as_index=False)[numbers].sum()
    total[numbers] *= 1.5
    other = sold.drop_duplicates("month").drop(columns=numbers).assign(destination="WLD")
    whole = pd.concat([sold, other.merge(total, on="month")])
    assert read(draft(make(whole, countries=("JPN",)))).hindcast.regions == {}


def test_what_a_total_has_beyond_its_parts_goes_to_other_countries(make: Make) -> None:
    """Where every country of the table was named, the draft sold to a country it did not have."""
    few = {"destination": ["JPN", "KOR", "WLD"], "quantity": [900.0, 450.0, 2100.0]}
    table = pd.DataFrame(few).assign(
        month="2022", customs_group="lustrium", item="lustrium", origin="CHN", unit="kg",
        value_usd_m=1.0, flow="exports", basis="fob", frequency="year",
    )  # fmt: skip
    found = read(draft(make(table)))
    assert [country.code for country in found.countries] == ["CHN", "JPN", "KOR", "XAA"]


@pytest.mark.parametrize(
    ("kind", "said", "unsaid"),
    [
        ("export_ban", "when it ends ('until', or --until)", "how long a review takes"),
        ("individual_licence", "how long a review takes", "when it ends"),
    ],
)
def test_the_header_says_what_to_look_up_of_that_kind_of_measure(
    make: Make, kind: str, said: str, unsaid: str
) -> None:
    prose = " ".join(draft(make(kind=kind)).replace("#", "").split())
    assert said in prose
    assert unsaid not in prose
    assert ("13 weeks, from METI" in prose) is (said == "how long a review takes")
    assert re.search(r"\(of lustrium in China.* nothing tells: set to as much as is exp", prose)
