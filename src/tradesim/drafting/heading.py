"""The header of a drafted scenario, and what the months say of demand."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tradesim.countries import country_name
from tradesim.customs import CustomsItem
from tradesim.drafting.estimates import Estimate, Season
from tradesim.drafting.figures import Stated, by_rule, rounded
from tradesim.drafting.pieces import WIDTH
from tradesim.drafting.places import code_in_prose, in_prose, title_of
from tradesim.drafting.policy import control_kinds, policy_name
from tradesim.drafting.request import Request
from tradesim.drafting.trade import PastTrade
from tradesim.drafting.world import AS_EXPORTS, DraftedMarket, place
from tradesim.evidence.rule import rule
from tradesim.policies.licence_terms import LicenceTerms
from tradesim.scenario.regimes import bundled_regimes
from tradesim.scenario.wording import listing

MODELINE = "# yaml-language-server: $schema=scenario.schema.json"
"""Tells an editor where the schema of the file lies: beside it."""

CARRIES = {
    "terms": "how long a review takes",
    "covers_share": "how much of the customs code the measure covers ('covers_share')",
    "until": "when it ends ('until', or --until)",
    "exceptions": "who is exempt ('exceptions')",
    "contracts_exempt": "whether contracts signed before are ('contracts_exempt')",
}
"""What carries the result of a draft beside trade, by the field of its policy."""


OUTPUT = 100.0
"""Output of users at the start: an index."""


@dataclass(frozen=True)
class Trait:
    """What the months before the announcement say of the demand for an item.

    Attributes:
        season: Its season, None where they show none.
        trend: Its growth a year, None where there are too few months.
        source: File, layout and months that this rests on.
    """

    season: Season | None
    trend: Estimate | None
    source: str

    @property
    def swing(self) -> float:
        """Amplitude of the season, nothing where there is none."""
        return self.season.amplitude if self.season is not None else 0.0

    def fields(self, item: CustomsItem) -> list[tuple[str, Stated | str | int]]:
        """Return what all buyers of an item state of their output and demand."""
        pairs: list[tuple[str, Stated | str | int]] = []
        pairs += [("product", f"goods of {in_prose(item)}"), ("output", int(OUTPUT))]
        pairs.append(("noise", by_rule(rule()["noise.use"])))
        if self.season is not None:
            amplitude, peak = rounded(self.season.amplitude), rounded(self.season.peak_week)
            why = "amplitude of trade; orders swing more than use"
            found = Stated(amplitude, "share", self.source, why, 0.0, amplitude)
            pairs.append(("season", found))
            pairs.append(("season_peak_week", Stated(peak, "week of year", self.source)))
        if self.trend is not None:
            low, high = (rounded(end) for end in sorted((self.trend.low, self.trend.high)))
            why = f"rule: nothing is extrapolated; months grew {_growth(self.trend.value)} a year"
            ends = (min(low, 0.0), max(high, 0.0))
            pairs.append(("trend", Stated(0.0, "share/year", "", why, *ends)))
        return pairs

    def sentence(self, name: str) -> str:
        """Return what the months say, for the header."""
        season, trend = self.season, self.trend
        seasonal = "no season"
        if season is not None:
            seasonal = f"a season of {season.amplitude:.0%} (peak in week {season.peak_week:.0f})"
        growth = "too few months for a season or a trend (24 are needed)"
        if trend is not None:
            value, low, high = map(_growth, (trend.value, trend.low, trend.high))
            grown = f"{value} a year ({low} to {high})"
            growth = f"{seasonal}; growth {grown}, not extrapolated"
        return f"{name}: {growth}."


def _growth(share: float) -> str:
    """Return a growth in per cent, signed unless it rounds to nothing."""
    percent = round(100 * share)
    return f"{percent:+d}%" if percent else "0%"


def heading(
    request: Request,
    trade: PastTrade,
    markets: Sequence[DraftedMarket],
    traits: Mapping[str, Trait],
) -> list[str]:
    """Return the header: what the file is for, where its figures are from, what to look at."""
    imposer, policy = country_name(request.imposer), policy_name(request)
    title = f"{imposer}: {policy}"
    whom = ", ".join(map(code_in_prose, request.partners)) or "all countries"
    unseen = f"; {trade.unseen} later rows of the table were not looked at" if trade.unseen else ""
    months = " ".join(traits[m.item.name].sentence(title_of(m.item)) for m in markets)
    asked = f"announced {request.announced}, in force {request.effective}"
    asked += f" until {request.until}" if request.until else ""
    about = (
        f"What it is for. A draft by `tradesim new --from`: {policy} of "
        f"{code_in_prose(request.imposer)}, aimed at {whom}, {asked}."
    )
    file = f"{request.name}.yaml"
    commands = [f"run {file}", f"run {file} --variant no_policy"]
    commands += [f"hindcast {file} --observed {request.table}"]
    covered = set(request.covered)
    spared = [in_prose(m.item) for m in markets if m.item.name not in covered]
    if spared:
        about += f" {imposer} deals in no {' or '.join(spared)}: the policy leaves it out."
    where = (
        f"Where its figures are from. Levels, shares and prices: {trade.source(request, 'all')}; "
        "ranges hold nine in ten means, four in five monthly unit values. Nothing from "
        f"{request.first_unseen} on was used{unseen}. What no table tells is a judgement by the "
        "written rule (docs/scenario-rule.md) or comes from the items file."
    )
    lines = [
        MODELINE,
        f"# {title}",
        f"# {'=' * min(len(title), WIDTH - 2)}",
        "#",
        *_said(f"{about} Run it, edit it, and hold it against the record:"),
    ]
    lines += ["#", *(f"#     tradesim {command}" for command in commands), "#", *_said(where)]
    months = f"What the months before say of demand. {months}"
    return [*lines, "#", *_said(months), "#", *_said(_check(request, markets))]


def _check(request: Request, markets: Sequence[DraftedMarket]) -> str:
    """Return what to look at first: what carries the result, and no table of trade tells."""
    block = control_kinds().get(request.kind)  # what is no kind is refused with the policy
    known = set(block.model_fields) if block else set()
    known -= {"until"} if request.until else set()
    said = CARRIES | ({"terms": CARRIES["terms"] + _terms(request)} if "regime" in known else {})
    policy = "; ".join(words for name, words in said.items() if name in known)
    guessed = [
        f"{in_prose(market.item)} {place(user.country)}"
        for market in markets
        for user in market.users
        if user.use.judgement == AS_EXPORTS
    ]
    look = "Who else makes it and is not in the table; what is used at home"
    if guessed:
        look += (
            f" (of {listing(guessed)} nothing tells: set to as much as is exported, which "
            "may be far off; write 'home_use' into the items file)"
        )
    policy = f"; {policy}" if policy else ""
    return f"What to check first. {look}; stocks{policy}. These carry the result."


def _terms(request: Request) -> str:
    """Return what stands for the terms of a licence that nobody asked for, and how to ask."""
    if request.regime or request.review_weeks is not None:
        return ""
    own = [name for name, r in bundled_regimes().items() if r.government == request.imposer]
    usual = LicenceTerms().review_weeks
    regimes = f"; terms of {country_name(request.imposer)}: --regime {' or '.join(own)}"
    return f" ({usual.value:g} weeks, from {usual.source}; --review-weeks{regimes if own else ''})"


def _said(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent="# ", subsequent_indent="# ")
