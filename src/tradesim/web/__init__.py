"""The classroom page: levers, runs as JSON, a small server and a file that needs none."""
