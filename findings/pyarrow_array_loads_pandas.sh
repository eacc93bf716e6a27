#!/usr/bin/env bash
# pyarrow imports pandas at the first array that is made of a Python list or a numpy array.
#
# One would guess: pandas is optional to pyarrow; where nothing of pandas is handed over or asked for,
# it is not imported.
# What happens: the first pa.array() imports it where it is installed, to look whether it was given
# one of its objects; it takes longer than pyarrow itself. Arrays made of buffers (Array.from_buffers)
# do not.
# Seen with pyarrow 26.0.1, pandas 3.1.1 and numpy 2.4.6.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "pyarrow==26.0.1" "pandas==3.1.1" "numpy==2.4.6"

"$folder/venv/bin/python" - <<'PYTHON'
import sys
import time
from importlib.metadata import version

import numpy as np
import pyarrow as pa

print("pyarrow", version("pyarrow"), "pandas", version("pandas"))
column = np.arange(3.0)
made = pa.Array.from_buffers(pa.float64(), len(column), [None, pa.py_buffer(column)])
of_buffers = "pandas" in sys.modules
print(made.to_pylist(), "of buffers; pandas imported:", of_buffers)
began = time.process_time()
given = pa.array([0.0, 1.0, 2.0])
of_list = "pandas" in sys.modules
print(given.to_pylist(), f"of a list; pandas imported: {of_list}, {time.process_time() - began:.1f} s")
sys.exit(of_buffers or not of_list)
PYTHON
