"""Links to the glossary, made while the site is built: each page's first use of each term.

The terms are the first column of ``glossary.md``; pages are not touched. A term that is an everyday
word as well is linked only where a page sets it in italics.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

GLOSSARY = "glossary"
ROW = re.compile(r"^\| (?!term \||-)([^|]+?) \|", re.MULTILINE)
EVERYDAY = frozenset(
    [
        *(
            "announcement",
            "band",
            "baseline",
            "buyer",
            "candidate",
            "cause",
            "complaint",
            "control",
        ),
        *(
            "complaint",
            "event",
            "lever",
            "lot",
            "need",
            "policy",
            "pressure",
            "price",
            "project",
            "race",
        ),
        *("reach", "relation", "report", "response", "role", "run", "scenario"),
        *("setting", "shock", "supplier", "trader", "measure", "dispatch", "outcome"),
    ]
)
"""Terms that pages use in their everyday sense too, or so often that links would be noise."""


def terms(text: str) -> dict[str, str]:
    """Return the anchor of each word of the glossary, by the word in small letters."""
    found = {}
    for term in ROW.findall(text):
        name = re.sub(r" \(.*\)", "", term.partition(",")[0]).strip()
        anchor = "term-" + re.sub(r"[^a-z]+", "-", name.lower()).strip("-")
        found[name.lower()] = anchor
    return found


def pattern(words: list[str]) -> re.Pattern[str]:
    """Return what finds any of some words, the longest first, in singular and plural."""
    spelled = "|".join(_spelled(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{spelled})(?![\w-])", re.IGNORECASE)


def _spelled(word: str) -> str:
    stem, plural = (word[:-1], "(?:y|ies)") if word.endswith("y") else (word, "(?:s|es)?")
    return re.sub(r"(?:\\?\s)+", r"\\s+", re.escape(stem)) + plural


def word_of(found: str, known: dict[str, str]) -> str:
    """Return the word of the glossary that a word of a page is, in whatever number."""
    said = " ".join(found.lower().split())
    forms = (said, said.removesuffix("s"), said.removesuffix("es"), f"{said[:-3]}y")
    return next(form for form in forms if form in known)


def add_anchors(app: Any, doctree: Any) -> None:
    """Give each row of the glossary its anchor."""
    from docutils import nodes  # noqa: PLC0415 - tests read the words without Sphinx

    if app.env.docname != GLOSSARY:
        return
    anchors = list(terms(Path(app.srcdir, f"{GLOSSARY}.md").read_text("utf-8")).values())
    rows = [row for body in doctree.findall(nodes.tbody) for row in body.findall(nodes.row)]
    for row, anchor in zip(rows, anchors, strict=True):
        row[0]["ids"].append(anchor)


def link_terms(app: Any, doctree: Any, page: str) -> None:
    """Make the first use of each term on a page a link to the glossary."""
    from docutils import nodes  # noqa: PLC0415

    if page == GLOSSARY:
        return
    known = terms(Path(app.srcdir, f"{GLOSSARY}.md").read_text("utf-8"))
    address = app.builder.get_relative_uri(page, GLOSSARY)
    left = set(known)
    for text in list(doctree.findall(nodes.Text)):
        if _is_prose(text):
            said = isinstance(text.parent, nodes.emphasis)
            parts = list(parted(str(text), left, known, emphasised=said))
            if any(anchor for _, anchor in parts):
                linked = [_node(piece, anchor, address) for piece, anchor in parts if piece]
                text.parent.replace(text, linked)


def parted(
    text: str, left: set[str], known: dict[str, str], *, emphasised: bool = False
) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a text, each with its anchor or none.

    Args:
        text: What is read.
        left: The words that the page has not used yet; those found go.
        known: The anchor of each word.
        emphasised: Whether it stands in italics, where everyday words count.
    """
    place = 0
    while open_words := sorted(left if emphasised else left - EVERYDAY):
        found = pattern(open_words).search(text, place)
        if found is None:
            break
        word = word_of(found[0], known)
        left.discard(word)
        yield text[place : found.start()], ""
        yield found[0], known[word]
        place = found.end()
    yield text[place:], ""


def _node(piece: str, anchor: str, address: str) -> Any:
    from docutils import nodes  # noqa: PLC0415

    return _link(piece, f"{address}#{anchor}") if anchor else nodes.Text(piece)


def _link(word: str, address: str) -> Any:
    from docutils import nodes  # noqa: PLC0415

    link = nodes.reference("", "", internal=True, refuri=address, classes=["term"])
    link += nodes.inline("", word)
    return link


def _is_prose(text: Any) -> bool:
    """Say whether a text is no heading, link, code or name."""
    from docutils import nodes  # noqa: PLC0415

    apart = (nodes.title, nodes.reference, nodes.literal, nodes.literal_block, nodes.raw)
    node = text.parent
    while node is not None:
        if isinstance(node, apart) or node.tagname in {"desc_signature", "field_name", "comment"}:
            return False
        node = node.parent
    return True


def setup(app: Any) -> dict[str, Any]:
    """Join it to Sphinx."""
    app.connect("doctree-read", add_anchors)
    app.connect("doctree-resolved", link_terms)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
