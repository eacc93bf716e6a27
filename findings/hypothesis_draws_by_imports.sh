#!/usr/bin/env bash
# A property that is derandomized draws other examples once the process has imported another module.
#
# One would guess: derandomize=True draws the same examples each time, so that a test may ask that
# some of them reach something.
# What happens: constants that stand in the source of one's own modules are drawn, too, of all modules
# imported so far. Such a test passes by itself and fails beside others, now and then.
# Seen with hypothesis 6.170.17.
set -euo pipefail
place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/environment"
"$place/environment/bin/pip" install --quiet --disable-pip-version-check hypothesis==6.170.17
mkdir "$place/own"
cat > "$place/own/other.py" <<'PYTHON'
LARGE = [123457, 234569, 345679, 456791]
PYTHON
cat > "$place/own/drawn.py" <<'PYTHON'
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

if "other" in sys.argv:
    import other  # noqa: F401 - imported is enough

seen = []


@settings(derandomize=True, database=None, max_examples=200)
@given(st.integers(0, 10**6))
def live(number):
    seen.append(number)


live()
print(seen)
PYTHON
run() { (cd "$place/own" && "$place/environment/bin/python" drawn.py "$@"); }
alone="$(run)"
again="$(run)"
beside="$(run other)"
[[ "$alone" == "$again" ]] || { echo "CHANGED: alone it no longer draws the same each time"; exit 1; }
[[ "$alone" != "$beside" ]] || { echo "CHANGED: what is imported no longer matters"; exit 1; }
echo "hypothesis 6.170.17: the same alone each time; others once a module of one's own is imported"
