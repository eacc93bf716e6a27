"""From where on something is missing: one rule for the model, its measures and explanations."""

SHORT_BY = 1e-9
"""A need that is met but for less than this share of it counts as met."""

LEAST_LOST = 1e-6
"""A smaller share of output lost counts as none."""
