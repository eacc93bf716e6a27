"""Duty: what buyers paid to their own government under its tariffs."""

from __future__ import annotations

from tradesim.measures.measured import Measured, measured
from tradesim.measures.recording import Recording
from tradesim.measures.spans import added, total
from tradesim.policies.tariff import Tariff


def duties_paid(recording: Recording) -> list[Measured]:
    """Return the duty paid under the tariffs of each country that has one in some scenario."""
    tariffs = [policy for policy in recording.policies if isinstance(policy, Tariff)]
    row_of = {tariff.name: row for row, tariff in enumerate(recording.layout.of_kind(Tariff))}
    return [
        measured(
            "duty_paid",
            total(
                added(
                    recording.panels["levied"],
                    [row_of[t.name] for t in tariffs if t.imposer == country and t.name in row_of],
                )
            ),
            destination=country,
        )
        for country in dict.fromkeys(tariff.imposer for tariff in tariffs)
    ]
