#!/usr/bin/env bash
# In SimPy, a buyer who gave up waiting still takes the goods that come later.
#
# One would guess: a process that waits for store.get() or for a timeout, whichever comes first, and goes on
# after the timeout has given up its place: the next delivery goes to who waits.
# What happens: the request stays in the queue. The delivery is handed to the event that nobody waits for
# any more and is gone: of two loads delivered one arrives, later than it could, and of 10 tons in a
# Container 4 vanish. Nothing is told. Call request.cancel() after the timeout,
# or hold the request in a with block.
# Seen with simpy 4.1.2.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "simpy==4.1.2"

"$folder/venv/bin/python" - <<'PYTHON'
from collections.abc import Generator
from importlib.metadata import version

import simpy

print("simpy", version("simpy"))


def loads(*, cancel: bool) -> list[tuple[str, str, float]]:
    """Return who got which load when: one buyer gives up at time 1, loads come at 3 and 6."""
    world = simpy.Environment()
    store, got = simpy.Store(world), []

    def hasty() -> Generator:
        request = store.get()
        yield request | world.timeout(1)
        if cancel:
            request.cancel()

    def patient() -> Generator:
        yield world.timeout(2)
        load = yield store.get()
        got.append(("patient", load, world.now))

    def seller() -> Generator:
        for load in ("first", "second"):
            yield world.timeout(3)
            yield store.put(load)

    for process in (hasty(), patient(), seller()):
        world.process(process)
    world.run(20)
    return got


def tons_left() -> float:
    """Return what is left of 10 tons delivered after the only buyer, of 4, gave up."""
    world = simpy.Environment()
    stock = simpy.Container(world)

    def hasty() -> Generator:
        yield stock.get(4) | world.timeout(1)

    def seller() -> Generator:
        yield world.timeout(3)
        yield stock.put(10)

    world.process(hasty())
    world.process(seller())
    world.run(20)
    return stock.level


print("as written:     ", loads(cancel=False), "tons left of 10:", tons_left())
print("after cancel(): ", loads(cancel=True))
assert loads(cancel=False) == [("patient", "second", 6)]
assert loads(cancel=True) == [("patient", "first", 3)]
assert tons_left() == 6
PYTHON
