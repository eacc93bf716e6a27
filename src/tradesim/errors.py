"""The exceptions of tradesim.

    TradesimError
    ├── ScenarioError         what the analyst wrote cannot be used; lists every problem found
    │   ├── ExperimentError   the same of an experiment file
    │   ├── ObservedError     the same of a file of observed months or of parameters
    │   ├── ItemsError        the same of a file of items and their customs codes
    │   ├── CustomsError      the same of a customs file, or of a table of rates
    │   └── StyleError        the same of a style file of figures
    ├── OptionError           the value of an option fits nothing: wrong usage, status 2
    │   ├── OverrideError     a ``--set`` path or value that fits no field
    │   ├── QuestionError     the records hold no such actor, week, item or replicate
    │   └── GrowthError       a batch cannot grow to the number that was asked for
    ├── OutputError           results cannot be written where they were asked for
    │   ├── ResumeError       a batch cannot be continued: what is asked for has changed
    │   ├── TakenError        another process works in the folder, or has done so meanwhile
    │   └── NeedsError        more memory or disk is needed than there is
    ├── SealError             files of a run or batch are not as they were written
    ├── RecordsError          the folder of a run cannot be read, or its runs not lived again
    ├── ReportError           no report can be made of what was given
    ├── BatchError            a batch ended before all its runs were done
    │   └── GrowthError       it cannot grow to the number that was asked for
    ├── CustomAgentError      an agent class named in a scenario cannot be used
    ├── ExplainError          the records of a run cannot be read, or do not bear an explanation
    │   └── QuestionError     they hold no such actor, week, item or replicate
    ├── MeasureError          an entry of the catalogue of measures cannot be used
    ├── AnalysisError         the runs of an experiment do not bear the analysis asked for
    │   └── IncompleteDesignError   points of its design are missing
    └── ConservationError     goods appeared or vanished: a fault of tradesim itself

Every one carries its facts as fields; ``str(error)`` is what the command line prints.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Self

MOST_SHOWN = 100
"""Problems of a file that are told before the rest is counted."""


class TradesimError(Exception):
    """Anything tradesim raises on purpose."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a file: where it stands and what to do about it.

    Attributes:
        line: Line in the file, counted from 1; None where no line can be named.
        field: The field as the analyst wrote it, e.g. ``policies[0].review_weeks``.
        message: What was found, what was expected, what to do.
    """

    line: int | None
    field: str
    message: str

    def __str__(self) -> str:
        """Return the problem as one line of a report."""
        place = ", ".join(
            part for part in (f"line {self.line}" if self.line else "", self.field) if part
        )
        return f"{place}: {self.message}" if place else self.message


class ScenarioError(TradesimError):
    """A scenario file that cannot be used, with all its problems together.

    Attributes:
        path: The file as the analyst named it.
        problems: Every problem found, in the order of the file.
    """

    def __init__(self, path: str | os.PathLike[str], problems: Sequence[Problem]) -> None:
        """Keep the file and its problems, and compose the report."""
        self.path = os.fspath(path)
        self.problems = tuple(problems)
        count = len(self.problems)
        heading = f"{self.path}: {count:,} problem{'s' if count != 1 else ''}"
        shown = [f"  {problem}" for problem in self.problems[:MOST_SHOWN]]
        rest = [f"  ... and {count - MOST_SHOWN:,} more"] if count > MOST_SHOWN else []
        super().__init__("\n".join([heading, *shown, *rest]))

    @classmethod
    def of(cls, path: str | os.PathLike[str], *messages: str, line: int | None = None) -> Self:
        """Return the refusal of a whole file or option, or of one line of it, and why."""
        return cls(path, [Problem(line, "", message) for message in messages])


class ExperimentError(ScenarioError):
    """An experiment file that cannot be used, with all its problems together."""


class ObservedError(ScenarioError):
    """A file of observed months or of parameters that cannot be used, with all its problems."""


class ItemsError(ScenarioError):
    """A file of items and their customs codes that cannot be used, with all its problems."""


class CustomsError(ScenarioError):
    """A customs file or a table of rates that cannot be used, with its problems."""


class StyleError(ScenarioError):
    """A style file of figures that cannot be used, with all its problems."""


class OptionError(TradesimError):
    """The value of an option fits nothing: it was asked for wrongly, and no file is to blame."""


class OverrideError(OptionError):
    """An override that fits no field, or whose value the field refuses.

    Attributes:
        path: The dotted path, or the name of a policy or variant, as it was given.
        message: What is wrong, with the near miss where there is one.
        option: How the command line asks for it: ``--set``, ``--without`` or ``--variant``.
    """

    def __init__(self, path: str, message: str, *, option: str = "--set") -> None:
        """Keep the path and the message."""
        self.path = path
        self.message = message
        self.option = option
        super().__init__(f"{option} {path}: {message}")

    def __reduce__(self) -> tuple[object, ...]:
        """Let it come from another process as it was raised there."""
        return partial(type(self), option=self.option), (self.path, self.message)


class OutputError(TradesimError):
    """Results cannot be written where they were asked for."""


class TakenError(OutputError):
    """Another process works in the folder of a batch, or has begun or changed one meanwhile."""


class ResumeError(OutputError):
    """A batch cannot be continued: experiment, scenario or version differ."""


class NeedsError(OutputError):
    """What is asked for needs more memory or disk than this machine has left.

    Attributes:
        what: ``memory`` or ``disk``.
        needed: How much is needed, as people say it.
        free: How much there is.
    """

    def __init__(self, what: str, needed: str, free: str, todo: str) -> None:
        """Keep the figures, and say what may be done."""
        self.what, self.needed, self.free = what, needed, free
        super().__init__(
            f"This needs about {needed} of {what}, and {free} are free: {todo}, or ask for fewer "
            "runs."
        )


class SealError(TradesimError):
    """Files of a run or a batch are not as they were written.

    Attributes:
        folder: The folder.
        differing: What differs, a clause each.
    """

    def __init__(self, folder: str, differing: Sequence[str], todo: str = "") -> None:
        """Keep what differs, and say what may be done."""
        self.folder = folder
        self.differing = tuple(differing)
        shown = [*self.differing[:8]]
        if len(self.differing) > len(shown):
            shown.append(f"and {len(self.differing) - len(shown)} more")
        todo = todo or (
            "Restore the files or run it again; 'tradesim report --trust' reads them as they are, "
            "as analyse, explain and cite do."
        )
        super().__init__(
            f"{folder}: {'; '.join(shown)}. Figures read from it would not be those of the run. "
            + todo
        )


class RecordsError(TradesimError):
    """The folder of a run cannot be read, or its runs cannot be lived again."""


class ReportError(TradesimError):
    """No report can be made of what was given, or not in the form that was asked for."""


class BatchError(TradesimError):
    """A batch ended before all its runs were done; what is finished is kept."""


class GrowthError(BatchError, OptionError):
    """A batch cannot grow to the number that was asked for."""


class CustomAgentError(TradesimError):
    """An agent class named in a scenario cannot be imported or used."""


class ExplainError(TradesimError):
    """The records of a run cannot be read, or do not hold what an explanation needs."""


class QuestionError(ExplainError, OptionError):
    """What is asked about is not among the records: an actor, week, item or replicate."""


class MeasureError(TradesimError):
    """A measure that another package adds cannot be used: a fault of that package."""


class AnalysisError(TradesimError):
    """The runs of an experiment do not bear the analysis that was asked for."""


class IncompleteDesignError(AnalysisError):
    """A design that must be whole has points without all of their runs.

    Attributes:
        design: Kind of the design.
        points: Number of its points.
        missing: Points that are missing, by variant.
    """

    def __init__(self, design: str, points: int, missing: Mapping[str, Sequence[int]]) -> None:
        """Keep the missing points and name the first of them."""
        self.design = design
        self.points = points
        self.missing = {variant: tuple(gaps) for variant, gaps in missing.items()}
        lines = [
            f"  {variant}: {len(gaps)} of {points} points missing ({_some(gaps)})"
            for variant, gaps in self.missing.items()
        ]
        said = f"A {design} design cannot be analysed with points missing or failed."
        todo = "Finish it with 'tradesim batch --resume'; failed runs say why in column 'error'."
        super().__init__("\n".join([said, *lines, todo]))


def _some(numbers: Sequence[int], most: int = 12) -> str:
    """Return the first of some numbers, and whether there are more."""
    said = ", ".join(str(number) for number in numbers[:most])
    return f"{said}, ..." if len(numbers) > most else said


class ConservationError(TradesimError):
    """Goods appeared or vanished during a run.

    Attributes:
        item: The item whose books do not balance.
        residual: Relative residual, share of the item's total flow.
    """

    def __init__(self, item: str, residual: float) -> None:
        """Keep the item and its residual."""
        self.item = item
        self.residual = residual
        super().__init__(
            f"The books of {item} do not balance: {residual:.3g} of its flow is unaccounted for. "
            "This is a fault in tradesim, not in the scenario; please report it."
        )
