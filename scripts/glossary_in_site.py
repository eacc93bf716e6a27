"""Ask the pages of the built site whether each links the terms of the glossary it uses.

It reads the HTML and the table of docs/glossary.md, and knows nothing of how links are made.

Usage: python scripts/glossary_in_site.py build/site
"""

from __future__ import annotations

import re
import sys
from html.parser import HTMLParser
from pathlib import Path

GLOSSARY = Path(__file__).resolve().parents[1] / "docs" / "glossary.md"
APART = frozenset({"a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "em", "dt", "script"})
VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
EVERYDAY = re.compile(r"EVERYDAY = frozenset\((.*?)\n\)", re.DOTALL)


class Page(HTMLParser):
    """The prose of the article of a page, and which terms it links."""

    def __init__(self) -> None:
        super().__init__()
        self.prose: list[str] = []
        self.linked: set[str] = set()
        self.anchors: set[str] = set()
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what opens, the links to terms, and the anchors of the glossary."""
        given = dict(attrs)
        self.anchors.add(given.get("id") or "")
        _, mark, anchor = (given.get("href") or "").partition("glossary.html#term-")
        if mark:
            self.linked.add(anchor)
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close it, and what stands open in it."""
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Keep what is prose of the article."""
        if "article" in self._open and not APART & {*self._open}:
            self.prose.append(data)


def read(path: Path) -> Page:
    """Return what a page of the site holds."""
    page = Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page


def words() -> list[str]:
    """Return the terms that every page must link: the glossary's, but for the everyday ones."""
    links = GLOSSARY.with_name("glossary_links.py").read_text(encoding="utf-8")
    found = EVERYDAY.search(links)
    if found is None:
        raise LookupError("glossary_links.py names no everyday words")
    everyday = set(re.findall(r'"(\w+)"', found[1]))
    rows = [
        line.split("|")[1].strip()
        for line in GLOSSARY.read_text("utf-8").splitlines()[5:]
        if line.startswith("| ")
    ]
    terms = [re.sub(r"[,(].*", "", row).strip().lower() for row in rows]
    return [term for term in terms if term not in everyday and not term.startswith("--")]


def unlinked(page: Page, terms: list[str]) -> list[str]:
    """Return the terms that a page uses in its prose and links nowhere."""
    text = " ".join(" ".join(page.prose).lower().split())
    used = [term for term in terms if re.search(rf"(?<![\w-]){re.escape(term)}(?![\w-])", text)]
    return [term for term in used if re.sub("[^a-z]+", "-", term).strip("-") not in page.linked]


def main(site: Path) -> int:
    """Print every page with terms that it does not link; return 1 if there is one."""
    anchors, terms, wrong, links = read(site / "glossary.html").anchors, words(), 0, 0
    for path in sorted(site.rglob("*.html")):
        if path.name in {"glossary.html", "search.html", "genindex.html", "py-modindex.html"}:
            continue
        page = read(path)
        links += len(page.linked)
        missing = unlinked(page, terms) + [
            f"no anchor {term}" for term in page.linked if f"term-{term}" not in anchors
        ]
        if missing:
            print(f"{path.relative_to(site)}: {', '.join(missing)}", file=sys.stderr)
            wrong += 1
    print(f"{links} links to {len(terms)} terms of the glossary")
    return int(wrong > 0 or links == 0)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
