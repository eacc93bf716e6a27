"""Buyers shun a country's goods: an instrument and a measure for tradesim."""
