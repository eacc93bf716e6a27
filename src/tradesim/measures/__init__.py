"""What is measured: the recording of a run, and the measures made from it."""
