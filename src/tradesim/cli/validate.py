"""``tradesim validate``: are these scenario files sound?"""

from __future__ import annotations

from typing import Annotated

import typer

from tradesim.cli import options
from tradesim.cli.grouping import say_wrong
from tradesim.errors import ScenarioError


def validate(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="Scenario files, or names.")
    ],
    allow_outside: options.AllowOutside = False,
) -> None:
    """Check scenario files and report all their problems, with lines; nothing is run."""
    from tradesim.scenario import advice, read
    from tradesim.scenario import validate as check

    wrong = False
    for file in files:
        try:
            document = read(file, outside=allow_outside)
            scenario = check(document)
            if scenario.levers or scenario.goals or scenario.bets or scenario.page.outcomes:
                from tradesim.web.checking import try_page

                try_page(document, scenario)
        except ScenarioError as error:
            say_wrong(error)
            wrong = True
        else:
            typer.echo(f"{file}: sound ({scenario.title})")
            for sentence in advice(scenario):
                typer.echo(f"{file}: warning: {sentence}", err=True)
    if wrong:
        raise typer.Exit(1)
