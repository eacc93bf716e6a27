"""The entries of the catalogue of measures, by subject."""
