"""What a request asks and what an answer says (ASOI-3.7, ASOI-11, ASOI-14.2)."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import msgspec

from almasu.kernel.sector.catalogue import Catalogue
from almasu.kernel.sector.confidentiality import Degree
from almasu.kernel.sector.fields import checked
from almasu.law.problem import Problem, ProblemKind
from almasu.law.text import Text

MOST_ADDRESSEES = 500


class Question(msgspec.Struct, frozen=True):
    """A request: what it is about, what is asked and why; to whom it goes (BINs, empty for the authorised body).

    `attachments` are SHA-256 digests in hexadecimal by the names the files were given.
    """

    subject: str
    text: str
    reason: str
    confidentiality: Degree
    addressees: tuple[str, ...]
    attachments: dict[str, str] = {}


class Reply(msgspec.Struct, frozen=True):
    """An answer: its text, and the digests of attached files by the names they were given."""

    text: str
    confidentiality: Degree
    attachments: dict[str, str] = {}


NOBODY_ASKED = ProblemKind(
    "sector.nobody_asked",
    422,
    Text(kk="Кімге жіберілетіні таңдалмаған.", ru="Не выбрано, кому отправить.", en="Nobody is chosen to be asked."),
    Text(
        kk="Бір немесе бірнеше ұйымды не уәкілетті органды таңдаңыз.",
        ru="Выберите одну или несколько организаций либо уполномоченный орган.",
        en="Choose one or more organisations, or the authorised body.",
    ),
    ("ASOI-11",),
)
NOT_CONNECTED = ProblemKind(
    "sector.not_connected",
    422,
    Text(
        kk="{bin} ұйымы ААӨЖ-ге қосылмаған.", ru="Организация {bin} не подключена к АСОИ.", en="{bin} is not in ASOI."
    ),
    Text(
        kk="Ұйымды тізімнен таңдаңыз.",
        ru="Выберите организацию из списка.",
        en="Choose the organisation from the list.",
    ),
    ("ASOI-5", "ASOI-11"),
)
ONESELF_ASKED = ProblemKind(
    "sector.oneself_asked",
    422,
    Text(kk="Өз ұйымыңыздан сұрай алмайсыз.", ru="Нельзя запросить свою организацию.", en="Your own cannot be asked."),
    Text(kk="Басқа ұйымды таңдаңыз.", ru="Выберите другую организацию.", en="Choose another organisation."),
    ("ASOI-3.7",),
)


def question_of(
    catalogue: Catalogue,
    typed: Mapping[str, str],
    addressees: Collection[str],
    asking: str,
    connected: Collection[str],
) -> tuple[Question | None, tuple[Problem, ...]]:
    """Return the request that was typed, or the Problems that stand in its way, each with its field.

    `asking` is the BIN of the organisation that asks, `connected` the BINs of all that have a profile.
    """
    values, problems = checked(catalogue.request, typed)
    problems += _of_addressees(addressees, asking, connected)
    if problems:
        return None, problems
    return msgspec.convert({**values, "addressees": tuple(sorted(set(addressees)))}, Question), ()


def reply_of(catalogue: Catalogue, typed: Mapping[str, str]) -> tuple[Reply | None, tuple[Problem, ...]]:
    """Return the answer that was typed, or the Problems that stand in its way, each with its field."""
    values, problems = checked(catalogue.answer, typed)
    return (None, problems) if problems else (msgspec.convert(values, Reply), ())


def _of_addressees(addressees: Collection[str], asking: str, connected: Collection[str]) -> tuple[Problem, ...]:
    if not addressees or len(addressees) > MOST_ADDRESSEES:
        return (NOBODY_ASKED.at("addressees"),)
    if asking in addressees:
        return (ONESELF_ASKED.at("addressees"),)
    unknown = sorted(one for one in addressees if one and one not in connected)
    return tuple(NOT_CONNECTED.at("addressees", bin=one) for one in unknown[:1])
