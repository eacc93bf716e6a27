"""What actors decide, as rules over the rows they are given."""
