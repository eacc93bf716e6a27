#!/usr/bin/env bash
# A table of trade made a network without directions has the flow of one direction, by the order of its rows, or none.
#
# One would guess: of 10 from Germany to France and 3 from France to Germany an undirected link is 13, as communities of
# trade are found in; or such a table is refused.
# What happens: networkx has 3 of the matrix and of the list, and 10 of the list turned round: the last row counts. So
# from_numpy_array and from_pandas_edgelist, which have no directions unless told, keep 8 or 15 of a trade of 18.
# igraph's as_undirected loses all weights, and strength() then counts links. Its mode="plus" adds: 13.
# Seen with networkx 3.4.2, igraph 1.0.0.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "networkx==3.4.2" "igraph==1.0.0" "numpy==2.4.6" \
    "pandas==3.1.1"

"$folder/venv/bin/python" -W error - <<'PYTHON'
from importlib.metadata import version

import igraph
import networkx
import numpy as np
import pandas as pd

print(*(f"{name} {version(name)}" for name in ("networkx", "igraph")))
FLOWS = np.array([[0, 10, 5], [3, 0, 0], [0, 0, 0]])
NAMES = ["DE", "FR", "JP"]
rows = pd.DataFrame(
    [(NAMES[i], NAMES[j], int(FLOWS[i, j])) for i, j in np.argwhere(FLOWS)], columns=["source", "target", "weight"]
)


def trade(network: networkx.Graph) -> tuple[int, int]:
    """Return the weight of the link of Germany and France, and of all links."""
    return int(network["DE"]["FR"]["weight"]), int(network.size(weight="weight"))


of_matrix = trade(networkx.relabel_nodes(networkx.from_numpy_array(FLOWS), dict(enumerate(NAMES))))
of_list = trade(networkx.from_pandas_edgelist(rows, edge_attr=True))
of_turned = trade(networkx.from_pandas_edgelist(rows.iloc[::-1], edge_attr=True))
directed = igraph.Graph.Weighted_Adjacency(FLOWS.tolist())
plain = directed.as_undirected()
added = igraph.Graph.Weighted_Adjacency(FLOWS.tolist(), mode="plus")
print("Germany and France, and all trade of 18: of the matrix", of_matrix, "of the list", of_list, "turned", of_turned)
print("igraph has weights:", plain.is_weighted(), "strengths", plain.strength(), "added:", added.es["weight"])
assert of_matrix == of_list == (3, 8)
assert of_turned == (10, 15)
assert not plain.is_weighted()
assert plain.strength() == [2, 1, 1]
assert added.es["weight"] == [13, 5]
PYTHON
