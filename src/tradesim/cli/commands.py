"""The commands, each imported when it is asked for: none waits for what others need."""

from __future__ import annotations

from collections.abc import Callable

Does = Callable[..., None]
"""What a command does."""


def _run() -> Does:
    from tradesim.cli.run import run

    return run


def _report() -> Does:
    from tradesim.cli.report import report

    return report


def _explain() -> Does:
    from tradesim.cli.explain import explain

    return explain


def _batch() -> Does:
    from tradesim.cli.batch import batch

    return batch


def _merge() -> Does:
    from tradesim.cli.merge import merge

    return merge


def _analyse() -> Does:
    from tradesim.cli.analyse import analyse

    return analyse


def _compare() -> Does:
    from tradesim.cli.compare import compare

    return compare


def _leverage() -> Does:
    from tradesim.cli.leverage import leverage

    return leverage


def _hindcast() -> Does:
    from tradesim.cli.hindcast import hindcast

    return hindcast


def _calibrate() -> Does:
    from tradesim.cli.calibrate import calibrate

    return calibrate


def _serve() -> Does:
    from tradesim.cli.serve import serve

    return serve


def _export_page() -> Does:
    from tradesim.cli.export_page import export_page

    return export_page


def _verify() -> Does:
    from tradesim.cli.verify import verify

    return verify


def _cite() -> Does:
    from tradesim.cli.cite import cite

    return cite


def _archive() -> Does:
    from tradesim.cli.archive import archive

    return archive


def _validate() -> Does:
    from tradesim.cli.validate import validate

    return validate


def _scenarios() -> Does:
    from tradesim.cli.scenarios import scenarios

    return scenarios


def _schema() -> Does:
    from tradesim.cli.schema import schema

    return schema


def _customs() -> Does:
    from tradesim.cli.customs import customs

    return customs


def _new() -> Does:
    from tradesim.cli.new import new

    return new


def _network() -> Does:
    from tradesim.cli.network import network

    return network


def _dock() -> Does:
    from tradesim.cli.dock import dock

    return dock


COMMANDS: tuple[Callable[[], Does], ...] = (
    _run,
    _report,
    _explain,
    _batch,
    _merge,
    _analyse,
    _compare,
    _leverage,
    _hindcast,
    _calibrate,
    _serve,
    _export_page,
    _verify,
    _cite,
    _archive,
    _validate,
    _scenarios,
    _schema,
    _customs,
    _new,
    _network,
    _dock,
)
"""In the order in which help lists them; a command has the name of what finds it."""
