"""What the page is told once: levers, baselines, goals, bets, lesson, charts, outcomes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tradesim.experiments.columns import column_name
from tradesim.measures.catalogue import MEASURES
from tradesim.measures.measure import Measure
from tradesim.policies.export_control import ExportControl
from tradesim.scenario import Scenario
from tradesim.scenario.classroom import ShownOutcome
from tradesim.scenario.naming import beginning_small, in_prose, label_of
from tradesim.scenario.schema import Item
from tradesim.scenario.translations import ENGLISH, NAMES
from tradesim.version import __version__
from tradesim.web.charts import Chart, charts_of
from tradesim.web.flows import network_document
from tradesim.web.languages import translated, words_of
from tradesim.web.levers import Board, Positions
from tradesim.web.measure_names import (
    LONGEST,
    asked_about,
    measure_label,
    measure_meaning,
    measure_unit,
    weight,
)
from tradesim.web.observed import observed_points
from tradesim.web.places import country_said
from tradesim.web.view import View, view_of
from tradesim.wording.measure_units import spoken_unit
from tradesim.wording.said import said

FORMAT = 1
"""Version of what the page is told; the browser side checks it."""

REPLICATES = 64
"""Runs behind each band where nothing else is asked for."""

LONGEST_GOOD = 40
"""Letters of the name of a good in the label of an outcome that the scenario does not name."""

HEADINGS = {
    "what_is_it": "What is it?",
    "how_it_works": "How it works",
    "how_to_use_it": "How to use it",
    "things_to_notice": "Things to notice",
    "things_to_try": "Things to try",
    "what_it_leaves_out": "What it leaves out",
}
"""Headings of the sections of a lesson."""


@dataclass(frozen=True)
class Stage:
    """A scenario made ready to be shown.

    Attributes:
        name: How the user named it, for the command line that repeats a run.
        scenario: The scenario as written.
        replicates: Runs behind each band.
    """

    name: str
    scenario: Scenario
    replicates: int = REPLICATES

    @cached_property
    def world(self) -> str:
        """A mark of all that its runs depend on: answers with two marks belong to two pages."""
        facts = f"{FORMAT} {__version__} {self.replicates} {self.scenario.model_dump_json()}"
        return hashlib.sha256(facts.encode()).hexdigest()[:16]

    @cached_property
    def board(self) -> Board:
        """Its levers."""
        return Board.of(self.scenario)

    @cached_property
    def bets_on(self) -> Positions:
        """Where policy B stands for the bets: the baseline named for it, or the second."""
        names = list(self.board.baselines)
        name = self.scenario.page.bets_on or (names[1] if len(names) > 1 else None)
        return self.board.baseline(name) if name else self.board.defaults

    @cached_property
    def view(self) -> View:
        """What is shown of it."""
        return view_of(self.scenario)

    @cached_property
    def charts(self) -> tuple[Chart, ...]:
        """Its charts."""
        return tuple(charts_of(self.view))

    @cached_property
    def outcomes(self) -> tuple[ShownOutcome, ...]:
        """The measures it shows, and those that its goals and bets ask about."""
        shown = list(self.scenario.page.outcomes) or list(_outcomes(self.view))
        listed = {outcome.measure for outcome in shown}
        for _, measure in asked_about(self.scenario):
            if measure not in listed:
                listed.add(measure)
                label = measure_label(self.scenario, measure)
                shown.append(ShownOutcome.model_construct(measure=measure, label=label))
        return tuple(shown)


def page_document(
    stage: Stage,
    source: str,
    kept: Sequence[Positions] | None = None,
    language: str = ENGLISH,
) -> dict[str, Any]:
    """Return what the page is told once, in a language and with its words.

    Args:
        stage: The scenario.
        source: Where runs come from: ``server`` or ``baked``.
        kept: The positions of each lever for which there are runs; all if absent.
        language: One of ``scenario.translations.NAMES``.
    """
    words = words_of(stage.scenario, language)
    told = translated(_told(stage, source, kept), words)
    if language != ENGLISH:  # only English begins small
        told["outcomes"] = [{**each, "in_sentence": each["label"]} for each in told["outcomes"]]
    return {**told, "language": language, "languages": NAMES, "words": words}


def _told(stage: Stage, source: str, kept: Sequence[Positions] | None) -> dict[str, Any]:
    """Return what the page is told once, in English."""
    kept = kept or [tuple(range(len(lever.positions))) for lever in stage.board.levers]
    scenario, board, view = stage.scenario, stage.board, stage.view
    return {
        "format": FORMAT,
        "tradesim": __version__,
        "world": stage.world,
        "scenario": {
            "name": scenario.name,
            "title": scenario.title,
            "description": scenario.description,
        },
        "seed": str(scenario.seed),  # a browser would round a large number
        "replicates": stage.replicates,
        "weeks": [monday.isoformat() for monday in view.mondays],
        "lived": _lived(view),
        "cautions": scenario.cautions,
        "better_for": "" if scenario.page.outcomes else country_said(view.place),
        "levers": _levers(board, kept),
        "baselines": _baselines(board, kept),
        "bets_on": list(stage.bets_on),
        "goals": [goal.model_dump(exclude_none=True) for goal in scenario.goals],
        "bets": [bet.model_dump(exclude_none=True) for bet in scenario.bets],
        "lesson": _lesson(scenario),
        "charts": [chart.document() for chart in stage.charts],
        "outcomes": [_outcome(outcome, stage) for outcome in stage.outcomes],
        "network": network_document(view),
        **observed_points(view),
        "source": source,
    }


def _lived(view: View) -> dict[str, str]:
    """Return the first and the last week of a run, of which the page may show a part."""
    first, last = (view.calendar.monday(week) for week in (0, view.calendar.weeks - 1))
    return {"start": first.isoformat(), "end": last.isoformat()}


def _levers(board: Board, kept: Sequence[Positions]) -> list[dict[str, Any]]:
    return [
        {
            "name": lever.name,
            "label": lever.label,
            "unit": lever.unit,
            "help": lever.help,
            "positions": [position.label for position in lever.positions],
            "default": lever.default,
            "kept": list(positions),
        }
        for lever, positions in zip(board.levers, kept, strict=True)
    ]


def _baselines(board: Board, kept: Sequence[Positions]) -> list[dict[str, Any]]:
    """Return the named settings of which there are runs."""
    return [
        {
            "name": name,
            "label": baseline.label,
            "description": baseline.description,
            "positions": list(board.baseline(name)),
        }
        for name, baseline in board.baselines.items()
        if all(at in there for at, there in zip(board.baseline(name), kept, strict=True))
    ]


def _lesson(scenario: Scenario) -> list[dict[str, str]]:
    texts = scenario.lesson.model_dump()
    return [
        {"heading": heading, "text": texts[name].strip()}
        for name, heading in HEADINGS.items()
        if texts[name].strip()
    ]


def _outcome(outcome: ShownOutcome, stage: Stage) -> dict[str, Any]:
    scenario = stage.scenario
    counted = measure_unit(scenario, outcome.measure)
    facts: dict[str, Any] = {"format": "percent"} if counted.startswith("share") else {}
    return {
        "measure": outcome.measure,
        "label": outcome.label,
        "in_sentence": beginning_small(outcome.label, _names(scenario)),
        "unit": counted,
        "spoken": spoken_unit(counted),
        "better": outcome.better,
        "help": measure_meaning(scenario, outcome.measure),
        "beside": bool(scenario.page.outcomes) and outcome not in scenario.page.outcomes,
        **weight(scenario, outcome),
        **facts,
    }


def _names(scenario: Scenario) -> str:
    """Return the names that a sentence writes as the scenario does."""
    named = [country.name for country in scenario.countries]
    named += [plant.name for plant in scenario.suppliers]
    named += [buyer.name for buyer in scenario.buyers]
    return " ".join([*named, *(item.name for item in scenario.items)])


def _outcomes(view: View) -> Iterator[ShownOutcome]:
    """Yield the measures shown of a scenario that names none, as the catalogue says."""
    tiles = sorted(
        (each for each in MEASURES.values() if each.tile),
        key=lambda each: MEASURES.place(each.name),
    )
    of_items = [each for each in tiles if "{item}" in each.tile]
    of_sellers = [each for each in tiles if "{origin}" in each.tile and each not in of_items]
    for entry in tiles if view.final_buyers else ():
        if entry not in of_items and entry not in of_sellers:
            yield _shown(view, entry)
    for item in view.items:
        yield from (_shown(view, entry, item) for entry in of_items)
    controls = [p for p in view.scenario.policies if isinstance(p, ExportControl)]
    for imposer in dict.fromkeys(p.imposer for p in controls if p.aims_at(view.country)):
        yield from (_shown(view, entry, origin=imposer) for entry in of_sellers)


def _shown(view: View, entry: Measure, item: Item | None = None, origin: str = "") -> ShownOutcome:
    called = label_of if entry.tile.startswith("{") else in_prose
    good, goods = (item.name, called(item)[:LONGEST_GOOD]) if item else ("", "")
    seller = country_said(view.country_name(origin)) if origin else ""
    label = said(entry.tile, item=goods, origin=seller, destination=country_said(view.place))
    key = column_name((entry.name, good, origin, view.country, ""))
    return ShownOutcome.model_construct(
        measure=key,
        label=label if len(label) <= LONGEST else label[:LONGEST],
        better=None if origin else entry.better,
    )
