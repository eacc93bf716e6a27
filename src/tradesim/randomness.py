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
from functools import cache

import numpy as np

from tradesim.arrays import Floats, Words

GOLDEN_GAMMA = np.uint64(0x9E3779B97F4A7C15)
FIRST_MULTIPLIER = np.uint64(0xBF58476D1CE4E5B9)
SECOND_MULTIPLIER = np.uint64(0x94D049BB133111EB)
FIRST_SHIFT, SECOND_SHIFT, THIRD_SHIFT = np.uint64(30), np.uint64(27), np.uint64(31)
UNIT = 2.0**-53
MASK = 2**64 - 1
HALF_UNIT = 2.0**-32
UPPER_53, UPPER_HALF = np.uint64(11), np.uint64(32)
"""By how many bits a word is shifted for its upper 53 and its upper 32."""
LOWER_HALF = np.uint64(2**32 - 1)


def mix(words: Words) -> Words:
    """Return the SplitMix64 finaliser of each word."""
    z = words + GOLDEN_GAMMA
    z ^= z >> FIRST_SHIFT
    z *= FIRST_MULTIPLIER
    z ^= z >> SECOND_SHIFT
    z *= SECOND_MULTIPLIER
    z ^= z >> THIRD_SHIFT
    return z


def _mix_one(word: int) -> int:
    """Return ``mix`` of a single word; plain integers are quicker than an array of one."""
    z = (word + int(GOLDEN_GAMMA)) & MASK
    z = ((z ^ (z >> 30)) * int(FIRST_MULTIPLIER)) & MASK
    z = ((z ^ (z >> 27)) * int(SECOND_MULTIPLIER)) & MASK
    return z ^ (z >> 31)


FEW_NAMES = 10_000
"""Names up to which keys are remembered: a small world is built anew for each block of runs."""


@cache
def name_key(name: str) -> int:
    """Return the 64-bit key of a name: stable across processes and platforms."""
    return int.from_bytes(_digest(name), "little")


def name_keys(names: Sequence[str]) -> Words:
    """Return the keys of some entities as a column, shape (entity, 1)."""
    if len(names) <= FEW_NAMES:
        return np.array([name_key(name) for name in names], dtype=np.uint64).reshape(-1, 1)
    keys = np.frombuffer(b"".join(map(_digest, names)), dtype="<u8")
    return keys.astype(np.uint64).reshape(-1, 1)


def _digest(name: str) -> bytes:
    return hashlib.blake2b(name.encode(), digest_size=8).digest()


def run_keys(seed: int, replicates: Sequence[int]) -> Words:
    """Return one key a run, shape (1, run), from the seed and the replicate numbers."""
    seed_word = np.array([[seed % 2**64]], dtype=np.uint64)
    numbers = np.array([replicates], dtype=np.uint64).reshape(1, -1)
    return mix(mix(seed_word) ^ numbers)


@cache
def _moment(stream: str, week: int) -> np.uint64:
    """Return what a stream and a week add to an address: a few thousand at most."""
    return np.uint64(_mix_one(name_key(stream) ^ _mix_one(week)))


def words(runs: Words, stream: str, entities: Words, week: int) -> Words:
    """Return the raw 64-bit draw of each (entity, run) in a stream and week.

    Args:
        runs: Run keys; any shape that broadcasts with ``entities``.
        stream: What is drawn, e.g. ``"review"``: one stream for each decision.
        entities: Entity keys.
        week: Week number.

    Returns:
        Uniform 64-bit words in the broadcast shape.
    """
    return mix(runs ^ mix(entities ^ _moment(stream, week)))


def words_of(runs: Words, streams: Sequence[str], entities: Words, week: int) -> Words:
    """Return the raw draws of several streams at once, shape (stream, case).

    Args:
        runs: Run key of each case, shape (case,).
        streams: What is drawn.
        entities: Entity key of each case, shape (case,).
        week: Week number.
    """
    moments = np.array([_moment(stream, week) for stream in streams]).reshape(-1, 1)
    return mix(runs ^ mix(entities ^ moments))


def uniform(runs: Words, stream: str, entities: Words, week: int) -> Floats:
    """Return draws from the open interval (0, 1); arguments as for :func:`words`."""
    return as_uniform(words(runs, stream, entities, week))


def as_uniform(drawn: Words) -> Floats:
    """Return raw draws as numbers from the open interval (0, 1)."""
    share = (drawn >> UPPER_53).astype(np.float64)
    share += 0.5
    share *= UNIT
    return share


def normal(runs: Words, stream: str, entities: Words, week: int) -> Floats:
    """Return standard normal draws; arguments as for :func:`words`."""
    return as_normal(words(runs, stream, entities, week))


def normal_of_weeks(runs: Words, stream: str, entities: Words, weeks: Sequence[int]) -> Floats:
    """Return the standard normal draws of several weeks, shape (week, entity, run).

    Args:
        runs: Run keys, shape (1, run).
        stream: What is drawn.
        entities: Entity keys, shape (entity, 1).
        weeks: Week numbers.
    """
    moments = np.array([_moment(stream, week) for week in weeks]).reshape(-1, 1, 1)
    return as_normal(mix(runs ^ mix(entities ^ moments)))


def as_normal(drawn: Words) -> Floats:
    """Return raw draws as standard normal numbers (Box & Muller 1958).

    The upper half of one word gives the radius, the lower half the angle.
    """
    radius = (drawn >> UPPER_HALF).astype(np.float64)
    radius += 0.5
    radius *= HALF_UNIT
    np.log(radius, out=radius)
    radius *= -2.0
    np.sqrt(radius, out=radius)
    angle = (drawn & LOWER_HALF).astype(np.float64)
    angle *= 2.0 * np.pi * HALF_UNIT
    radius *= np.cos(angle, out=angle)
    return radius
