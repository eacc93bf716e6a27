#!/usr/bin/env bash
# Designs that the EMA Workbench combines or joins give a parameter the values of another.
#
# One would guess: a.combine(b, how="cycle") of a design of tariffs and a longer one of capacities
# gives points with tariffs and capacities of their own ranges, as b.combine(a) does; and a + b of two
# designs of the same parameters goes by their names, which it checks.
# What happens: combine puts the longer design's columns first and keeps the names in the order of the
# call, so with the longer one second each parameter has the other's values ("sample" does the same,
# "full_factorial" does not); a + b takes columns by place. Neither warns, though tariffs of 150 lie far
# out of their range.
# Seen with ema_workbench 3.0.0.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for python in "${PYTHON:-python3}" python3.13 python3.12 ~/.pyenv/versions/3.1[2-9].*/bin/python; do # the workbench 3 needs 3.12
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null && break
done
"$python" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "ema_workbench==3.0.0" "SALib==1.6.0" "platypus-opt==1.4.1" "pandas==3.1.1" "numpy==2.4.6"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

from ema_workbench import RealParameter
from ema_workbench.em_framework.points import SampleCollection
from ema_workbench.em_framework.samplers import LHSSampler

tariff, capacity = RealParameter("tariff", 0, 1), RealParameter("capacity", 100, 200)


def design(count: int, *parameters: RealParameter) -> SampleCollection:
    """Return a design of so many points."""
    return LHSSampler().generate_samples(list(parameters), count, rng=1)


def within(points: SampleCollection) -> list[bool]:
    """Return for each point whether its tariff lies in the range of tariffs."""
    return [bool(0 <= point["tariff"] <= 1) for point in points]


print("ema_workbench", version("ema_workbench"))
few, many = design(2, tariff), design(3, capacity)
seen = {
    "few with many, cycle": within(few.combine(many, "cycle")),
    "few with many, sample": within(few.combine(many, "sample", rng=1)),
    "few with many, full factorial": within(few.combine(many, "full_factorial")),
    "many with few, cycle": within(many.combine(few, "cycle")),
    "joined": within(design(2, tariff, capacity) + design(2, capacity, tariff)),
}
for way, inside in seen.items():
    print(f"{way}: tariff in its range {inside}")
print("the first of cycle:", {name: round(float(x), 2) for name, x in next(iter(few.combine(many, "cycle"))).items()})
assert seen["few with many, cycle"] == seen["few with many, sample"] == [False] * 3
assert seen["few with many, full factorial"] == [True] * 6 and seen["many with few, cycle"] == [True] * 3
assert seen["joined"] == [True, True, False, False]
PYTHON
