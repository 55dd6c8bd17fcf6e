"""Whether a key means the very person who asks, by whatever they can be named (house, SIO25-3.1).

An IIN is compared by the rule itself. By a name somebody is meant where the names are likely one and the birth dates do
not differ; a namesake is stopped too, and goes on with the head's signature. A document or a plate tells nobody here.
"""

from __future__ import annotations

from almasu.kernel.answers import SubjectKey
from almasu.kernel.names.match import match
from almasu.kernel.parties.account import Person
from almasu.kernel.resources import KeyKind
from almasu.kernel.subjects.iin import read_iin
from almasu.kernel.subjects.key import normalise
from almasu.kernel.subjects.person_name import parts
from almasu.law.problem import Problem


def means_oneself(key: SubjectKey, person: Person) -> bool:
    """Tell whether a key that is no IIN means a person: their name in any spelling, or their telephone."""
    if key.kind is KeyKind.PERSON_NAME:
        words, born = parts(key.value)
        same_day = born is None or read_iin(person.iin).birth_date in (None, born)
        return same_day and match(" ".join(words), person.full_name()).is_likely
    if key.kind is KeyKind.PHONE:
        return key.value == _phone(person)
    return False


def _phone(person: Person) -> str:
    try:
        return normalise(KeyKind.PHONE, person.phone).value
    except Problem:
        return person.phone
