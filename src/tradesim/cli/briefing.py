"""The printed summary of a run: the answer in sentences, then a few small tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from tradesim.cli.network_briefing import print_network
from tradesim.cli.tables import HeadedTable, part_of
from tradesim.cli.terminal import Terminal
from tradesim.policies.export_control import ExportControl
from tradesim.policies.rule import follows_rule
from tradesim.records.events import aim_of, noun_of, policy_changes
from tradesim.results.findings import Findings
from tradesim.results.tables import doubt_document
from tradesim.wording.dates import date_of
from tradesim.wording.events import NOUNS
from tradesim.wording.numbers import amount, fixed, percent
from tradesim.world.log import Kind
from tradesim.world.shortage import LEAST_LOST

if TYPE_CHECKING:
    from tradesim.measures.markets import Market
    from tradesim.results import Result

BY_GOVERNMENT = (Kind.CONTROL_IN_FORCE, Kind.CONTROL_LIFTED)
"""What is told of controls that governments put in force or lift of their own."""

WIDEST = 100


def print_briefing(result: Result, folder: Path) -> None:
    """Print what happened in a run and where it is written.

    Args:
        result: The run.
        folder: Where its results are.
    """
    console = Terminal()
    console.width = min(console.width, WIDEST)
    findings = Findings(result.records)
    _heading(console, result)
    if result.records.condensed:
        print_network(console, result, folder)
        return
    _answer(console, result)
    for part in (
        _imports(findings),
        _stocks(findings),
        _concentration(findings),
        _licences(findings),
        _losses(findings),
        _policies(result),
    ):
        if part.table.row_count:
            console.print(part.heading, part.table, "", sep="\n")
    _carriers(console, result)
    lost = any(loss.mean > LEAST_LOST for _, _, loss in findings.losses())
    if not lost:
        console.print("No output was lost.\n")
    console.print(f"Results: {folder}", soft_wrap=True)
    if lost:
        console.print(f"Why was output lost? tradesim explain {quote(str(folder))}", soft_wrap=True)


def _heading(console: Console, result: Result) -> None:
    scenario, count = result.scenario, result.replicates
    runs = "one replicate" if count == 1 else f"means of {count} replicates"
    console.print()
    console.print(Text(scenario.title, style="bold"))
    bands = "" if result.doubt is None else "; a forecast: bands hold what is not known"
    console.print(f"{scenario.start} to {scenario.end}; {runs}, seed {result.seed}{bands}\n")


def _answer(console: Console, result: Result) -> None:
    """Say what came out, in the sentences of the report."""
    from tradesim.reporting.report.sentences import AGAINST, sentences
    from tradesim.reporting.report.source import of_result
    from tradesim.reporting.report.subject import Subject

    subject = Subject(of_result(result))
    said = sentences(subject)
    whole = (sentence.replace(" %", "\N{NO-BREAK SPACE}%") for sentence in said)
    against = [Text(AGAINST, style="dim")] if said and subject.aims.controls else []
    if said:
        console.print(*(Text(sentence) for sentence in whole), *against, "", sep="\n")


def _imports(findings: Findings) -> HeadedTable:
    part = part_of(
        "Imports",
        f"before: mean of the year before the {findings.records.aims.outset}; "
        "low: the lowest 13 weeks after; end: the last year",
        ("item", "into", "from"),
        ("before", "low", "end"),
    )
    for market in findings.markets:
        origins = findings.threatened(market)
        courses = {origin: findings.imports(market, origin) for origin in origins}
        everything = findings.imports(market)
        if everything not in courses.values():
            courses["all"] = everything
        for origin, course in courses.items():
            if course.before.mean or course.end.mean:
                before = f"{amount(course.before.mean)} {market.item.unit}/week"
                changes = (course.change_lowest, course.change_end)
                shares = (percent(1.0 + change.mean) for change in changes)
                part.table.add_row(*_place(market), origin, before, *shares)
    return part


def _stocks(findings: Findings) -> HeadedTable:
    part = part_of(
        "Stocks and price",
        "stock in weeks of use; thin: weeks in which some buyer holds less than is safe; "
        "price: its highest week, baseline = 1",
        ("item", "into"),
        ("stock before", "low", "end", "thin", "price peak"),
    )
    for market in findings.markets:
        cover = findings.cover(market)
        thin = findings.measure("weeks_below_safety_stock", market).mean
        peak = findings.measure("price_peak", market).mean
        weeks = [fixed(part.mean, 1) for part in (cover.before, cover.lowest, cover.end)]
        part.table.add_row(*_place(market), *weeks, fixed(thin, 1), fixed(peak, 2))
    return part


def _concentration(findings: Findings) -> HeadedTable:
    part = part_of(
        "Concentration",
        "Herfindahl index of a quarter's arrivals by country of the supplier, 1 = all from one; "
        "before: before the first policy of any kind, projects too",
        ("item", "into"),
        ("before", "worst", "end", "share of", "before", "end"),
    )
    for market in findings.markets:
        moments = ("start", "worst", "end")
        index = [
            fixed(findings.measure(f"hhi_by_country_{moment}", market).mean, 2)
            for moment in moments
        ]
        shares = [
            [
                imposer,
                *(
                    percent(
                        findings.measure(f"imposing_country_share_{moment}", market, imposer).mean
                    )
                    for moment in ("start", "end")
                ),
            ]
            for imposer in market.imposers
        ]
        first, *more = shares or [["", "", ""]]
        part.table.add_row(*_place(market), *index, *first)
        for line in more:
            part.table.add_row("", "", "", "", "", *line)
    return part


def _licences(findings: Findings) -> HeadedTable:
    part = part_of(
        "Licences",
        "applications; wait: mean weeks from filing to decision",
        ("item", "into", "by"),
        ("filed", "granted", "refused", "wait"),
    )
    for market in findings.markets:
        for imposer in market.imposers:
            filed, granted, refused = (
                findings.measure(f"licences_{what}", market, imposer).mean
                for what in ("filed", "granted", "refused")
            )
            wait = findings.measure("licence_waiting_weeks", market, imposer).mean
            if filed:
                counts = [fixed(count, 1) for count in (filed, granted, refused, wait)]
                part.table.add_row(*_place(market), imposer, *counts)
    return part


def _losses(findings: Findings) -> HeadedTable:
    banded = len(findings.records.again.replicates) > 1  # one run has no bands
    columns = ("lost", "5–95 %") if banded else ("lost",)
    part = part_of("Output lost", "share of what was wanted, whole run", ("buyer", "in"), columns)
    for actor, country, loss in findings.losses():
        if loss.mean > LEAST_LOST:
            band = (f"{percent(loss.low)} – {percent(loss.high)}",) if banded else ()
            part.table.add_row(actor, country, percent(loss.mean), *band)
    return part


def _policies(result: Result) -> HeadedTable:
    part = part_of("Policies", "", ("date", "who", "what", "policy"), ())
    days: dict[tuple[str, str, str, dt.date | None], list[dt.date]] = {}
    layout, replicates = result.records.layout, result.records.again.replicates
    changes = sorted(policy_changes(layout, replicates), key=lambda change: change[2])
    for policy, word, day, replicate in changes:
        who = " → ".join(filter(None, (policy.actor, aim_of(policy)))) if policy.actor else ""
        own = day if replicate is None else None
        days.setdefault((who or noun_of(policy), word, policy.name, own), []).append(day)
    rows: dict[tuple[str, str, str], list[str]] = {}
    for (who, what, name, _), dates in days.items():  # a date that varies by run: first to last
        date = " – ".join(dict.fromkeys(day.isoformat() for day in (min(dates), max(dates))))
        rows.setdefault((date, who, what), []).append(name)
    for key, name in (*_by_rule(result), *_by_government(result)):
        rows.setdefault(key, []).append(name)
    for key, names in sorted(rows.items(), key=lambda row: row[0][0]):
        part.table.add_row(*key, "; ".join(names))
    return part


def _by_rule(result: Result) -> Iterator[tuple[tuple[str, str, str], str]]:
    """Yield what was in force by a rule: first and last day, who, most runs at once, and name."""
    for policy in filter(follows_rule, result.scenario.happenings):
        for band in result.records.band("in_force_by_rule", actor=policy.name):
            held = band.days[band.mean > 0.0]
            if held.size:
                ends = [date_of(day).isoformat() for day in held[[0, -1]]]
                share = percent(float(band.mean.max()))
                what = f"by rule, {share} of runs"
                yield (" – ".join(dict.fromkeys(ends)), policy.actor, what), policy.name


def _by_government(result: Result) -> Iterator[tuple[tuple[str, str, str], str]]:
    """Yield what governments did of their own: first and last day, who, in how many runs, name."""
    policies = result.scenario.policies
    ready = [each for each in policies if isinstance(each, ExportControl) and each.available]
    if not ready:
        return
    events = result.events
    runs = len(result.records.again.replicates)
    for policy, kind in product(ready, BY_GOVERNMENT):
        said = f"{policy.name} ({policy.instrument})"
        found = events[(events["kind"] == NOUNS[kind]) & (events["detail"].fillna("") == said)]
        if not len(found):
            continue
        days = dict.fromkeys(str(found["date"].agg(end))[:10] for end in ("min", "max"))
        what = NOUNS[kind].removeprefix("control ")
        share = f", {percent(found['replicate'].nunique() / runs)} of runs" if runs > 1 else ""
        yield (
            (" – ".join(days), f"{policy.actor} → {aim_of(policy)}", f"{what}{share}"),
            policy.name,
        )


def _carriers(console: Console, result: Result) -> None:
    """Print which doubts carry the band of the chief outcome of a forecast."""
    document = doubt_document(result.records, result.doubt)
    if document is None or document["outcome"] is None:
        return
    outcome = document["outcome"]
    band = f"{amount(outcome['p05'])} to {amount(outcome['p95'])}"
    meaning = (
        f"{outcome['name']}: {amount(outcome['p50'])}, 90 % band {band}; "
        f"{document['figures_drawn']} figures drawn"
    )
    part = part_of("What carries the band", meaning, ("figure", "drawn", "outcome"), ("variance",))
    for row in document["carried_by"]:
        drawn = f"{amount(row['p05'])} to {amount(row['p95'])}"
        part.table.add_row(row["figure"], drawn, row["outcome"], percent(row["variance_explained"]))
    rest = document["by_chance_and_together"]
    part.table.add_row("chance, smaller doubts, and doubts together", "", "", percent(rest))
    console.print(part.heading, part.table, "", sep="\n")


def _place(market: Market) -> tuple[str, str]:
    return market.item.label or market.item.name, market.destination
