"""The files of a batch: the only part of the experiments that touches the disk."""
