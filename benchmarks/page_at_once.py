"""Do two blocks of the page's settings gain by standing beside each other?

    python -m benchmarks.page_at_once [--scenario NAME] [--rounds N] [--quick]

As ``benchmarks.two_at_once``, with settings of the page in place of runs: each part of the work is
a block of settings, played and packed as the server does it, by a player of its own for each
thread and process. The server gives settings to processes, one for each core. Kept by interpreter:
run it with each.
"""

from __future__ import annotations

import random
import threading
import zlib
from functools import partial

from benchmarks.page_server import drawn
from benchmarks.side_by_side import arguments
from benchmarks.two_at_once import PARTS, measure
from tradesim.web.checking import load_for_page
from tradesim.web.packing import packed
from tradesim.web.page import Stage
from tradesim.web.playing import Player

SETTINGS = 4
"""Settings of a block."""

_OWN = threading.local()


def play(scenario: str, settings: int, place: int) -> float:
    """Play a block of settings, and return a checksum of what the page gets."""
    if not hasattr(_OWN, "player"):
        _OWN.player = Player(Stage(scenario, load_for_page(scenario)))
    player: Player = _OWN.player
    counts = [len(lever.positions) for lever in player.stage.board.levers]
    chance = random.Random(place)  # noqa: S311 - no secret
    asked = [tuple(drawn(chance, counts)) for _ in range(settings)]
    found = player.runs(asked, player.stage.replicates)
    return float(sum(zlib.crc32(packed(each)) for each in found if isinstance(each, dict)))


def main() -> None:
    """Measure settings of the page."""
    given = arguments((__doc__ or "").splitlines()[0])
    settings = 1 if given.quick else SETTINGS
    title = f"{PARTS} blocks of {settings} settings of the page"
    measure("page_at_once", title, partial(play, given.scenario, settings), given)


if __name__ == "__main__":
    main()
