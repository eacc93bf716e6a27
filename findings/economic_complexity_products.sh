#!/usr/bin/env bash
# Two libraries of economic complexity give products another spread from the same trade.
#
# One would guess: the product complexity index has mean 0 and spread 1, as the index of countries has.
# What happens: economic-complexity gives each its own mean and spread; ecomplexity gives products the
# mean and spread of countries. The two agree in ranking, not in numbers: of twelve countries and twenty
# goods the spread is 1.14 for 0.97, and zero lies elsewhere. Countries differ by a few per cent.
# Seen with ecomplexity 0.5.3, economic-complexity 0.3.0.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "ecomplexity==0.5.3" "economic-complexity==0.3.0" "pandas==2.3.3" "numpy==2.5.5" "scipy==1.18.1"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

import economic_complexity
import numpy as np
import pandas as pd
from ecomplexity import ecomplexity

print(*(f"{name} {version(name)}" for name in ("ecomplexity", "economic-complexity")))
draws = np.exp(np.random.default_rng(0).normal(size=(12, 20)) * 1.5)
values = draws * np.exp(np.add.outer(np.arange(12), np.arange(20)) / 12)
trade = pd.DataFrame(
    values, index=[f"c{i:02}" for i in range(12)], columns=[f"p{i:02}" for i in range(20)]
)
flows = trade.rename_axis("loc").reset_index().melt("loc", var_name="prod", value_name="val")
names = {name: name for name in ("time", "loc", "prod", "val")}
first = ecomplexity(flows.assign(time=2019), names, verbose=False).groupby("prod")["pci"].first()
second = economic_complexity.complexity(economic_complexity.rca(trade))[1].reindex(first.index)
spreads = [round(float(index.std(ddof=0)), 2) for index in (first, second)]
means = [round(float(index.mean()), 2) + 0.0 for index in (first, second)]
print("spread of products:", spreads, "mean:", means)
assert np.corrcoef(first, second)[0, 1] > 0.9999
assert spreads == [1.14, 0.97] and means == [-0.04, 0]
PYTHON
