"""What was typed, held against what a command takes, and what is said where it does not fit."""

from __future__ import annotations

import shlex
import typing
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import typer
from typer.core import TyperArgument, TyperCommand, TyperOption

from tradesim.errors import OptionError

TWICE = "it is given twice. Leave one of them out."


@dataclass(frozen=True)
class Beside:
    """Marks an option, beside its ``typer.Option``, that is of no use without another.

    Attributes:
        others: What it stands beside, as it is typed: one of these is needed.
        why: Why; a clause, empty where that is plain.
    """

    others: tuple[str, ...]
    why: str = ""

    def fits(self, words: Collection[str]) -> bool:
        """Say whether it is of use among the options that were typed."""
        return not set(self.others).isdisjoint(words)

    def said(self, options: Sequence[str]) -> str:
        """Return what is wrong with options that stand without any of the others."""
        either, why = " or ".join(self.others), f" ({self.why})" if self.why else ""
        these = "this" if len(options) == 1 else "these"
        todo = f"Add {either}, or leave {these} out."
        return f"{', '.join(options)}: of no use without {either}{why}. {todo}"


@dataclass(frozen=True)
class Needless:
    """Marks an option, beside its ``typer.Option``, that is of no use with another.

    Attributes:
        beside: The other, as it is typed.
        unless: What makes it of use all the same; nothing where empty.
    """

    beside: str
    unless: str = ""

    def fits(self, words: Collection[str]) -> bool:
        """Say whether it is of use among the options that were typed."""
        return self.beside not in words or self.unless in words

    def said(self, options: Sequence[str]) -> str:
        """Return what is wrong with options that stand beside the other."""
        but = f" and without {self.unless}" if self.unless else ""
        return f"{', '.join(options)}: of no use with {self.beside}{but}. Leave one of them out."


class Command(TyperCommand):
    """A command that tells in our words what of what was typed does not fit."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take what was typed.

        Raises:
            OptionError: With what typer refuses, or what is given twice or of no use alone.
        """
        typed = [*args]
        ctx.allow_extra_args = True  # so that we say what is too much
        with in_our_words(ctx):
            rest = super().parse_args(ctx, args)
        values, _, order = self.make_parser(ctx).parse_args(args=typed)
        wrong = [*_too_many(rest, ctx), *_twice(values, order), *self._alone(order)]
        if wrong:
            raise OptionError("\n".join(wrong))
        return rest

    def _alone(self, order: Sequence[Any]) -> Iterator[str]:
        """Yield what is wrong with options that are of no use with, or without, those typed."""
        typed = [param for param in order if param.param_type_name == "option"]
        words = {word for param in typed for word in param.opts}
        unfit: dict[Beside | Needless, list[str]] = {}
        for param in dict.fromkeys(typed):
            for mark in self.marks.get(param.name, ()):
                if not mark.fits(words):
                    unfit.setdefault(mark, []).append(spelled(param))
        return (mark.said(options) for mark, options in unfit.items())

    @property
    def marks(self) -> dict[str, list[Beside | Needless]]:
        """What its options stand beside, or do not, by argument of what it does."""
        hints = typing.get_type_hints(self.callback, include_extras=True)
        return {
            name: [mark for mark in typing.get_args(hint) if isinstance(mark, Beside | Needless)]
            for name, hint in hints.items()
        }


@contextmanager
def in_our_words(ctx: Any) -> Iterator[None]:
    """Tell in our words what typer refuses of what was typed.

    Raises:
        OptionError: With that.
    """
    try:
        yield
    except typer.TyperException as error:
        said = f"{said_of(error, ctx)} '{ctx.command_path} --help' says what it takes."
        raise OptionError(said) from None


def _too_many(rest: Sequence[str], ctx: Any) -> Iterator[str]:
    """Yield what is wrong with words that no argument takes."""
    if rest:
        words = " ".join(shlex.quote(word) for word in rest)
        arguments = [
            each for each in ctx.command.get_params(ctx) if not each.opts[0].startswith("-")
        ]
        takes = " ".join(map(spelled, arguments)) or "no argument"
        yield f"{words}: '{ctx.command_path}' takes {takes}, and this is more. Leave it out."


def _twice(values: dict[str, Any], order: Sequence[Any]) -> Iterator[str]:
    """Yield what stands twice: a name among those an option takes, or the value of another."""
    for param, count in Counter(order).items():
        if getattr(param, "multiple", False):
            names = Counter(values[param.name])
            again = (name for name, many in names.items() if many > 1)
            yield from (f"{spelled(param)} {name}: {TWICE}" for name in again)
        elif count > 1 and (param.secondary_opts or not param.is_flag):
            yield f"{spelled(param)}: {TWICE}"


def spelled(param: Any) -> str:
    """Return how an option or argument is typed, in words where it has them."""
    if param.param_type_name == "argument":
        return str(param.metavar or param.name)
    both = [param.opts, param.secondary_opts]
    return "/".join(
        next((word for word in words if word.startswith("--")), words[0]) for words in both if words
    )


def said_of(error: typer.TyperException, ctx: Any) -> str:
    """Return what typer refuses, in our words: where, what was found, what was expected."""
    if isinstance(param := getattr(error, "param", None), TyperArgument | TyperOption):
        lacking = type(error).__name__ == "MissingParameter"
        return f"{spelled(param)}: it is missing. {param.help}" if lacking else refused(error)
    option, params = getattr(error, "option_name", ""), ctx.command.get_params(ctx)
    meant = next((each for each in params if option in (*each.opts, *each.secondary_opts)), None)
    if meant is not None:
        lacks = "it takes no value" if meant.is_flag else f"its value is missing: {meant.metavar}"
        return f"{option}: {lacks}. {meant.help}"
    from tradesim.scenario.wording import did_you_mean

    known = [word.lstrip("-") for each in params for word in each.opts]
    near = did_you_mean(option.lstrip("-"), known).replace(" '", " '--")
    return f"{option}: '{ctx.command_path}' has no such option.{near}"


def refused(error: Any) -> str:
    """Return why a value is refused, by us or by typer, which hands on what pydantic said."""
    from pydantic import ValidationError

    from tradesim.scenario.misfits import plainly

    reason = error.__cause__
    said = plainly(reason.errors()[0]) if isinstance(reason, ValidationError) else error.message
    place = error.param_hint or (spelled(error.param) if error.param else "")
    return f"{place}: {said}" if place else str(said)
