"""Exports of questionnaires: Microsoft Forms, Google Forms, LimeSurvey, and any sheet like them."""

from labmethods.sources.questionnaires.answers import Plan, Target
from labmethods.sources.questionnaires.reading import Question, Questionnaire, Stripped, read

__all__ = ["Plan", "Question", "Questionnaire", "Stripped", "Target", "read"]
