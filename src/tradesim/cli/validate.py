"""``tradesim validate``: are these scenario and experiment files sound?"""

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
        list[str], typer.Argument(metavar="FILE...", help="Scenarios or experiments.")
    ],
    allow_outside: options.AllowOutside = False,
) -> None:
    """Check scenario and experiment files and report all problems, with lines; nothing is run."""
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

    if file in experiment_files() and file not in scenario_names():
        return _experiment(file)
    document = read(file, outside=outside)
    if _is_about_a_scenario(document.data):
        return _experiment(file)
    scenario = check(document)
    if scenario.levers or scenario.goals or scenario.bets or scenario.page.outcomes:
        from tradesim.web.checking import try_page

        try_page(document, scenario)
    return scenario.title, [*advice(scenario), *_own_agents(scenario.agents)]


def _is_about_a_scenario(tree: object) -> bool:
    """Return whether what a file says is an experiment: it names a scenario, and is none."""
    return isinstance(tree, dict) and "scenario" in tree and "countries" not in tree


def _experiment(file: str) -> Said:
    """Return the same of an experiment, whose scenario is checked with it."""
    from tradesim.experiments.loading import load_experiment
    from tradesim.scenario import advice
    from tradesim.wording.numbers import counted

    study = load_experiment(file)
    size = f"{counted(study.design.count, 'point')}, {counted(len(study.arms), 'variant')}"
    sound = f"{study.experiment.title or study.experiment.name} – {size}"
    return sound, [*advice(study.scenario), *_own_agents(study.scenario.agents)]


def _own_agents(classes: dict[str, str]) -> list[str]:
    if not classes:
        return []
    return [
        "'agents' names classes of its own: they run with --allow-custom-agents, if you trust them."
    ]
