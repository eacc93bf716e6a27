"""Behaviour fitted on all groups of episodes but one, and scored on the one."""
