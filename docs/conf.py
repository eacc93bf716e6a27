"""The site of the documentation: Sphinx reads the Markdown of this folder as it stands.

``scripts/docs`` builds it into ``build/site``; warnings are errors there.
"""

import sys
from pathlib import Path
from typing import Any

import typer
from typer.cli import get_docs_for_click
from typer.main import get_command

from tradesim.cli import app as command_line
from tradesim.version import __version__

HERE = Path(__file__).parent
REPOSITORY = HERE.parent
COMMANDS = HERE / "commands.md"  # written by every build, and not kept
ABOVE = {
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "CITATION.cff": "../CITATION.cff",
    "LICENSE": "../LICENSE",
}

sys.path.insert(0, str(HERE))  # glossary_links stands beside this file

project = "tradesim"
author = "The tradesim authors"
release = __version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "glossary_links"]
exclude_patterns = ["figures/**"]
html_theme = "furo"
html_title = f"tradesim {release}"
html_copy_source = False
html_theme_options = {"navigation_with_keys": True}

myst_heading_anchors = 4

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
add_module_names = False


def write_commands(_app: Any) -> None:
    """Write the reference of the command line from the command line itself."""
    command = get_command(command_line)
    text = get_docs_for_click(obj=command, ctx=typer.Context(command), name="tradesim")
    COMMANDS.write_text(text, encoding="utf-8")


def lead_on(_app: Any, _path: Path, _page: str, text: list[str]) -> None:
    """Lead the links of what stands above this folder to its pages, or to the file itself."""
    for name, page in ABOVE.items():
        text[0] = text[0].replace(f"]({name})", f"]({page})")


def setup(app: Any) -> None:
    """Join the two to Sphinx."""
    app.connect("builder-inited", write_commands)
    app.connect("include-read", lead_on)
