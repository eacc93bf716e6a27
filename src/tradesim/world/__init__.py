"""The world as arrays: layout, state, the steady state it starts in."""
