"""A problem as RFC 9457 says it, `application/problem+json`, with its words in three languages."""

from __future__ import annotations

from typing import Any

from almasu.law.problem import Problem

PROBLEM_JSON = "application/problem+json"


def problem_json(problem: Problem) -> dict[str, Any]:
    """Return the members of a problem: title and remedy in English, and both in every language under `words`."""
    return {
        "type": f"urn:almasu:problem:{problem.kind.code}",
        "title": problem.title.en,
        "status": problem.kind.status,
        "detail": problem.remedy.en,
        "code": problem.kind.code,
        "where": problem.where,
        "cites": list(problem.kind.cites),
        "words": {
            language: {"title": getattr(problem.title, language), "remedy": getattr(problem.remedy, language)}
            for language in ("kk", "ru", "en")
        },
    }
