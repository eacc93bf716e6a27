"""Print the tests that failed last, or fail if there are none or more than a few.

Usage: python scripts/failed_tests.py
"""

import json
import sys
from pathlib import Path

RECORD = Path(".pytest_cache/v/cache/lastfailed")
FEW = 3


def main() -> int:
    """Print one test a line; return 1 if none failed or so many that no chance explains it."""
    failed = sorted(json.loads(RECORD.read_text(encoding="utf-8"))) if RECORD.exists() else []
    if not 0 < len(failed) <= FEW:
        return 1
    print("\n".join(failed))
    return 0


if __name__ == "__main__":
    sys.exit(main())
