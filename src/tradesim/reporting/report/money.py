"""Who lost, who gained and who paid, in a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from tradesim.measures.bands import Band
from tradesim.reporting.report.numbers import is_skewed, told, turned, typical
from tradesim.reporting.report.subject import Subject
from tradesim.scenario.naming import capital
from tradesim.wording.lists import joined
from tradesim.wording.numbers import amount

GOODS_UNDER_CONTROL = "of goods under control"
"""Which sales of exporters are counted: what they sell less of other goods is not."""

WHILE, TO_THE_END = " while controls bound", "up to the end of the run"
"""When exporters' losses are counted, and what others gained and paid since."""

RUNS = "90 % of runs: "
"""What stands before a band; said of the first amount of a sentence."""


def money(subject: Subject) -> str:
    """Return who lost, who gained and who paid; the empty string where nothing is counted."""
    sellers, others = [*_exporters(subject)], [*_winners(subject), *_extra(subject)]
    spans = [joined(sellers) + WHILE] if sellers else []
    spans += [f"{TO_THE_END} {joined(others)}"] if others else []
    each = ", each" if len(sellers) + len(others) > 1 else ""
    than = f"{each} against the year before the {subject.aims.outset}" if spans else ""
    changes, paid = ", and ".join(spans) + than, joined(list(_payments(subject)))
    first, mark, rest = "; ".join(filter(None, (changes, paid))).partition(RUNS)
    said = first + mark + rest.replace(RUNS, "")
    return f"{capital(said)}." if said else ""


def _exporters(subject: Subject) -> Iterator[str]:
    for code in subject.aims.imposers(subject.main):
        name = "exporter_revenue_lost_under_control"
        lost, country = subject.measure(name, "", code, subject.main), subject.named(code)
        what = f"{GOODS_UNDER_CONTROL} to {subject.named(subject.main)}"
        if lost.is_known and typical(lost) > 0.0:
            yield f"exporters of {country} lost {spoken(lost)} of sales {what}"
        elif lost.is_known and typical(lost) < 0.0:
            more = spoken(turned(lost))
            yield f"exporters of {country} sold {more} more {what}"


def _winners(subject: Subject) -> Iterator[str]:
    gains = {
        code: found
        for name in ("third_country_gain", "domestic_gain")
        for code in subject.country_names
        if (found := subject.measure(name, "", code, subject.main)).is_known
    }
    gains = {code: gain for code, gain in gains.items() if typical(gain) > 0.0}
    if gains:
        first = max(gains, key=lambda code: typical(gains[code]))
        own = " itself" if first == subject.main else ""
        yield f"suppliers in {subject.named(first)}{own} gained {spoken(gains[first])}"


def _extra(subject: Subject) -> Iterator[str]:
    extra, country = subject.total("extra_input_cost", subject.main), subject.named(subject.main)
    if extra.is_known:
        word, paid = ("more", extra) if typical(extra) > 0.0 else ("less", turned(extra))
        yield f"buyers in {country} paid {spoken(paid)} {word} for the same goods"


def _payments(subject: Subject) -> Iterator[str]:
    main = subject.main
    duty = subject.measure("duty_paid", destination=main)
    if duty.is_known and duty.mean > 0.0:
        yield f"buyers in {subject.named(main)} paid {spoken(duty)} of duty"
    spent = subject.measure("public_spending", destination=main)
    if spent.is_known and spent.mean > 0.0:
        yield f"{spoken(spent)} of public money went into new plants"
    for name, (allocated, bound, disbursed) in grants(subject).items():
        yield (
            f"of the programme '{name}', {usd(allocated)} were promised at the end, {usd(bound)} "
            f"bound by agreements and {usd(disbursed)} paid"
        )


def grants(subject: Subject) -> dict[str, tuple[float, float, float]]:
    """Return what each subsidy programme had promised, bound and paid at the end, USD million."""
    kinds = ("allocated", "bound", "disbursed")
    lines = [subject.bands(f"grants_{kind}") for kind in kinds]
    return {
        parts[0].place.actor: tuple(float(part.mean[-1]) for part in parts)  # type: ignore[misc]
        for parts in zip(*lines, strict=True)
    }


def spoken(band: Band) -> str:
    """Return an amount in USD million with its band: the mean, of a skewed one the median."""
    said, runs = usd(typical(band)), told(band).band
    if is_skewed(band):
        return f"{said} in the median run ({amount(band.mean)} on average; {RUNS}{runs})"
    return f"{said} ({RUNS}{runs})" if runs else said


def usd(value: float) -> str:
    """Return an amount given in USD million."""
    return f"USD {amount(value)} million"
