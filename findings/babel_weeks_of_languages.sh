#!/usr/bin/env bash
# Babel counts other weeks for German than for German in Germany, and Korea's are not ISO's.
#
# One would guess: the pattern "YYYY-'W'ww" with the locale "de" numbers weeks as calendars in German do, which
# are ISO's, or weeks do not hang on the locale at all: 1 January 2021 is in 2020-W53.
# What happens: weeks go by the territory, and a language without one has the world's, which begins with the
# week of 1 January. "de" and "fr" say 2021-W01, "de_DE" and "fr_FR" 2020-W53; "ko_KR", "ja_JP" and "en_US" have
# weeks from Sunday on besides, so that the last day of each ISO week is in the next one. In a year such as 2021 all
# weeks of a report in "de" have a number one higher than its weekly data. Take isocalendar() for data in weeks.
# Seen with Babel 2.19.0.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "Babel==2.19.0"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import datetime
from importlib.metadata import version

from babel.dates import format_date

print("Babel", version("Babel"))
NEW_YEAR, SUNDAY = datetime.date(2021, 1, 1), datetime.date(2021, 6, 6)


def weeks(locale: str) -> list[str]:
    """Return the weeks of 1 January and of Sunday 6 June 2021 in a locale."""
    return [format_date(day, "YYYY-'W'ww", locale=locale) for day in (NEW_YEAR, SUNDAY)]


iso = [day.strftime("%G-W%V") for day in (NEW_YEAR, SUNDAY)]
found = {locale: weeks(locale) for locale in ("de", "de_DE", "fr", "fr_FR", "en", "ko_KR", "ja_JP", "en_US")}
print("ISO", iso, found)
assert found["de_DE"] == found["fr_FR"] == iso == ["2020-W53", "2021-W22"]
assert found["de"] == found["fr"] == found["en"] == ["2021-W01", "2021-W23"]
assert found["ko_KR"] == found["ja_JP"] == found["en_US"] == ["2021-W01", "2021-W24"]
PYTHON
