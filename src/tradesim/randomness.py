"""Random draws as a pure function of who asks for what, and when.

A draw is a hash of (seed, replicate, stream, entity, week). No generator is advanced, so which
rows ask, in what order, or how many, never shifts another draw: two policies run with the same
seed meet the same shocks (common random numbers), and their differences are paired.

The hash chains the finaliser of SplitMix64 (Steele, Lea & Flood 2014, "Fast splittable
pseudorandom number generators", OOPSLA) over the parts of the address.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Words = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float64]

GOLDEN_GAMMA = np.uint64(0x9E3779B97F4A7C15)
FIRST_MULTIPLIER = np.uint64(0xBF58476D1CE4E5B9)
SECOND_MULTIPLIER = np.uint64(0x94D049BB133111EB)
UNIT = 2.0**-53


def mix(words: Words) -> Words:
    """Return the SplitMix64 finaliser of each word."""
    z = words + GOLDEN_GAMMA
    z = (z ^ (z >> np.uint64(30))) * FIRST_MULTIPLIER
    z = (z ^ (z >> np.uint64(27))) * SECOND_MULTIPLIER
    return z ^ (z >> np.uint64(31))


def name_key(name: str) -> int:
    """Return the 64-bit key of a name: stable across processes and platforms."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "little")


def name_keys(names: Sequence[str]) -> Words:
    """Return the keys of some entities as a column, shape (entity, 1)."""
    return np.array([name_key(name) for name in names], dtype=np.uint64).reshape(-1, 1)


def run_keys(seed: int, replicates: Sequence[int]) -> Words:
    """Return one key a run, shape (1, run), from the seed and the replicate numbers."""
    seed_word = np.array([[seed % 2**64]], dtype=np.uint64)
    numbers = np.array([replicates], dtype=np.uint64).reshape(1, -1)
    return mix(mix(seed_word) ^ numbers)


def words(runs: Words, stream: str, entities: Words, week: Any) -> Words:
    """Return the raw 64-bit draw of each (entity, run) in a stream and week.

    Args:
        runs: Run keys; any shape that broadcasts with ``entities``.
        stream: What is drawn, e.g. ``"review"``: one stream for each decision.
        entities: Entity keys.
        week: Week number, a scalar or an integer array that broadcasts.

    Returns:
        Uniform 64-bit words in the broadcast shape.
    """
    moment = np.asarray(week, dtype=np.int64).astype(np.uint64).reshape(np.shape(week) or (1, 1))
    address = mix(entities ^ mix(np.array([[name_key(stream)]], dtype=np.uint64) ^ mix(moment)))
    return mix(runs ^ address)


def uniform(runs: Words, stream: str, entities: Words, week: Any) -> Floats:
    """Return draws from the open interval (0, 1); arguments as for :func:`words`."""
    return ((words(runs, stream, entities, week) >> np.uint64(11)).astype(np.float64) + 0.5) * UNIT


def normal(runs: Words, stream: str, entities: Words, week: Any) -> Floats:
    """Return standard normal draws (Box & Muller 1958); arguments as for :func:`words`."""
    radius = np.sqrt(-2.0 * np.log(uniform(runs, stream + "/radius", entities, week)))
    angle = (2.0 * np.pi) * uniform(runs, stream + "/angle", entities, week)
    return np.asarray(radius * np.cos(angle))
