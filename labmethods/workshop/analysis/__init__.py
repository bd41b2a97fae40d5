"""What a room's contributions say: counts, votes, orders, spread and texts that say the same."""

from labmethods.workshop.analysis.likeness import alike, words
from labmethods.workshop.analysis.orders import Order, rank_order
from labmethods.workshop.analysis.votes import dots, placements, ratings, voices

__all__ = ["Order", "alike", "dots", "placements", "rank_order", "ratings", "voices", "words"]
