"""Levies paid: what buyers paid above the supplier's price, by who got the money."""

from __future__ import annotations

from tradesim.measures.measured import Measured, measured
from tradesim.measures.recording import Recording
from tradesim.measures.spans import added, total
from tradesim.policies.levy import Levy


def duties_paid(recording: Recording) -> list[Measured]:
    """Return what was paid under the levies of each country that has one in some scenario."""
    levies = [policy for policy in recording.policies if isinstance(policy, Levy)]
    owners = [owner.name for owner, _ in recording.layout.rows_of(Levy.group)]
    return [
        measured(
            name,
            total(
                added(
                    recording.panels["levied"],
                    [
                        owners.index(levy.name)
                        for levy in levies
                        if (levy.books, levy.imposer) == (name, country) and levy.name in owners
                    ],
                )
            ),
            **{"origin" if departing else "destination": country},
        )
        for name, country, departing in dict.fromkeys(
            (levy.books, levy.imposer, levy.at_departure) for levy in levies
        )
    ]
