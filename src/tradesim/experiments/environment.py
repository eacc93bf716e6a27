"""What a worker process sets up for itself before anything else is imported.

This module imports nothing but the standard library, so that a worker can set the number of
threads before numpy is loaded. Nothing of the host program is touched.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from multiprocessing import connection

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
"""Variables by which linear-algebra libraries are told how many threads to use."""


def prepare_worker() -> None:
    """Set up a worker process: one thread for linear algebra, no life beyond its parent's.

    Ctrl-C reaches the workers of a terminal too; only the coordinator answers it.
    """
    for variable in THREADS:
        os.environ[variable] = "1"
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        watcher = threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True)
        watcher.start()


def _end_with(sentinel: int) -> None:
    """End this process when the parent's is no more, however it ended."""
    connection.wait([sentinel])
    os._exit(1)
