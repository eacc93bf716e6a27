"""Safeguards: a duty for some years on imports from everywhere, which eases at intervals."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from tradesim import lazy_numpy as np
from tradesim.fields import DateFigure, Figure, quantity
from tradesim.policies.base import Path
from tradesim.policies.effects import NEVER, Effect, Terrain, column
from tradesim.policies.exemption import Exemption
from tradesim.policies.levy import Levy

if TYPE_CHECKING:
    from tradesim.policies.surroundings import Surroundings

LONGEST_DAYS = 8 * 365 + 2
"""How long a safeguard may last with its extension: Agreement on Safeguards, Article 7.3."""


class Safeguard(Levy):
    """An ad-valorem duty on imports that hurt an industry, whoever sells them, for some years.

    It falls by ``eased_by`` every ``step_weeks``: one of more than a year has to ease at regular
    intervals (WTO Agreement on Safeguards, Article 7.4).
    """

    instrument: ClassVar[str] = "safeguard duty"
    concerns: ClassVar[str] = "a safeguard is on imports from others"
    translations: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "ko": {
            "safeguard duty": "세이프가드 관세",
            "Fall of the duty with each step": "단계마다 낮아지는 관세율",
            "Time between two steps": "단계 사이의 기간",
        },
        "ja": {
            "safeguard duty": "セーフガード関税",
            "Fall of the duty with each step": "段階ごとに下がる税率",
            "Time between two steps": "段階の間の期間",
        },
    }

    kind: Literal["safeguard"]
    partner: str = Field("", description="Country of origin where it is for one alone.")
    partners: list[str] | Literal["all"] | None = Field(
        None, description="Countries of origin; all others where absent, or 'all'."
    )
    exceptions: list[Exemption] = Field(
        default=[], description="Countries of origin that are exempt, as small developing ones."
    )
    items: list[str] = Field(min_length=1, description="Items it is on.")
    rate: Figure = quantity(
        None, "share", "Duty at first, share of the customs value.", high=10, required=True
    )
    eased_by: Figure = quantity(
        0.05,
        "share",
        "What the duty falls by with each step, share of the customs value; never below nothing.",
        high=10,
        source="Proclamation 9693 of 23 January 2018, 83 FR 3541: 30 per cent, then 25, 20 and 15",
        title="Fall of the duty with each step",
    )
    step_weeks: Figure = quantity(
        52,
        "week",
        "Time between two steps.",
        low=1,
        high=520,
        source="Proclamation 9693 of 23 January 2018, 83 FR 3541: a step a year",
        title="Time between two steps",
    )
    until: DateFigure = Field(
        description="First day without it: at most four years after the first day, eight where it "
        "is extended."
    )

    @property
    def stated_rate(self) -> Figure | None:
        """The duty at first."""
        return self.rate

    def misfits(self, scenario: "Surroundings") -> Iterator[tuple[Path, str]]:
        """Yield an end that is later than any safeguard's may be."""
        yield from super().misfits(scenario)
        first, last = (
            np.asarray(date.value, dtype="datetime64[D]") for date in (self.effective, self.until)
        )
        if np.any((last - first).astype(int) > LONGEST_DAYS):
            yield (
                ("until",),
                "a safeguard lasts eight years at most, its extension included. Write a tariff.",
            )

    def effects(self, terrain: Terrain) -> list[Effect]:
        """Raise the duty, lower it step by step, and drop it on the last day."""
        (start, _), (end, _) = self.moments(terrain)
        every = np.rint(np.asarray(self.step_weeks.value)).astype(np.int64)
        last = np.where(start < end, np.minimum(end - start, LONGEST_DAYS // 7), 0)
        found = [Effect(end, "tariff.rate", terrain.own_rows(self), "set", column(0))]
        for step in range(int(np.max(last // every)) + 1):
            due = np.where(step * every < last, start + step * every, NEVER)
            rate = np.asarray(self.rate.value) - step * np.asarray(self.eased_by.value)
            eased = column(np.maximum(rate, 0.0))
            found.append(Effect(due, "tariff.rate", terrain.own_rows(self), "set", eased))
        return found
