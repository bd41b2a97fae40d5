"""The sources' recorded answers, for what is fetched into a lab."""

from tests.sources.conftest import answers, kolada_answers

__all__ = ["answers", "kolada_answers"]
