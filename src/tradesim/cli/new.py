"""``tradesim new``: write a scenario file: from trade data, from a template, or to learn on."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from tradesim.cli import drafts
from tradesim.cli.edge import say
from tradesim.cli.files import write_file


def new(
    name: drafts.Name = None,
    table: drafts.Table = None,
    items: drafts.Items = None,
    imposer: drafts.Imposer = "",
    announced: drafts.Announced = "",
    effective: drafts.Effective = "",
    until: drafts.Until = "",
    review_weeks: drafts.Review = "",
    baseline: drafts.Baseline = "",
    kind: drafts.Kind = "",
    partners: drafts.Partners = "all",
    regime: drafts.Regime = "",
    countries: drafts.Countries = None,
    template: drafts.Template = "",
    out: drafts.Out = None,
    synthetic: drafts.Synthetic = False,
    buyers: drafts.Buyers = 20,
    suppliers: drafts.Suppliers = 12,
    links_per_need: drafts.LinksPerNeed = 3,
    seed: drafts.Seed = 1,
) -> None:
    """Write a new scenario file.

    From a tidy table of trade (--from), from one that comes with tradesim (--template), as a
    network of any size (--synthetic). With none of these: a few questions on a terminal, or else a
    commented starter.
    """
    wanted = drafts.Wanted(
        table, items, imposer, announced, effective, until, review_weeks, baseline, kind, partners,
        regime, countries,
    )  # fmt: skip
    _one_way(table=table is not None, template=bool(template), synthetic=synthetic)
    if synthetic:
        size = (buyers, suppliers, links_per_need, items, countries, seed)
        _write_network(size, out or Path(f"{name or 'synthetic'}.yaml"))
        return
    if name is None:
        raise typer.BadParameter("say what it is to be called.", param_hint="NAME")
    text = _text(name, wanted, template)
    drafts.write(text, out or Path(f"{name}.yaml"))


def _one_way(**ways: bool) -> None:
    chosen = [
        f"--{'from' if way == 'table' else way}" for way, is_asked in ways.items() if is_asked
    ]
    if len(chosen) > 1:
        raise typer.BadParameter("choose one of them.", param_hint=" and ".join(chosen))


def _text(name: str, wanted: drafts.Wanted, template: str) -> str:
    """Return the text of a scenario that is no network."""
    from tradesim.drafting import Starter, copied, draft, starter

    drafts.check_name(name)
    if wanted.table is not None:
        return draft(drafts.request(name, wanted))
    if template:
        return copied(template, name)
    if _is_terminal():
        from tradesim.cli.questions import ask

        answered = ask(name)
        return answered if isinstance(answered, str) else starter(answered)
    return starter(Starter(name))


def _is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _write_network(size: tuple[int, int, int, str | None, str | None, int], out: Path) -> None:
    """Write a synthetic world, as before."""
    import yaml

    from tradesim.scenario.synthetic import WorldSize, synthetic_tree
    from tradesim.scenario.synthetic_tables import MOST_IN_YAML, as_tables

    buyers, suppliers, links, items, countries, seed = size
    number = drafts.counted
    try:
        world = WorldSize(
            buyers,
            suppliers,
            links,
            number(items, "--items", WorldSize.items),
            number(countries, "--countries", WorldSize.countries),
            seed,
        )
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    tree, tables = synthetic_tree(world), dict[str, str]()
    if buyers + suppliers > MOST_IN_YAML:
        tree, tables = as_tables(tree, out.stem)
    text = yaml.safe_dump(tree, sort_keys=False, width=100)
    write_file(text, out)
    for table, rows in tables.items():
        write_file(rows, out.parent / table)
    say(f"{out}: {buyers} buyers, {suppliers} suppliers. Run it with: tradesim run {out}")
