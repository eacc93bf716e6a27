#!/usr/bin/env bash
# Hydra takes the same text for another value on the command line than in the configuration file.
#
# One would guess: hs: 0101 in a file and hs=0101 on the command line are the same override.
# What happens: files are read as YAML 1.1, the command line by Hydra's own grammar. Heading 0101 is 65
# in the file and "0101" on the command line, Norway's NO is False and "NO", and 0108 is text in both,
# so a column of codes in the file is partly numbers. Quotes in the file make them one.
# Seen with hydra-core 1.3.8, omegaconf 2.3.1.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "hydra-core==1.3.8" "omegaconf==2.3.1"

"$folder/venv/bin/python" -W ignore - "$folder" <<'PYTHON'
import sys
from importlib.metadata import version
from pathlib import Path

from hydra import compose, initialize_config_dir

print("hydra-core", version("hydra-core"), "omegaconf", version("omegaconf"))
written = {"horses": "0101", "others": "0108", "partner": "NO", "quoted": '"0101"'}
folder = Path(sys.argv[1], "conf")
folder.mkdir()
lines = [f"{name}: {text}\n" for name, text in written.items()]
folder.joinpath("trade.yaml").write_text("".join(lines), encoding="utf-8")
with initialize_config_dir(str(folder), version_base="1.3"):
    of_file = dict(compose("trade"))
    overrides = [f"{name}={text}" for name, text in written.items()]
    of_command = dict(compose("trade", overrides=overrides))
for name, text in written.items():
    print(f"{text}: file {of_file[name]!r}, command line {of_command[name]!r}")
assert of_file == {"horses": 65, "others": "0108", "partner": False, "quoted": "0101"}
assert of_command == {"horses": "0101", "others": "0108", "partner": "NO", "quoted": "0101"}
PYTHON
