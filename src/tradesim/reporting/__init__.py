"""Figures and reports: what a result looks like on a slide and on paper."""
