#!/usr/bin/env bash
# statsmodels gives HC0 for each of HC1, HC2 and HC3 in a Poisson (gravity) regression.
#
# One would guess: GLM(..., Poisson()).fit(cov_type="HC3") corrects for small samples and for rows of
# much leverage, as it does in OLS; what a model does not have it refuses.
# What happens: HC0, HC1, HC2 and HC3 give the same standard errors, those of HC0, in GLM and in Poisson,
# and the summary says "Covariance Type: HC3". Of 12 flows, what is called HC3 is 0.85, and HC3 is 1.39.
# HC1 is the default of the Gravity Modeling Environment, which stands on it. Correct by
# hand: HC1 is HC0 times the root of n / (n - k), HC3 divides each residual by 1 - its leverage.
# Seen with statsmodels 0.15.0.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "statsmodels==0.15.0" "numpy==2.4.6" "pandas==3.1.1"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

import numpy as np
import statsmodels.api as sm

print("statsmodels", version("statsmodels"))
draws = np.random.default_rng(4)
distance = np.append(draws.uniform(0, 1, 11), 3.0)
rows = sm.add_constant(distance)
flows = draws.poisson(np.exp(2 - distance) * draws.gamma(1, 1, 12))


def errors(kind: str) -> list[float]:
    """Return standard errors of the slope: Poisson GLM, Poisson and OLS."""
    fits = (
        sm.GLM(flows, rows, family=sm.families.Poisson()).fit(cov_type=kind),
        sm.Poisson(flows, rows).fit(cov_type=kind, disp=0),
        sm.OLS(flows, rows).fit(cov_type=kind),
    )
    return [round(float(fit.bse[1]), 4) for fit in fits]


found = {kind: errors(kind) for kind in ("HC0", "HC1", "HC2", "HC3")}
for kind, three in found.items():
    print(kind, "GLM, Poisson, OLS:", *three)
fit = sm.GLM(flows, rows, family=sm.families.Poisson()).fit()
bread = np.linalg.inv(rows.T @ (fit.mu[:, None] * rows))
leverage = fit.mu * np.einsum("ij,jk,ik->i", rows, bread, rows)
scores = rows * ((flows - fit.mu) / (1 - leverage))[:, None]
true = float(np.sqrt((bread @ scores.T @ scores @ bread)[1, 1]))
print("HC3 of the GLM by hand:", round(true, 4))
assert len({three[0] for three in found.values()}) == 1
assert len({three[1] for three in found.values()}) == 1
assert len({three[2] for three in found.values()}) == 4
assert true > 1.2 * found["HC3"][0]
PYTHON
