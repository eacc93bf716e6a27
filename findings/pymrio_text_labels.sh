#!/usr/bin/env bash
# pymrio saves a table as text and loads it with other labels on the rows than on the columns.
#
# One would guess: save_all followed by load_all gives back the table, for text is its default format.
# What happens: a region called NA (Namibia in ISO 3166) is a missing label on the rows and still 'NA'
# on the columns; a sector called 01 (a chapter of the HS) is the number 1 on the rows and still '01'
# on the columns. get_regions and get_sectors show the labels whole. As Parquet, both stay.
# Seen with pymrio 0.7.0, pandas 3.1.1.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "pymrio==0.7.0" "pandas==3.1.1" "numpy==2.4.6" "pyarrow==26.0.1"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import logging
import tempfile
from importlib.metadata import version

import pymrio

logging.disable(logging.CRITICAL)


def table(regions: dict[str, str], sectors: dict[str, str]) -> pymrio.IOSystem:
    """Return pymrio's own small table with other labels."""
    found = pymrio.load_test()
    found.rename_regions(regions)
    found.rename_sectors(sectors)
    return found.calc_all()


def loaded(saved: pymrio.IOSystem, form: str) -> pymrio.IOSystem:
    """Return a table as it comes back from a folder."""
    with tempfile.TemporaryDirectory() as folder:
        saved.save_all(folder, table_format=form)
        return pymrio.load_all(folder)


def first_labels(of: pymrio.IOSystem, level: int) -> tuple[object, object, object]:
    """Return the first label that the table tells, that of its rows and that of its columns."""
    told = (of.get_regions, of.get_sectors)[level]()[0]
    return told, of.Z.index[0][level], of.Z.columns[0][level]


print("pymrio", version("pymrio"))
countries = table({"reg1": "NA"}, {})
chapters = table({}, {name: f"{n:02d}" for n, name in enumerate(pymrio.load_test().get_sectors(), 1)})
for form in ("txt", "parquet"):
    region, sector = first_labels(loaded(countries, form), 0), first_labels(loaded(chapters, form), 1)
    print(f"{form}: (told, on the rows, on the columns): {region} {sector}")
    if form == "txt":
        assert region[0] == "NA" and region[1] != region[1] and region[2] == "NA"
        assert sector[0] == "01" and sector[1] == 1 and sector[2] == "01"
    else:
        assert region == ("NA",) * 3 and sector == ("01",) * 3
PYTHON
