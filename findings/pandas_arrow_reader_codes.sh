#!/usr/bin/env bash
# pandas 2 reads HS codes without their zeros although told that they are text, by its Arrow engine.
#
# One would guess: dtype={"hs": str} keeps 010121 as it stands, with every engine, as the default
# engine does.
# What happens: with engine="pyarrow", pandas 2.3.3 lets Arrow guess numbers first and makes text of
# them: '10121'. pandas 3.1.1 keeps the zeros.
# Seen with pandas 2.3.3, pyarrow 26.0.1.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "pandas==2.3.3" "pyarrow==26.0.1" "numpy==2.2.6"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import io

import pandas as pd
import pyarrow as pa

TEXT = "partner,hs\nNA,010121\nKR,020230\n"
print("pandas", pd.__version__, "pyarrow", pa.__version__)
found = {
    engine: pd.read_csv(io.StringIO(TEXT), dtype={"hs": str}, engine=engine)["hs"].tolist()
    for engine in ("c", "pyarrow")
}
print(found)
assert found["c"] == ["010121", "020230"]
assert found["pyarrow"] == ["10121", "20230"]
PYTHON
