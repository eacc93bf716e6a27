"""The question of a run, in a sentence: whose measures, on what, in which countries."""

from __future__ import annotations

from tradesim.reporting.report.subject import Subject
from tradesim.scenario.naming import in_prose
from tradesim.wording.lists import joined, some

MOST_NAMES = 5
"""Items, and countries, that the question names."""

GOODS, COUNTRIES = "{count} more goods", "{count} more countries"
"""What is said of the others."""


def question(subject: Subject) -> str:
    """Return the question of the run."""
    main = subject.main
    if not main:
        return "What happens in this world, with nobody intervening?"
    country = subject.named(main)
    met = [code for code in subject.destinations if subject.threatened(code)]
    if met:
        return _of_cuts(subject, met)
    means = joined(list(dict.fromkeys(p.instrument for p in subject.scenario.policies)))
    items = some((in_prose(i) for i in subject.items(main)), MOST_NAMES, GOODS)
    if means:
        return f"What comes of {means} for the supply of {items} in {country}?"
    return f"How is {country} supplied with {items} if nobody intervenes?"


def _of_cuts(subject: Subject, threatened: list[str]) -> str:
    """Return the question after what the first of some countries meets, and those beside it."""
    behind = {code: _behind(subject, code) for code in threatened}
    first, *_ = threatened
    met = [code for code in threatened if behind[code] & behind[first]]
    what = [*_shocks(subject, met), *_controls(subject, met)]
    do = "does" if len(what) == 1 and not _is_plural(what[0][0]) else "do"
    goods = (in_prose(item) for code in met for item in subject.threatened(code))
    hit = met if subject.main in met else [subject.main, *met]
    return (
        f"What {do} the {joined([f'{means} {whose}' for means, whose in what])} do to the supply "
        f"of {some(goods, MOST_NAMES, GOODS)} in "
        f"{some((subject.named(code) for code in hit), MOST_NAMES, COUNTRIES)}, and to the "
        "production that depends on it?"
    )


def _is_plural(nouns: str) -> bool:
    return " and " in nouns or (nouns.endswith("s") and not nouns.endswith("ss"))


def _behind(subject: Subject, code: str) -> set[str]:
    """Return the countries behind what cuts the supply of another."""
    return {
        *subject.aims.imposers(code),
        *(cut.origin for cut in subject.aims.interruptions_of(code)),
    }


def _shocks(subject: Subject, met: list[str]) -> list[tuple[str, str]]:
    """Return what shocks cut and where it was: "loss", "of plants in Ukraine"."""
    found: dict[str, list[str]] = {}
    for cut in (cut for code in met for cut in subject.aims.interruptions_of(code)):
        where = "in" if " of " in cut.words else "of"
        found.setdefault(f"{cut.words} {where}", []).append(subject.named(cut.place))
    return [
        (noun, f"{rest} {joined(list(dict.fromkeys(names)))}")
        for words, names in found.items()
        for noun, _, rest in [words.partition(" ")]
    ]


def _controls(subject: Subject, met: list[str]) -> list[tuple[str, str]]:
    """Return the instruments of controls, and whose they are; none without any."""
    controls = [control for code in met for control in subject.aims.controls_on(code)]
    if not controls:
        return []
    codes = dict.fromkeys(imposer for code in met for imposer in subject.aims.imposers(code))
    who = [subject.named(code) for code in subject.aims.imposers(met[0]) or codes]
    return [
        (
            joined(list(dict.fromkeys(c.instrument for c in controls))),
            f"of {joined(who)}" if who else "",
        )
    ]
