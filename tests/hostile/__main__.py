"""Prints the corpus as a table in Markdown."""

from tests.hostile import corpus

print(corpus.table())
