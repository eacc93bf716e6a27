"""Published figures with their sources, and how a simulation is held against them."""
