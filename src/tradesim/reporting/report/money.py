"""Who lost, who gained and who paid, in a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from tradesim.reporting.report.subject import Subject
from tradesim.wording.lists import joined
from tradesim.wording.numbers import amount


def money(subject: Subject) -> str:
    """Return who lost, who gained and who paid; the empty string where nothing is counted."""
    said = joined([*_exporters(subject), *_winners(subject), *_payers(subject)])
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def _exporters(subject: Subject) -> Iterator[str]:
    for code in subject.imposers(subject.main):
        name = "exporter_revenue_lost_under_control"
        lost, country = subject.measure(name, "", code, subject.main), subject.country(code)
        if lost.is_known and lost.mean > 0.0:
            yield f"exporters of {country} lost {usd(lost.mean)} of sales while controls bound"
        elif lost.is_known and lost.mean < 0.0:
            yield f"exporters of {country} sold {usd(-lost.mean)} more while controls bound"


def _winners(subject: Subject) -> Iterator[str]:
    gains = {
        str(found["origin"]): float(found["mean"])
        for name in ("third_country_gain", "domestic_gain")
        for found in subject.measures(name)
        if found["destination"] == subject.main and found["mean"] > 0.0
    }
    if gains:
        first = max(gains, key=lambda code: gains[code])
        own = " itself" if first == subject.main else ""
        yield f"suppliers in {subject.country(first)}{own} gained {usd(gains[first])}"


def _payers(subject: Subject) -> Iterator[str]:
    main = subject.main
    extra = [
        float(found["mean"])
        for found in subject.measures("extra_input_cost")
        if found["destination"] == main
    ]
    if extra:
        word = "more" if sum(extra) > 0.0 else "less"
        paid = usd(abs(sum(extra)))
        yield f"buyers in {subject.country(main)} paid {paid} {word} for the same goods"
    duty = subject.measure("duty_paid", destination=main)
    if duty.is_known and duty.mean > 0.0:
        yield (
            f"they paid {usd(duty.mean)} of duty"
            if extra
            else (f"buyers in {subject.country(main)} paid {usd(duty.mean)} of duty")
        )
    spent = subject.measure("public_spending", destination=main)
    if spent.is_known and spent.mean > 0.0:
        yield f"{usd(spent.mean)} of public money went into new plants"
    for name, (allocated, bound, disbursed) in grants(subject).items():
        yield (
            f"of the programme '{name}', {usd(allocated)} were promised at the end, {usd(bound)} "
            f"bound by agreements and {usd(disbursed)} paid"
        )


def grants(subject: Subject) -> dict[str, tuple[float, float, float]]:
    """Return what each subsidy programme had promised, bound and paid at the end, USD million."""
    kinds = ("allocated", "bound", "disbursed")
    lines = [subject.material.bands(f"grants_{kind}") for kind in kinds]
    return {
        parts[0].place.actor: tuple(float(part.mean[-1]) for part in parts)  # type: ignore[misc]
        for parts in zip(*lines, strict=True)
    }


def usd(value: float) -> str:
    """Return an amount given in USD million."""
    return f"USD {amount(value)} million"
