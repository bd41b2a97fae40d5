"""Across labs: what was tried where, and what came of it."""
