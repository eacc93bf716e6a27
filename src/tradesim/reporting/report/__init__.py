"""The report: what a run, a batch or a comparison found, as one page for people who decide."""
