"""One reader of what a run left behind, from memory or from its folder.

Runs are lived block by block and never all held. What is kept of all of them are bands of weekly
and monthly series, and one number a run of every measure; a single run is lived again when it is
asked for.
"""
