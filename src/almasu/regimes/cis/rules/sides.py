"""Both sides are bodies in force, of different states that the Agreement binds on that day."""

from __future__ import annotations

from almasu.kernel.interstate.parties import Body
from almasu.kernel.interstate.sending import Sending
from almasu.law.text import Text
from almasu.law.verdict import Broken, CannotTell, Met, NotApplicable, Verdict
from almasu.regimes.cis.rules.dated import of_house, of_law


def _sides(sending: Sending) -> tuple[Body | None, Body | None]:
    asked = sending.asked
    return sending.directory.body(asked.requesting), sending.directory.body(asked.requested)


def _both_are_bodies(sending: Sending) -> Verdict:
    for number, body in zip((sending.asked.requesting, sending.asked.requested), _sides(sending), strict=True):
        if body is None or not body.stands_on(sending.day):
            return Broken(
                because=Text(
                    kk=f"«{number}» бұл күні құзыретті органдар тізімінде жоқ.",
                    ru=f"«{number}» в этот день не состоит в перечне компетентных органов.",
                    en=f"“{number}” is not in the list of competent bodies on this day.",
                ),
                remedy=Text(
                    kk="Органды тізімнен таңдаңыз; тізім депозитарий алған хабармен өзгереді.",
                    ru="Выберите орган из перечня; перечень меняется уведомлением, полученным депозитарием.",
                    en="Choose a body from the list; it changes by a notice that the depositary received.",
                ),
            )
    return Met()


def _both_are_bound(sending: Sending) -> Verdict:
    for body in _sides(sending):
        if body is None:
            return NotApplicable()
        if not body.party:
            continue
        verdict = _is_bound(sending, body.party)
        if not isinstance(verdict, Met):
            return verdict
    return Met()


def _is_bound(sending: Sending, code: str) -> Verdict:
    """Return whether the Agreement binds a state on the day of sending; a refusal says from when, or since when not."""
    party, spans = sending.directory.party(code), sending.directory.bound_spans(code)
    name = Text(code, code, code) if party is None else party.name
    if not spans:
        return CannotTell(
            missing=Text(
                kk=f"Келісімнің күшіне енген күні ({name.kk})",
                ru=f"день вступления Соглашения в силу ({name.ru})",
                en=f"the day of effect of the Agreement ({name.en})",
            )
        )
    if sending.directory.binds(code, sending.day):
        return Met()
    because = Text(
        kk=f"Бұл күні Келісім қолданыста емес: {name.kk}.",
        ru=f"В этот день Соглашение не действует: {name.ru}.",
        en=f"The Agreement is not in effect on this day: {name.en}.",
    )
    to_come = [one.since for one in spans if one.since > sending.day]
    if to_come:
        day = f"{to_come[0]:%d.%m.%Y}"
        return Broken(
            because,
            Text(
                kk=f"Келісім күшіне енгеннен кейін жіберіңіз: {day}.",
                ru=f"Направьте после вступления Соглашения в силу: {day}.",
                en=f"Send it once the Agreement is in effect: {day}.",
            ),
        )
    until = spans[-1].until or sending.day
    return Broken(
        because,
        Text(
            kk=f"Тарап шықты, {until:%d.%m.%Y} бастап жаңа сұрау салу қабылданбайды; бұрынғыларына жауап беріледі.",
            ru=f"Сторона вышла, с {until:%d.%m.%Y} новые запросы не принимаются; на прежние отвечают.",
            en=f"The Party left: from {until:%d.%m.%Y} on no new request is taken; those taken in before are answered.",
        ),
    )


def _between_states(sending: Sending) -> Verdict:
    asking, other = _sides(sending)
    if asking is None or other is None:
        return NotApplicable()
    if not asking.party or asking.party != other.party:
        return Met()
    return Broken(
        because=Text(
            kk="Екі орган да бір мемлекеттікі.", ru="Оба органа одного государства.", en="Both bodies are of one state."
        ),
        remedy=Text(
            kk="Өз мемлекетіңіздің органына ұлттық заңнама бойынша жүгініңіз.",
            ru="К органу своего государства обращайтесь по национальному законодательству.",
            en="Turn to a body of your own state under national law.",
        ),
    )


both_are_bodies = of_law(
    "both_are_bodies",
    ("CIS-1c", "CIS-1d", "CIS-5.1", "CIS-R.2"),
    Text(
        kk="Екі тарап та сол күнгі тізімдегі органдар.",
        ru="Обе стороны — органы из перечня на этот день.",
        en="Both sides are bodies of the list on that day.",
    ),
    "Membership is dated data: the list of resolution No. 529 names six bodies, and not the FMA.",
    _both_are_bodies,
)

both_are_bound = of_law(
    "both_are_bound",
    ("CIS-16.1", "CIS-16.2", "CIS-17", "CIS-18"),
    Text(
        kk="Келісім екі мемлекет үшін де қолданыста.",
        ru="Соглашение действует для обоих государств.",
        en="The Agreement binds both states on that day.",
    ),
    "Thirty days run out before effect: the day after them is the first one, unless the depositary told another.",
    _both_are_bound,
)

between_states = of_house(
    "between_states",
    ("CIS-2",),
    Text(
        kk="Алмасу әртүрлі мемлекеттердің органдары арасында.",
        ru="Обмен идёт между органами разных государств.",
        en="The exchange is between bodies of different states.",
    ),
    "A body of the CIS is of no state and may be either side.",
    _between_states,
)
