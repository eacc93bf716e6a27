"""What every policy has: a unique name, its dates, and what it answers."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, final

from pydantic import Field

from tradesim.arrays import Rows
from tradesim.fields import DateFigure, Name
from tradesim.identity import Identified
from tradesim.policies.effects import ControlRow, Effect, Terrain, nowhere

if TYPE_CHECKING:
    from tradesim.policies.regime import Regime
    from tradesim.policies.surroundings import Surroundings

Path = tuple[str | int, ...]
"""A place within a policy, as the analyst wrote it: fields and numbers of list entries."""


class Policy(Identified):
    """A dated choice of a government or a firm.

    Attributes:
        instrument: What the instrument is called in a sentence.
        date_labels: For each date field, the word that events and figures use for it.
        group: The group of world arrays in which it has rows of its own, one for each of its
            ``parts``; empty where it has none.
        cause: The word of ``wording/causes.py`` for why less came under it; empty where nothing
            that it does keeps goods back or makes them dearer.
        forbids: Whether nothing at all passes where it bars the way.
        on_imports: Whether it is the importing country's, on what its own buyers buy.
        interruption: What reports call what a shock does to the supply of others, as in "the loss
            of plants in Ukraine"; empty for whatever ``interrupts`` nothing.
        caution: What a reader of a result must know of it to read it rightly, a sentence that
            reports print; empty where the fields say it all.
        translations: What the page says of it in other languages, where the catalogues of
            ``web/locale`` do not: by language (``ko``, ``ja``), what the class calls itself, its
            dates and so on in English, and in that language.
    """

    instrument: ClassVar[str] = "policy"
    date_labels: ClassVar[dict[str, str]] = {"announced": "announced", "effective": "in force"}
    group: ClassVar[str] = ""
    cause: ClassVar[str] = ""
    forbids: ClassVar[bool] = False
    on_imports: ClassVar[bool] = False
    interruption: ClassVar[str] = ""
    caution: ClassVar[str] = ""
    translations: ClassVar[Mapping[str, Mapping[str, str]]] = {}

    kind: str
    name: Name = Field(description="Unique name, used by overrides, variants and figures.")
    response_to: str | None = Field(
        None, description="Name of the policy this answers: remove that one and this goes too."
    )
    note: str | None = Field(None, description="What a reader should know about it.")

    @property
    def hinders_trade(self) -> bool:
        """Whether it keeps goods back or makes them dearer, as a policy or as a shock.

        A forecast is made on the first day of one that does; with a ``cause`` it does anyway.
        """
        return bool(self.cause or self.interruption)

    @property
    def actor(self) -> str:
        """Who chose it: a country code or the name of a firm."""
        return ""

    @property
    def targets(self) -> tuple[str, ...]:
        """Whom it is aimed at, by country code; most are aimed at nobody."""
        return ()

    @final
    @property
    def target(self) -> str:
        """The first of those it is aimed at, or the empty string; follows from ``targets``."""
        return next(iter(self.targets), "")

    @final
    def aims_at(self, country: str) -> bool:
        """Say whether it is aimed at a country; follows from ``targets``."""
        return country in self.targets

    @property
    def markets(self) -> tuple[str, ...]:
        """The countries whose buyers it bears on: those it is aimed at where it says nothing."""
        return self.targets

    def meet(self, countries: Sequence[str], regimes: "Mapping[str, Regime]") -> None:
        """Learn which countries and licensing regimes there are; of no matter to most."""

    @property
    def subjects(self) -> tuple[str, ...]:
        """Names of the items it concerns: those of its field ``items``, where it has that."""
        return tuple(getattr(self, "items", None) or ())

    def dates(self) -> Iterator[tuple[str, DateFigure]]:
        """Yield each date that is given with the word for it, in the order of the fields."""
        for field, label in self.date_labels.items():
            date = getattr(self, field, None)
            if date is not None:
                yield label, date

    @property
    def span(self) -> tuple[DateFigure | None, DateFigure | None]:
        """The first day on which it does something, and the first on which it no longer does."""
        return None, None

    @property
    def heard(self) -> DateFigure | None:
        """Date buyers learn of it: the first day where it says nothing."""
        return self.span[0]

    def parts(self, terrain: Terrain) -> list[Rows]:
        """Return the sourcing links that each of its rows concerns; none where it has no group."""
        del terrain
        return []

    def bars(self, terrain: Terrain) -> Rows:
        """Return the links on which it may keep goods from leaving, licences apart."""
        del terrain
        return nowhere()

    def interrupts(self, terrain: Terrain) -> Rows:
        """Return, of a shock, the links whose supply it cuts: those that it bars.

        Reports tell of them beside those under export control.
        """
        return self.bars(terrain)

    def idle(self, terrain: Terrain) -> str:
        """Return the likely reason why it changes nothing; empty where it knows none."""
        del terrain
        return ""

    def misfits(self, scenario: "Surroundings") -> Iterator[tuple[Path, str]]:
        """Yield what does not fit the world it stands in: the place in it, and a sentence."""
        del scenario
        return iter(())

    def controls(self, terrain: Terrain) -> list[ControlRow]:
        """Return the export-control rows it brings into the world; most bring none."""
        return []

    def effects(self, terrain: Terrain) -> list[Effect]:
        """Return what it does, when."""
        return []
