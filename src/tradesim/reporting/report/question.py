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
    country = subject.country(main)
    imposers = subject.imposers(main)
    if imposers and subject.controlled(main):
        return _of_controls(subject)
    means = joined(list(dict.fromkeys(p.instrument for p in subject.scenario.policies)))
    items = some((in_prose(i) for i in subject.material.items(main)), MOST_NAMES, GOODS)
    if means:
        return f"What comes of {means} for the supply of {items} in {country}?"
    return f"How is {country} supplied with {items} if nobody intervenes?"


def _of_controls(subject: Subject) -> str:
    """Return the question after the controls of those who are aimed at the first country."""
    who = subject.imposers(subject.main)
    met = [code for code in subject.destinations if set(subject.imposers(code)) & set(who)]
    met = [code for code in met if subject.controlled(code)]
    controls = [control for code in met for control in subject.controls_on(code)]
    means = list(dict.fromkeys(control.instrument for control in controls))
    do = "does" if len(means) == 1 and not means[0].endswith("s") else "do"
    goods = (in_prose(item) for code in met for item in subject.controlled(code))
    countries = some((subject.country(code) for code in met), MOST_NAMES, COUNTRIES)
    return (
        f"What {do} the {joined(means)} of {joined([subject.country(code) for code in who])} do to "
        f"the supply of {some(goods, MOST_NAMES, GOODS)} in {countries}, and to the production "
        "that depends on it?"
    )
