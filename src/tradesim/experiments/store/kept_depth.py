"""Depth kept in the folder of its run: made once, bound to the manifest, and sealed by itself."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from tradesim.errors import SealError
from tradesim.experiments.analysis import Outcome
from tradesim.experiments.comparison import Comparison
from tradesim.experiments.depth import Hinge
from tradesim.experiments.trade_lines import TradeLine
from tradesim.records.manifest_form import read_document
from tradesim.results.seal import DIGEST, is_signed, signed
from tradesim.results.whole import write_in_one

NAME = "depth.json"


@dataclass(frozen=True)
class Depth:
    """What a report of full depth holds beyond the run.

    Attributes:
        country: Code of the country that the answer is about.
        pairs: Runs of each world of the comparison.
        beside: The scenario beside itself without controls; None where it has none.
        answer: The answer as it is, by the measures of ``depth.ANSWERS``.
        hinges: The answer with one kind of judgements after another moved.
    """

    country: str
    pairs: int
    beside: Comparison | None
    answer: tuple[float, ...]
    hinges: tuple[Hinge, ...]


def write_depth(folder: Path, depth: Depth, manifest: dict[str, Any]) -> None:
    """Keep depth in the folder of a run, as a whole or not at all."""
    document = signed({"of": manifest.get(DIGEST), "depth": _document(depth)})
    text = json.dumps(document, indent=1)
    write_in_one(folder / NAME, lambda beside: beside.write_text(text, encoding="utf-8"))


def read_depth(folder: Path, manifest: dict[str, Any], *, trust: bool = False) -> Depth | None:
    """Return the depth that was kept; None where none was.

    Raises:
        SealError: It was edited, or is of another run.
    """
    path = folder / NAME
    if not path.is_file():
        return None
    try:
        document = read_document(path)
        sound = is_signed(document) and document["of"] == manifest.get(DIGEST)
        if trust or sound:
            return _depth(document["depth"])
    except (OSError, ValueError, KeyError, TypeError):
        pass
    said = f"{NAME} was edited, or is of another run: remove it, and it is made anew"
    raise SealError(str(folder), [said])


def _document(depth: Depth) -> dict[str, Any]:
    found = depth.beside
    return {
        "country": depth.country,
        "pairs": depth.pairs,
        "answer": list(depth.answer),
        "hinges": [asdict(hinge) for hinge in depth.hinges],
        "beside": None if found is None else _compared(found),
    }


def _compared(found: Comparison) -> dict[str, Any]:
    lines = {
        name: [{key: _plain(value) for key, value in vars(line).items()} for line in every]
        for name, every in found.lines.items()
    }
    return {
        "names": list(found.names),
        "outcomes": [asdict(outcome) for outcome in found.outcomes],
        "table": found.table.to_dict("list"),
        "notes": list(found.notes),
        "lines": lines,
    }


def _plain(value: Any) -> Any:
    return value.tolist() if isinstance(value, np.ndarray) else value


def _depth(given: dict[str, Any]) -> Depth:
    found = given["beside"]
    return Depth(
        given["country"],
        int(given["pairs"]),
        None if found is None else _comparison(found),
        tuple(given["answer"]),
        tuple(
            Hinge(h["kind"], h["figures"], tuple(h["factors"]), tuple(h["low"]), tuple(h["high"]))
            for h in given["hinges"]
        ),
    )


def _comparison(given: dict[str, Any]) -> Comparison:
    first, second = given["names"]
    lines = {
        name: tuple(
            TradeLine(
                each["name"], *(np.array(each[key]) for key in ("days", "mean", "low", "high"))
            )
            for each in every
        )
        for name, every in given["lines"].items()
    }
    return Comparison(
        (first, second),
        tuple(Outcome(**outcome) for outcome in given["outcomes"]),
        pd.DataFrame(given["table"]),
        {},
        tuple(given["notes"]),
        lines,
    )
