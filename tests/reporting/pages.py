"""What a browser would make of a page: its elements, ids, texts and what it would fetch."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"meta", "link", "br", "img", "input", "hr"}


class Page(HTMLParser):
    """A parsed page; elements that are not closed in order are faults."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.fetched: list[str] = []
        self.pointed: list[str] = []
        self.faults: list[str] = []
        self.numbers: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.figures = self.labelled = 0
        self._open: list[str] = []
        self.feed(text)
        self.close()
        self.faults += [f"{tag} is never closed" for tag in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {key: value or "" for key, value in attrs}
        self.tags.append(tag)
        self.faults += [f"{tag} has {key} twice" for key in facts if _twice(key, attrs)]
        self.ids += [facts["id"]] if "id" in facts else []
        self.fetched += [facts[key] for key in ("src", "srcset", "data", "poster") if key in facts]
        for key in ("href", "xlink:href"):
            if key in facts:
                self.pointed.append(facts[key])
        if tag == "svg":
            self.figures += 1
            self.labelled += facts.get("role") == "img" and bool(facts.get("aria-label"))
        if tag == "data":
            self.numbers.append((facts["value"], ""))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1] != tag:
            self.faults.append(f"</{tag}> where {self._open[-1:]} is open")
            return
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] == "data":
            self.numbers[-1] = (self.numbers[-1][0], data)
        if "style" not in self._open:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def _twice(key: str, attrs: list[tuple[str, str | None]]) -> bool:
    return sum(name == key for name, _ in attrs) > 1
