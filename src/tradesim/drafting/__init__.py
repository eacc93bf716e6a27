"""A scenario of one's own dispute: drafted from a table of trade, copied, or begun."""

from __future__ import annotations

from tradesim.drafting.copying import copied
from tradesim.drafting.draft import draft
from tradesim.drafting.request import DraftError, Request, RequestError
from tradesim.drafting.starter import Starter, starter

__all__ = ["DraftError", "Request", "RequestError", "Starter", "copied", "draft", "starter"]
