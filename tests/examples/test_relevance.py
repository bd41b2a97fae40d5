"""How good the search's order is, on queries that were judged by reading the catalogue."""

from __future__ import annotations

import json
import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd
import pytest

from labmethods.examples.analysis import search
from labmethods.shipped import shipped

JUDGED = tomllib.loads((Path(__file__).parent / "relevance.toml").read_text(encoding="utf-8"))
QUERIES = {query["text"]: query for query in JUDGED["queries"]}


def grades(query: str) -> dict[str, int]:
    return {
        f"example-{name}": grade
        for grade in (1, 2, 3)
        for name in QUERIES[query].get(str(grade), [])
    }


def gain(relevance: Iterable[int]) -> float:
    """Discounted cumulative gain of the first ten (Järvelin & Kekäläinen 2002)."""
    first = list(relevance)[:10]
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(first))


def ndcg(ranked: Sequence[str], judged: dict[str, int]) -> float:
    ideal = gain(sorted(judged.values(), reverse=True))
    return gain(judged.get(name, 0) for name in ranked) / ideal


@pytest.fixture(scope="module")
def catalogue() -> pd.DataFrame:
    path = shipped("data") / "examples" / "examples.jsonl"
    return pd.DataFrame([json.loads(line) for line in path.read_text("utf-8").splitlines()])


class PlainBM25:
    """Okapi BM25 (k1 1.2, b 0.75) on words as they are written: what a search is without us."""

    def __init__(self, catalogue: pd.DataFrame) -> None:
        self.ids = catalogue["id"].tolist()
        self.words = [Counter(self._words(row)) for row in catalogue.to_dict("records")]
        self.mean = sum(words.total() for words in self.words) / len(self.words)

    @staticmethod
    def _words(row: dict) -> list[str]:
        told = " ".join(
            str(value) for name, value in row.items() if name not in ("id", "source_url")
        )
        return re.findall(r"\w+", told.casefold())

    def rank(self, query: str) -> list[str]:
        score = dict.fromkeys(self.ids, 0.0)
        for word in re.findall(r"\w+", query.casefold()):
            having = sum(word in words for words in self.words)
            rare = math.log(1 + (len(self.ids) - having + 0.5) / (having + 0.5))
            for record_id, words in zip(self.ids, self.words, strict=True):
                n, length = words[word], words.total() / self.mean
                score[record_id] += rare * n * 2.2 / (n + 1.2 * (0.25 + 0.75 * length))
        found = [record_id for record_id in self.ids if score[record_id] > 0]
        return sorted(found, key=lambda record_id: -score[record_id])


def test_the_judged_queries_are_many_and_name_examples_that_there_are(catalogue):
    known = set(catalogue["id"])
    assert len(QUERIES) == len(JUDGED["queries"]) >= 45
    for query in QUERIES:
        judged = grades(query)
        assert judged
        assert set(judged) <= known
        named = [name for grade in "123" for name in QUERIES[query].get(grade, [])]
        assert len(named) == len(set(named))


def test_the_order_is_good_and_better_than_plain_bm25(catalogue):
    plain = PlainBM25(catalogue)
    ours = {
        query: ndcg(search(catalogue, query, limit=10)["id"].tolist(), grades(query))
        for query in QUERIES
    }
    bare = {query: ndcg(plain.rank(query), grades(query)) for query in QUERIES}
    mean, without = (sum(one.values()) / len(one) for one in (ours, bare))
    print(f"\nnDCG@10 of {len(QUERIES)} queries: {mean:.3f}; plain BM25: {without:.3f}")
    worst = sorted(ours.items(), key=lambda one: one[1])[:5]
    assert mean >= 0.85, worst
    assert mean > without + 0.2
