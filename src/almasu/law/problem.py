"""The two kinds of "no" that are raised: a Problem the person can mend, and a Fault of ours (DESIGN 3.6).

The third kind, the Verdict, is a normal outcome and is returned (`almasu.law.verdict`).
"""

from __future__ import annotations

from dataclasses import dataclass

from almasu.law.text import Language, Text


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One entry of the problem catalogue: what went wrong, what to do, and the clause behind it.

    `code` is permanent (`request.subject_key.checksum`); `status` is the HTTP status; `title` and `remedy` may have
    {named} places, filled when the problem is raised; `cites` are clause ids of the law data.
    """

    code: str
    status: int
    title: Text
    remedy: Text
    cites: tuple[str, ...] = ()

    def at(self, where: str = "", **values: str) -> Problem:
        """Return the problem ready to raise, for the field or part named by `where` (a form field or JSON pointer)."""
        return Problem(self, self.title.filled(**values), self.remedy.filled(**values), where)


class Problem(Exception):
    """Something the person can act on. Nothing was done; what was typed is kept by the interface that shows this."""

    def __init__(self, kind: ProblemKind, title: Text, remedy: Text, where: str = "") -> None:
        super().__init__(f"{kind.code}: {title.en}")
        self.kind = kind
        self.title = title
        self.remedy = remedy
        self.where = where

    def said_in(self, language: Language) -> str:
        """Return what happened and what to do, in one language."""
        return f"{self.title.said_in(language)} {self.remedy.said_in(language)}"


class ProblemGroup(Exception):
    """Several problems of one form, each beside its own field."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(str(problem) for problem in problems))
        self.problems = problems


class Fault(Exception):
    """Something of ours went wrong: the person gets a reference number, the details go to the log."""


class OutOfReach(Exception):
    """What we keep things in went away under something that was done: once it is back, one sees what was kept.

    No Problem and no Fault, so that nobody takes it for an answer or for data that are wrong.
    """
