"""What ``tradesim new --from`` is asked for, and how what it drafts is written."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tradesim.cli.edge import say
from tradesim.cli.files import write_file
from tradesim.cli.usage import Beside
from tradesim.limits import LARGEST_SEED, MOST_FIRMS
from tradesim.wording.lists import joined

if TYPE_CHECKING:
    from tradesim.drafting import Request

OF_A_TABLE = Beside(("--from",))
OF_A_NETWORK = Beside(("--synthetic",))
OF_A_TABLE_OR_NETWORK = Beside(("--from", "--synthetic"))

Table = Annotated[
    Path | None,
    typer.Option("--from", metavar="TABLE", help="Tidy table that `tradesim customs` wrote."),
]
Items = Annotated[
    str | None,
    typer.Option(
        metavar="FILE", help="Items file: goods, units, HS codes. Of --synthetic: number."
    ),
    OF_A_TABLE_OR_NETWORK,
]
Imposer = Annotated[str, typer.Option(metavar="CODE", help="Country that imposes the policy.")]
Announced = Annotated[
    str,
    typer.Option(metavar="DATE", help="Its announcement; nothing later is looked at."),
    OF_A_TABLE,
    OF_A_TABLE,
]
Effective = Annotated[str, typer.Option(metavar="DATE", help="Day it binds.")]
Until = Annotated[
    str,
    typer.Option(metavar="DATE", help="First day without it, if an end was announced."),
    OF_A_TABLE,
    OF_A_TABLE,
]
Review = Annotated[
    str,
    typer.Option(
        "--review-weeks", metavar="WEEKS", help="Review of a licence: 9, 45 working days."
    ),
    OF_A_TABLE,
]
Baseline = Annotated[
    str,
    typer.Option(metavar="FIRST:LAST", help="Months of ordinary trade, 2022-08:2023-06."),
    OF_A_TABLE,
]
Kind = Annotated[
    str,
    typer.Option(metavar="KIND", help="Kind of policy, individual_licence if absent."),
    OF_A_TABLE,
]
Partners = Annotated[
    str,
    typer.Option(metavar="all|CODES", help="Countries it is aimed at, DEU,USA."),
    OF_A_TABLE,
]
Regime = Annotated[
    str,
    typer.Option(metavar="NAME", help="Licensing regime that holds, china_dual_use."),
    OF_A_TABLE,
]
Countries = Annotated[
    str | None,
    typer.Option(metavar="CODES|N", help="Countries to name, or how many; else those that matter."),
    OF_A_TABLE_OR_NETWORK,
]

Name = Annotated[str | None, typer.Argument(metavar="NAME", help="Name to give it.")]
Template = Annotated[
    str, typer.Option(metavar="NAME", help="Copy a scenario that comes with tradesim.")
]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out", "-o", metavar="FILE", help="File to write, NAME.yaml if absent; never overwritten."
    ),
]
Synthetic = Annotated[
    bool, typer.Option("--synthetic", help="A generated network with generic names.")
]
Buyers = Annotated[
    int,
    typer.Option(
        "--buyers", "--chipmakers", metavar="N", min=1, max=MOST_FIRMS, help="Its number of buyers."
    ),
    OF_A_NETWORK,
]
"""``--chipmakers`` is the older name."""
Suppliers = Annotated[
    int,
    typer.Option(metavar="N", min=1, max=MOST_FIRMS, help="Its number of suppliers."),
    OF_A_NETWORK,
]
LinksPerNeed = Annotated[
    int,
    typer.Option(
        metavar="N", min=1, max=MOST_FIRMS, help="Suppliers that its buyers know for each need."
    ),
    OF_A_NETWORK,
]
Seed = Annotated[
    int,
    typer.Option(metavar="N", min=0, max=LARGEST_SEED, help="Seed of the network."),
    OF_A_NETWORK,
]

MONTH = re.compile(r"[12][0-9]{3}-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Wanted:
    """The options as they were given."""

    table: Path | None
    items: str | None
    imposer: str
    announced: str
    effective: str
    until: str
    review_weeks: str
    baseline: str
    kind: str
    partners: str
    regime: str
    countries: str | None


def request(name: str, wanted: Wanted) -> Request:
    """Return what is asked for.

    Raises:
        typer.BadParameter: If an option is missing or is not what it should be.
        ItemsError: With what is wrong with the items file.
    """
    from tradesim.customs import read_items
    from tradesim.drafting import Request

    needed = ("items", "imposer", "announced", "effective")
    missing = [f"--{option}" for option in needed if not getattr(wanted, option)]
    if missing:
        verb = "it is" if len(missing) == 1 else "they are"
        raise typer.BadParameter(f"{verb} needed beside --from.", param_hint=joined(missing))
    several: dict[str, Any] = {}
    if wanted.countries and wanted.countries.isdigit():
        several["most_countries"] = counted(wanted.countries, "--countries", 1)
    elif wanted.countries:
        several["countries"] = _codes(wanted.countries)
    if wanted.kind:
        several["kind"] = wanted.kind
    return Request(
        name=name,
        table=str(wanted.table),
        items_file=str(wanted.items),
        items=read_items(str(wanted.items)),
        imposer=wanted.imposer.strip().upper(),
        announced=_date(wanted.announced, "--announced"),
        effective=_date(wanted.effective, "--effective"),
        until=_date(wanted.until, "--until") if wanted.until else None,
        review_weeks=_weeks(wanted.review_weeks),
        baseline=_months(wanted.baseline),
        partners=() if wanted.partners.strip().lower() == "all" else _codes(wanted.partners),
        regime=wanted.regime,
        **several,
    )


def counted(text: str | None, option: str, usual: int) -> int:
    """Return a number of things, at least one."""
    if text is None:
        return usual
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise typer.BadParameter(f"'{text}' is no number from 1 on.", param_hint=option)
    return int(text)


def _codes(text: str) -> tuple[str, ...]:
    codes = (code.strip().upper() for code in text.split(","))
    return tuple(dict.fromkeys(code for code in codes if code))


def _date(text: str, option: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        said = f"'{text}' is no date. Write it as 2023-07-03."
        raise typer.BadParameter(said, param_hint=option) from None


def _weeks(text: str) -> float | None:
    """Return a review in weeks: a bare number, or a duration with its unit."""
    from tradesim.units import duration, weeks

    if not text:
        return None
    read = duration(text)
    found = weeks(*read) if read else None
    if found is None:
        try:
            found = float(text)
        except ValueError:
            said = f"'{text}' is neither weeks nor a duration such as '45 working days'."
            raise typer.BadParameter(said, param_hint="--review-weeks") from None
    return found


def _months(text: str) -> tuple[str, str] | None:
    if not text:
        return None
    first, _, last = text.partition(":")
    if not (MONTH.fullmatch(first) and MONTH.fullmatch(last)):
        said = f"'{text}' is no span of months. Write it as 2022-08:2023-06."
        raise typer.BadParameter(said, param_hint="--baseline")
    return first, last


def check_name(name: str) -> None:
    """Refuse a name that neither a file nor a path can hold."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}", name):
        said = f"'{name}' cannot be a name: letters, digits, _ and -, e.g. gallium_2023."
        raise typer.BadParameter(said, param_hint="NAME")


def write(text: str, out: Path) -> None:
    """Write a scenario, and beside it the schema that its first line names for editors."""
    from tradesim.scenario.reference import json_schema

    write_file(text, out)
    schema = out.with_name("scenario.schema.json")
    if not schema.exists():
        write_file(json.dumps(json_schema(), indent=1, ensure_ascii=False) + "\n", schema)
    lines = text.count("\n")
    say(f"{out}: {lines} lines. Read it, edit it, and run it with: tradesim run {out}")
