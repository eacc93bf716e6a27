"""How long a large customs file takes to read, and in how much memory, against a bare scan of it.

The file is made up: UN Comtrade's columns, a gigabyte of rows of random codes, partners, months and
figures. The bare scan is what pyarrow does when it is asked for the file and nothing else: every
column, its type guessed, batch by batch. Each contestant reads in a process of its own, in turns;
times are wall and processor seconds.

    python -m benchmarks.customs_scan            # a gigabyte, in a temporary folder
    python -m benchmarks.customs_scan --quick    # ten megabytes
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pyarrow.csv

from benchmarks.apart import in_another_process, peak_bytes
from benchmarks.side_by_side import Timing, arguments, report, show
from tradesim.customs import CustomsItem, read

BYTES, QUICK_BYTES = 1_000_000_000, 10_000_000
BLOCK_ROWS = 20_000
HEADING = (
    "typeCode,freqCode,refPeriodId,refYear,refMonth,period,reporterCode,reporterISO,reporterDesc,"
    "flowCode,flowDesc,partnerCode,partnerISO,partnerDesc,partner2Code,partner2ISO,partner2Desc,"
    "classificationCode,classificationSearchCode,isOriginalClassification,cmdCode,cmdDesc,aggrLevel,"
    "isLeaf,customsCode,customsDesc,mosCode,motCode,motDesc,qtyUnitCode,qtyUnitAbbr,qty,"
    "isQtyEstimated,altQtyUnitCode,altQtyUnitAbbr,altQty,isAltQtyEstimated,netWgt,"
    "isNetWgtEstimated,grossWgt,isGrossWgtEstimated,cifvalue,fobvalue,primaryValue,"
    "legacyEstimationFlag,isReported,isAggregate\n"
)
ROW = (
    "C,M,{year}{month:02d}01,{year},{month},{year}{month:02d},410,KOR,Rep. of Korea,M,Import,"
    '{partner},XXX,"Country, number {partner}",0,W00,World,H5,HS,true,{code},'
    '"Goods of code {code}, not elsewhere specified",6,true,C00,TOTAL CPC,0,0,TOTAL MOT,8,kg,'
    "{kg},false,-1,N/A,0,false,{kg},false,0,false,{value},,{value},0,false,true\n"
)
PARTNERS = (36, 56, 76, 124, 156, 251, 276, 380, 392, 410, 490, 528, 699, 702, 704, 826, 842)
ONE_CODE = ("281111",)
ONE_CHAPTER = ("28",)
READERS: dict[str, tuple[str, ...]] = {
    "tradesim, a good of one code": ONE_CODE,
    "tradesim, a chapter": ONE_CHAPTER,
}


class Cost(NamedTuple):
    """What a contestant took: wall seconds, processor seconds, bytes at most."""

    wall: float
    processor: float
    memory: float


def main() -> None:
    """Make the file, let the contestants read it in turns, and print the table."""
    given = arguments(__doc__ or "")
    size = QUICK_BYTES if given.quick else BYTES
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "trade.csv"
        make_file(path, size)
        costs = _in_turns(path, given.rounds)
    bare = _timing(costs["bare pyarrow scan"], "wall")
    figures = {
        name: {
            "wall_seconds": _timing(one, "wall"),
            "processor_seconds": _timing(one, "processor"),
            "times_the_scan": _timing(one, "wall").over(bare),
            "peak_megabytes": max(cost.memory for cost in one) / 1e6,
        }
        for name, one in costs.items()
    }
    show(
        f"Reading {size / 1e9:g} GB",
        ("", "wall s", "processor s", "times the scan", "peak MB"),
        [
            (name, *(_cell(figure) for figure in values.values()))
            for name, values in figures.items()
        ],
    )
    report("customs_scan", {"bytes": size, "contestants": figures}, keep=not given.quick)


def make_file(path: Path, size: int) -> None:
    """Write a made-up customs file of about some bytes; no two rows are the same trade."""
    draw = random.Random(1)  # noqa: S311 - figures of a made-up file
    written, turn = 0, 0
    with path.open("w", encoding="utf-8") as file:
        file.write(HEADING)
        while written < size:
            block = "".join(_row(draw, turn * BLOCK_ROWS + n) for n in range(BLOCK_ROWS))
            file.write(block)
            written += len(block)
            turn += 1


def _row(draw: random.Random, number: int) -> str:
    """Return a row: its code, partner and month are those of its number, its figures drawn."""
    number, partner = divmod(number, len(PARTNERS))
    number, month = divmod(number, 12)
    year, code = divmod(number, 10_000)
    kg = draw.randrange(1, 10_000_000)
    spelt = "281111" if code == 0 else f"{1 + code % 97:02d}{code:04d}"
    return ROW.format(
        year=1990 + year,
        month=month + 1,
        partner=PARTNERS[partner],
        code=spelt,
        kg=kg,
        value=kg * draw.randrange(1, 9),
    )


def scan(path: Path) -> Cost:
    """Scan the file as pyarrow does, and no more."""

    def work() -> None:
        """Go through all batches."""
        with pyarrow.csv.open_csv(path) as reader:
            for _ in reader:
                pass

    return _cost(work)


def read_goods(path: Path, codes: Sequence[str]) -> Cost:
    """Read the goods of some codes into a tidy table."""
    hs = {"edition": "HS2017", "codes": list(codes)}
    item = CustomsItem.model_validate({"name": "goods", "unit": "t", "hs": hs})
    return _cost(lambda: read(path, [item]))


def _cost(work: Callable[[], object]) -> Cost:
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return Cost(time.perf_counter() - wall, time.process_time() - processor, peak_bytes())


def _in_turns(path: Path, rounds: int) -> dict[str, list[Cost]]:
    costs: dict[str, list[Cost]] = {"bare pyarrow scan": [], **{name: [] for name in READERS}}
    for _ in range(rounds):
        costs["bare pyarrow scan"].append(in_another_process(scan, path))
        for name, codes in READERS.items():
            costs[name].append(in_another_process(read_goods, path, codes))
    return costs


def _timing(costs: Sequence[Cost], what: str) -> Timing:
    return Timing(tuple(float(getattr(cost, what)) for cost in costs))


def _cell(figure: object) -> object:
    return figure.median if isinstance(figure, Timing) else figure


if __name__ == "__main__":
    main()
