"""Weeks that settings have in common, lived once: worlds are the same until a policy differs."""
