"""Play pages as they are written, and print what went wrong and how long each took."""

from __future__ import annotations

import sys
import tempfile
import time
import warnings
from pathlib import Path

from tests.documents.blocks import DOCUMENTS, blocks_of
from tests.documents.playing import Stage
from tests.documents.rules import load_rules
from tests.source_tree import REPOSITORY


def main(named: list[str]) -> int:
    """Play the pages named, all where none is; return 1 if anything went wrong."""
    warnings.simplefilter("ignore")
    wrong = 0
    for path in [REPOSITORY / name for name in named] or DOCUMENTS:
        blocks = blocks_of(path)
        if not blocks:
            continue
        began = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            said = Stage(Path(folder), load_rules(), whole=True).play(blocks)
        print(f"{blocks[0].page}: {time.monotonic() - began:.0f} s", flush=True)
        for sentence in said:
            print(f"  {sentence}", flush=True)
        wrong += len(said)
    return int(wrong > 0)


if __name__ == "__main__":  # worker processes start afresh
    sys.exit(main(sys.argv[1:]))
