#!/usr/bin/env bash
# Ten replicates that a Dask client maps are one run, ten times.
#
# One would guess: client.map(run, ["baseline"] * 10) runs it ten times, as map and submit of
# concurrent.futures do, and dask.delayed; the interface is said to be theirs.
# What happens: a function with the same arguments is taken to give the same result, and is run once. A
# model that seeds itself gives ten equal numbers and a spread of 0; so do ten calls of submit, and
# later calls as long as one result is kept. Hand over a seed, or pure=False.
# Seen with distributed 2026.8.0.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "distributed==2026.8.0" "dask==2026.8.0"

cd "$folder"
cat > replicates.py <<'PYTHON'
import random
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version

import dask
from distributed import Client


def run(scenario: str) -> float:
    """Return the loss of a run with draws of its own."""
    return random.random()


def main() -> None:
    """Count how many of ten runs differ."""
    print("distributed", version("distributed"))
    ten = ["baseline"] * 10
    client = Client(processes=False, n_workers=1, threads_per_worker=1, dashboard_address=None)
    with client, ThreadPoolExecutor(1) as pool:
        found = {
            "client.map": client.gather(client.map(run, ten)),
            "client.submit": client.gather([client.submit(run, one) for one in ten]),
            "client.map, pure=False": client.gather(client.map(run, ten, pure=False)),
            "concurrent.futures": list(pool.map(run, ten)),
            "dask.delayed": dask.compute(*[dask.delayed(run)(one) for one in ten]),
        }
    counts = {name: len(set(losses)) for name, losses in found.items()}
    for name, count in counts.items():
        print(f"{name:<24}{count}")
    assert list(counts.values()) == [1, 1, 10, 10, 10]


if __name__ == "__main__":
    main()
PYTHON
"$folder/venv/bin/python" replicates.py
