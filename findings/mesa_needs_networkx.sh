#!/usr/bin/env bash
# Mesa cannot be imported after it was installed: it imports networkx and does not require it.
#
# One would guess: after pip install mesa, import mesa works.
# What happens: with Mesa 3.5.1 the import ends in ModuleNotFoundError. mesa itself imports the
# spaces with networks; networkx is required by extras only (network, rec, all). Who had it from
# another package never sees that.
# Seen with mesa 3.5.1 on Python 3.13.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for python in "${PYTHON:-python3}" python3.13 python3.12 ~/.pyenv/versions/3.1[2-9].*/bin/python; do # Mesa 3.5 needs 3.12
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null && break
done
"$python" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "mesa==3.5.1"

"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import requires, version

print("mesa", version("mesa"))
always = [each for each in requires("mesa") if "networkx" in each and "extra ==" not in each]
print("networkx among its requirements:", always)
assert always == []
try:
    import mesa
except ModuleNotFoundError as error:
    print("import mesa:", error)
    assert error.name == "networkx"
else:
    raise SystemExit("import mesa works now")
PYTHON
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "mesa[network]==3.5.1"
"$folder/venv/bin/python" -c 'import mesa; print("with mesa[network] it is imported")'
