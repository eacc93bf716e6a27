#!/usr/bin/env bash
# segno makes a Micro QR code of a short text, which cameras of phones do not read.
#
# One would guess: segno.make(text) makes a QR code as phones read them, whatever the text.
# What happens: of up to 15 letters, or a few more digits, it makes a Micro QR code (M1 to M4: one
# corner instead of three), unless micro=False is said or make_qr is called. A short code to join
# a class by is one; the address of a page is not, so that a try with an address shows nothing.
# Seen with segno 1.6.6.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "segno==1.6.6"

"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

import segno

print("segno", version("segno"))
made = {text: segno.make(text) for text in ("4821", "TRADE42", "http://10.0.0.2:8000")}
for text, code in made.items():
    print(text, code.designator, "micro" if code.is_micro else "as phones read it")
assert [code.is_micro for code in made.values()] == [True, True, False]
assert not segno.make("TRADE42", micro=False).is_micro
assert not segno.make_qr("TRADE42").is_micro
PYTHON
