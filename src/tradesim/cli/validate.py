"""``tradesim validate``: are these scenarios, experiments and other files sound?"""

from __future__ import annotations

from typing import Annotated

import typer

from tradesim.cli import options
from tradesim.cli.edge import INPUT_WRONG, say
from tradesim.cli.grouping import say_wrong
from tradesim.errors import ScenarioError

Said = tuple[str, list[str]]


def validate(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...", help="Scenarios, experiments, calibrations, files of items."
        ),
    ],
    allow_outside: options.AllowOutside = False,
) -> None:
    """Check files that one writes for tradesim, report all problems with their lines, run none."""
    wrong = False
    for file in files:
        try:
            sound, warnings = _checked(file, outside=allow_outside)
        except ScenarioError as error:
            say_wrong(error)
            wrong = True
        else:
            say(f"{file}: sound ({sound})")
            for sentence in warnings:
                say(f"{file}: warning: {sentence}", err=True)
    if wrong:
        raise typer.Exit(INPUT_WRONG)


def _checked(file: str, *, outside: bool) -> Said:
    """Return what a sound file is, and what may mislead its author.

    Raises:
        ScenarioError: With every problem of the file.
    """
    from tradesim.scenario import advice, read
    from tradesim.scenario import validate as check
    from tradesim.scenario.bundled import experiment_files, scenario_names
    from tradesim.scenario.kinds import FileKind, kind_of

    if file in experiment_files() and file not in scenario_names():
        return _experiment(file)
    document = read(file, outside=outside)
    others = {
        FileKind.EXPERIMENT: _experiment,
        FileKind.CALIBRATION: _calibration,
        FileKind.DESIGN: _design,
        FileKind.ITEMS: _items,
    }
    kind = kind_of(document.data)
    if kind in others:
        return others[kind](file)
    scenario = check(document)
    if scenario.levers or scenario.goals or scenario.bets or scenario.page.outcomes:
        from tradesim.web.checking import try_page

        try_page(document, scenario)
    return scenario.title, [*advice(scenario), *_own_agents(scenario.agents)]


def _experiment(file: str) -> Said:
    """Return the same of an experiment, whose scenario is checked with it."""
    from tradesim.experiments.loading import load_experiment
    from tradesim.scenario import advice
    from tradesim.wording.numbers import counted

    study = load_experiment(file)
    size = f"{counted(study.design.count, 'point')}, {counted(len(study.arms), 'variant')}"
    sound = f"{study.experiment.title or study.experiment.name} – {size}"
    return sound, [*advice(study.scenario), *_own_agents(study.scenario.agents)]


def _calibration(file: str) -> Said:
    """Return the same of a calibration."""
    from tradesim.evidence.calibration import load_calibration
    from tradesim.scenario import advice
    from tradesim.wording.numbers import counted

    study = load_calibration(file)
    size = f"{counted(len(study.ranges), 'parameter')}, {counted(len(study.rows), 'target')}"
    sound = f"{study.calibration.title or study.calibration.name} – {size}"
    return sound, advice(study.scenario)


def _design(file: str) -> Said:
    """Return the same of a common design."""
    from tradesim.evidence.leave_out.design import load_design
    from tradesim.wording.numbers import counted

    study = load_design(file)
    size = f"{counted(len(study.design.vary), 'parameter')}, "
    size += counted(len(study.scenarios), "scenario")
    return f"{study.design.title or study.design.name} – {size}", []


def _items(file: str) -> Said:
    """Return the same of a file of items and their customs codes."""
    from tradesim.customs import read_items
    from tradesim.wording.numbers import counted

    return counted(len(read_items(file)), "item"), []


def _own_agents(classes: dict[str, str]) -> list[str]:
    if not classes:
        return []
    return [
        "'agents' names classes: if you trust them, 'tradesim run --allow-custom-agents' runs it."
    ]
