"""Feed wrong inputs to everything that reads; print what was not taken or refused in order."""

from __future__ import annotations

import argparse
import collections
import signal
import sys
import tempfile
import time
import warnings
from pathlib import Path
from typing import Any

from tests.fuzzing.readers import Bench, inputs, verdict

LONGEST_SECONDS = 60


def main() -> int:
    """Run, and return the exit status: 1 if any input went wrong."""
    parser = argparse.ArgumentParser(prog="scripts/fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=20_000, help="inputs (20,000)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the inputs (1)")
    parser.add_argument("--first", type=int, default=0, help="number of the first input (0)")
    parser.add_argument("--keep", type=Path, help="folder for the inputs that went wrong")
    asked = parser.parse_args()
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGALRM, _too_long)
    began, tried, wrong = time.monotonic(), collections.Counter[str](), collections.Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        for kind, number, content in inputs(bench, asked.seed, asked.count):
            if number < asked.first:
                continue
            tried[kind] += 1
            signal.alarm(LONGEST_SECONDS)
            said = verdict(bench.readers[kind], content)
            signal.alarm(0)
            if said is not None:
                wrong[kind] += 1
                print(f"{kind} {number}: {said}", flush=True)
                if asked.keep:
                    asked.keep.mkdir(parents=True, exist_ok=True)
                    (asked.keep / f"{number}_{kind}").write_bytes(content)
    for kind, count in sorted(tried.items()):
        print(f"{kind:16}{count:8,} inputs{wrong[kind]:6,} wrong")
    total, faults, seconds = tried.total(), wrong.total(), time.monotonic() - began
    print(f"{total:,} inputs, {faults:,} wrong, seed {asked.seed}, {seconds:,.0f} s")
    return 1 if faults else 0


def _too_long(number: int, frame: Any) -> None:
    del number, frame
    raise TimeoutError(f"it took longer than {LONGEST_SECONDS} s")


if __name__ == "__main__":
    sys.exit(main())
