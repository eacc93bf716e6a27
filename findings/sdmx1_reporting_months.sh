#!/usr/bin/env bash
# sdmx1 puts every month of a year into its first second when months are written the SDMX way.
#
# One would guess: 2019-M07, a month as SDMX writes reporting periods (2019-Q3 is a quarter of the same
# family), becomes July 2019 with to_pandas(data, datetime="TIME_PERIOD"), as 2019-07 does.
# What happens: it becomes 1 January 2019, seven seconds after midnight; as periods of frequency M all
# twelve are January 2019. Quarters are read right; weeks (2019-W27) are refused. pandas reads
# the text so and sdmx1 hands it over. A sum by month has a year's trade in January. Read the
# months as text and take out the M first.
# Seen with sdmx1 2.28.0 and pandas 3.1.1.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "sdmx1==2.28.0" "pandas==3.1.1" "numpy==2.4.6"

"$folder/venv/bin/python" -W ignore::DeprecationWarning - <<'PYTHON'
import io
from importlib.metadata import version

import pandas as pd
import sdmx

print("sdmx1", version("sdmx1"), "pandas", version("pandas"))
NAMESPACE = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1"
MESSAGE = """<?xml version="1.0" encoding="UTF-8"?>
<m:GenericData xmlns:m="{ns}/message" xmlns:g="{ns}/data/generic" xmlns:c="{ns}/common">
<m:Header><m:ID>x</m:ID><m:Test>false</m:Test><m:Prepared>2020-01-01T00:00:00</m:Prepared>
<m:Sender id="A"/><m:Structure structureID="S" dimensionAtObservation="TIME_PERIOD">
<c:Structure><Ref agencyID="A" id="D" version="1.0"/></c:Structure></m:Structure></m:Header>
<m:DataSet structureRef="S"><g:Series>
<g:SeriesKey><g:Value id="FREQ" value="M"/><g:Value id="PARTNER" value="KR"/></g:SeriesKey>
{observations}</g:Series></m:DataSet></m:GenericData>"""
OBSERVATION = '<g:Obs><g:ObsDimension value="{time}"/><g:ObsValue value="1"/></g:Obs>'


def read(times: list[str], how: str | dict[str, str]) -> list[str]:
    """Return the times of a message as sdmx1 gives them to pandas."""
    observations = "".join(OBSERVATION.format(time=time) for time in times)
    text = MESSAGE.format(ns=NAMESPACE, observations=observations)
    data = sdmx.read_sdmx(io.BytesIO(text.encode())).data[0]
    return [str(time) for time in sdmx.to_pandas(data, datetime=how).index]


months = ["2019-M06", "2019-M07", "2019-M08"]
stamps = read(months, "TIME_PERIOD")
periods = read(months, {"dim": "TIME_PERIOD", "freq": "M"})
plain = read(["2019-06", "2019-07", "2019-08"], {"dim": "TIME_PERIOD", "freq": "M"})
print(months, "as times:  ", stamps)
print(months, "as periods:", periods)
print("2019-06 and so on as periods:", plain)
assert stamps[1] == "2019-01-01 00:00:07"
assert periods == ["2019-01"] * 3
assert plain == ["2019-06", "2019-07", "2019-08"]
PYTHON
