#!/usr/bin/env bash
# In SimPy, a small order starves beside a full stock while a larger one waits before it.
#
# One would guess: container.get(1) waits until the container holds 1, for that is all it asks for.
# What happens: orders are served strictly in turn. Behind an order of 50 that waits, an order of 1 is
# never served, though the stock grows to 20; where stock never reaches 50, everybody waits for ever.
# A shortage that one large buyer suffers becomes one of all, with stock in the books. The same holds
# for put() beside a large delivery that does not fit. Ask in parts (container.get(1) fifty times), or
# serve by a rule of one's own.
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


def served(orders: dict[str, int]) -> tuple[list[tuple[str, float]], float]:
    """Return who was served when, and the stock at the end: 10 at first and 2 more every fifth day."""
    world = simpy.Environment()
    stock, done = simpy.Container(world, capacity=100, init=10), []

    def buyer(name: str, amount: int) -> Generator:
        yield stock.get(amount)
        done.append((name, world.now))

    def seller() -> Generator:
        for _ in range(5):
            yield world.timeout(5)
            yield stock.put(2)

    for name, amount in orders.items():
        world.process(buyer(name, amount))
    world.process(seller())
    world.run(100)
    return done, stock.level


together, alone = served({"large": 50, "small": 1}), served({"small": 1})
print("small order behind a large one: served", *together[0], "stock at the end", together[1])
print("small order alone:              served", *alone[0], "stock at the end", alone[1])
assert together == ([], 20)
assert alone == ([("small", 0)], 19)
PYTHON
