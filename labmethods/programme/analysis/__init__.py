"""Across labs: what measures the same, what it comes to together, and what contradicts what."""

from labmethods.programme.analysis.assumptions import by_assumption
from labmethods.programme.analysis.comparable import Comparable, comparable
from labmethods.programme.analysis.pooling import Pooled, pool, pool_shares

__all__ = ["Comparable", "Pooled", "by_assumption", "comparable", "pool", "pool_shares"]
