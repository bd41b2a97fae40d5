"""Exports of Mentimeter and Slido: what was asked in a room, and what came."""

from labmethods.sources.polls.reading import Meeting, Polls, Question, Stripped, read

__all__ = ["Meeting", "Polls", "Question", "Stripped", "read"]
