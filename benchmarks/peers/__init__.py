"""One question of the documentation, as the users of other tools would ask it."""
