"""A scenario of one's own dispute, drafted from a tidy table of trade."""

from __future__ import annotations

from tradesim.drafting.draft import draft
from tradesim.drafting.request import Request

__all__ = ["Request", "draft"]
