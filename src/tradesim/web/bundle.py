"""The browser side in one file: style, data and modules inside the HTML.

Modules keep to a few forms (docs/page.md): imports on one line from a neighbour, exports before a
declaration, names unique across modules. So a bundle is the modules one after the other.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Mapping
from typing import Any

from tradesim.errors import TradesimError
from tradesim.web.assets import INDEX
from tradesim.web.packing import as_json

LANGUAGE = '<html lang="en">'
STYLE = '<link rel="stylesheet" href="static/page.css">'
SCRIPT = '<script type="module" src="static/main.js"></script>'
FIRST = "main.js"

_IMPORT = re.compile(r'import \{[^{}\n]*\} from "\./([\w-]+\.js)";')
_EXPORT = re.compile(r"^export (?=(?:async )?function|const|class)", re.MULTILINE)
_ANY = re.compile(r"^(?:import|export)\b.*|\bimport\s*\(.*", re.MULTILINE)


class BundleError(TradesimError):
    """The browser side cannot be put into one file: a fault of the package."""


def bundled(files: Mapping[str, bytes], page: Mapping[str, Any], runs: str) -> str:
    """Return the page as one HTML file.

    Args:
        files: The files of the browser side, by name.
        page: What the page is told once.
        runs: The runs, in base64.

    Raises:
        BundleError: If a file does not keep to the forms.
    """
    script = _script(files)
    text = files[INDEX].decode()
    for tag in (LANGUAGE, STYLE, SCRIPT, "<title>", '<meta charset="utf-8">'):
        if text.count(tag) != 1:
            raise BundleError(f"{INDEX} has '{tag}' {text.count(tag)} times, not once.")
    style = f"<style>\n{files['page.css'].decode()}</style>"
    embedded = (
        f'<script type="application/json" id="page-data">{_harmless(as_json(page))}</script>\n'
        f'<script type="text/plain" id="baked-runs">{runs}</script>\n'
        f'<script type="module">{script}</script>'
    )
    head = f'<meta charset="utf-8">\n{_policy(script)}'
    title = html.escape(str(page["scenario"]["title"]))
    text = re.sub("<title>[^<]*</title>", lambda _: f"<title>{title}</title>", text)
    text = text.replace('<meta charset="utf-8">', head)
    text = text.replace(LANGUAGE, f'<html lang="{page["language"]}">')
    return text.replace(STYLE, style).replace(SCRIPT, embedded)


def _policy(script: str) -> str:
    """Return the rule that the file may load nothing and run its own script only."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    rules = (
        "default-src 'none'",
        f"script-src 'sha256-{digest}'",
        "style-src 'unsafe-inline'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(rules)}">'


def _harmless(text: str) -> str:
    """Return JSON in which no name can end the element that holds it."""
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _script(files: Mapping[str, bytes]) -> str:
    """Return all modules in one: each after those it imports."""
    order: dict[str, str] = {}
    _gather(FIRST, files, order, ())
    script = "\n" + "\n".join(order.values())
    if "</script" in script.lower() or "<!--" in script:
        raise BundleError("A module holds '</script' or '<!--', which would end it.")
    return script


def _gather(
    name: str, files: Mapping[str, bytes], order: dict[str, str], above: tuple[str, ...]
) -> None:
    if name in above:
        raise BundleError(f"{name} imports itself by way of {', '.join(above)}.")
    if name in order:
        return
    if name not in files:
        raise BundleError(f"{above[-1]} imports {name}, which is not there.")
    text = files[name].decode()
    for imported in _IMPORT.findall(text):
        _gather(imported, files, order, (*above, name))
    text = _EXPORT.sub("", _IMPORT.sub("", text))
    odd = _ANY.search(text)
    if odd:
        raise BundleError(f"{name} has a form that cannot be bundled: {odd.group()}")
    order[name] = text.strip() + "\n"
