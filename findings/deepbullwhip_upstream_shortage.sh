#!/usr/bin/env bash
# In DeepBullwhip no supplier's shortage reaches who orders from it.
#
# One would guess: in a serial chain of mill and shop the shop gets what the mill has, so a mill that makes
# nothing leaves the shop empty after its stock and what is under way are gone.
# What happens: orders go up the chain, goods do not come down it. Each stage gets all that it ordered
# after its lead time, whatever the stage above it holds. The mill is at -170 and the shop sells every unit,
# fill rate 1. The network of the same library says that sources have unlimited material; that those between do,
# too, is said nowhere. It measures how orders swing, not what a stop of one supplier does.
# Seen with deepbullwhip 0.4.1.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "deepbullwhip==0.4.1" "numpy==2.5.5"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

import numpy as np
from deepbullwhip.chain.echelon import SupplyChainEchelon
from deepbullwhip.chain.serial import SerialSupplyChain
from deepbullwhip.cost.newsvendor import NewsvendorCost
from deepbullwhip.policy import OrderingPolicy, OrderUpToPolicy
from deepbullwhip.policy.constant_order import ConstantOrderPolicy

print("deepbullwhip", version("deepbullwhip"))
demand = np.full(20, 10.0)


def stage(name: str, policy: OrderingPolicy) -> SupplyChainEchelon:
    """Return a stage with stock for two weeks and a lead time of one."""
    return SupplyChainEchelon(name, 1, policy, NewsvendorCost(1, 5), initial_inventory=20.0)


def stocks(mill: OrderingPolicy) -> tuple[list[float], list[float], float]:
    """Return the stocks of shop and mill, and how much of the shop's time is without shortage."""
    chain = SerialSupplyChain([stage("shop", OrderUpToPolicy(1, 0.95)), stage("mill", mill)])
    shop, above = chain.simulate(demand, demand, np.zeros(20)).echelon_results
    print("shop", shop.inventory_levels[-3:], "fill rate", shop.fill_rate, "mill", above.inventory_levels[-3:])
    return shop.inventory_levels.tolist(), above.inventory_levels.tolist(), shop.fill_rate


makes, stopped = stocks(OrderUpToPolicy(1, 0.95)), stocks(ConstantOrderPolicy(0.0))
assert makes[0] == stopped[0]
assert stopped[1][-1] == -170
assert stopped[2] == 1.0
PYTHON
