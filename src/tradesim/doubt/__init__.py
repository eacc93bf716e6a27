"""What is not known: draws of judgements, of behaviour and of practice, one set a replicate."""

from tradesim.doubt.doubt import Doubt, Draws, draw

__all__ = ["Doubt", "Draws", "draw"]
