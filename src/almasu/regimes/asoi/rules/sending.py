"""Who may send what, and what it must say: alerts, cards, requests, answers."""

from __future__ import annotations

from almasu.kernel.sector.document import DocumentKind
from almasu.kernel.sector.facts import Sent
from almasu.kernel.sector.incident import LEAST_OUTAGE
from almasu.kernel.sector.problems import CHANNEL_TOO_NARROW, NO_SUCH_KIND, NOT_BOUND
from almasu.law.text import Text
from almasu.law.verdict import Broken, CannotTell, Met, NotApplicable, Verdict
from almasu.regimes.asoi.rules.dated import of_house, of_law

_ALERTS = (DocumentKind.THREAT_ALERT, DocumentKind.VULNERABILITY_ALERT)
_HOUR = int(LEAST_OUTAGE.total_seconds()) // 60
_BEGINNING = Text(
    kk="Тоқтау басталған уақыт.", ru="Время начала простоя.", en="The moment at which the standstill began."
)


def _bound(facts: Sent) -> Verdict:
    if facts.document is not DocumentKind.INCIDENT_CARD:
        return NotApplicable()
    return Met() if facts.bound else Broken(NOT_BOUND.title, NOT_BOUND.remedy)


def _of_centre(facts: Sent) -> Verdict:
    if facts.document is not DocumentKind.VULNERABILITY_ALERT:
        return NotApplicable()
    if facts.of_centre:
        return Met()
    return Broken(
        Text(
            kk="Осалдық туралы хабарламаны орталық емес, ұйым жазған.",
            ru="Оповещение об уязвимости составил не центр, а организация.",
            en="An organisation wrote the vulnerability alert, and not the centre.",
        ),
        Text(
            kk="Қауіп туралы хабарлама жіберіңіз.",
            ru="Отправьте оповещение об угрозе.",
            en="Send a threat alert.",
        ),
    )


def _filled(facts: Sent) -> Verdict:
    if not facts.lacking:
        return Met()
    named = ", ".join(facts.lacking)
    return Broken(
        Text(kk=f"Толтырылмаған: {named}.", ru=f"Не заполнено: {named}.", en=f"Not filled in: {named}."),
        Text(kk="Өрістерді толтырыңыз.", ru="Заполните поля.", en="Fill the fields in."),
    )


def _not_red(facts: Sent) -> Verdict:
    if facts.document not in _ALERTS or facts.confidentiality is None:
        return NotApplicable()
    if facts.confidentiality.for_all_organisations:
        return Met()
    return Broken(CHANNEL_TOO_NARROW.title, CHANNEL_TOO_NARROW.remedy)


def _of_six(facts: Sent) -> Verdict:
    if facts.document is not DocumentKind.INCIDENT_CARD:
        return NotApplicable()
    return Met() if facts.incident in range(1, 7) else Broken(NO_SUCH_KIND.title, NO_SUCH_KIND.remedy)


def _longer_than_an_hour(facts: Sent) -> Verdict:
    if facts.document is not DocumentKind.INCIDENT_CARD or facts.incident != 6:
        return NotApplicable()
    if facts.standstill is None:
        return CannotTell(_BEGINNING)
    if facts.standstill > _HOUR:
        return Met()
    return Broken(
        Text(
            kk=f"Жұмыс {facts.standstill} минут тоқтаған.",
            ru=f"Простой длился {facts.standstill} мин.",
            en=f"The systems stood still for {facts.standstill} minutes.",
        ),
        Text(
            kk="Инцидент басқа түрге жатса, сол түрін таңдаңыз.",
            ru="Если инцидент другого вида, выберите его.",
            en="If the incident is of another kind, choose that one.",
        ),
    )


def _addressed(facts: Sent) -> Verdict:
    if facts.document is not DocumentKind.REQUEST:
        return NotApplicable()
    if facts.addressees:
        return Met()
    return Broken(
        Text(kk="Алушы таңдалмаған.", ru="Не выбран адресат.", en="No addressee is chosen."),
        Text(
            kk="Уәкілетті органды немесе ұйымдарды таңдаңыз.",
            ru="Выберите уполномоченный орган или организации.",
            en="Choose the authorised body or organisations.",
        ),
    )


def _answers(facts: Sent) -> Verdict:
    if facts.document is not DocumentKind.ANSWER:
        return NotApplicable()
    if facts.in_work:
        return Met()
    return Broken(
        Text(
            kk="Сұрау салу жұмысқа алынбаған.",
            ru="Запрос не взят в работу.",
            en="The request was not taken into work.",
        ),
        Text(
            kk="Алдымен басшының келісімімен жұмысқа алыңыз.",
            ru="Сначала возьмите его в работу с согласия руководства.",
            en="Take it into work first, with the consent of the head.",
        ),
    )


card_is_of_bound = of_law(
    "card_is_of_bound",
    ("ASOI-12", "ASOI-3.4"),
    Text(
        kk="Инцидент картасын банк, бейрезидент банк филиалы немесе банк операцияларын жүргізетін ұйым жасайды.",
        ru="Карточку инцидента создаёт банк, филиал банка-нерезидента или организация с банковскими операциями.",
        en="A bank, a branch of a non-resident bank or an organisation with banking operations writes a card.",
    ),
    "Clause 7 names once whom “banks” and “organisations” are; clause 12 uses the same words.",
    _bound,
)
vulnerability_is_of_centre = of_law(
    "vulnerability_is_of_centre",
    ("ASOI-3.5",),
    Text(
        kk="Осалдық туралы хабарламаны салалық орталық жібереді.",
        ru="Оповещение об уязвимости отправляет отраслевой центр.",
        en="The sectoral centre sends vulnerability alerts.",
    ),
    "The act names no author; clause 10 gives organisations threat alerts alone, so it is the centre.",
    _of_centre,
)
fields_are_filled = of_law(
    "fields_are_filled",
    ("ASOI-10.1", "ASOI-10.2", "ASOI-10.3", "ASOI-10.4", "ASOI-10.5", "ASOI-10.6", "ASOI-12"),
    Text(
        kk="Актіде аталған әр өріс толтырылған.",
        ru="Заполнено каждое поле, которое называет акт.",
        en="Every field that the act names is filled in.",
    ),
    "All six fields of an alert are required; those of a card and a request are the lists of this node.",
    _filled,
)
not_red_to_all = of_house(
    "not_red_to_all",
    ("ASOI-3.3", "ASOI-10.4"),
    Text(
        kk="Барлық ұйымға арналған хабарлама TLP:RED болмайды.",
        ru="Оповещение для всех организаций не бывает TLP:RED.",
        en="An alert for all organisations is never TLP:RED.",
    ),
    "An alert goes to all; a mark that forbids passing it to anybody contradicts that.",
    _not_red,
)
incident_is_of_six = of_law(
    "incident_is_of_six",
    ("ASOI-12", "ASOI-12.1", "ASOI-12.2", "ASOI-12.3", "ASOI-12.4", "ASOI-12.5", "ASOI-12.6"),
    Text(
        kk="Инцидент 12-тармақтағы алты түрдің бірі.",
        ru="Инцидент – одного из шести видов пункта 12.",
        en="The incident is of one of the six kinds of clause 12.",
    ),
    "The list is closed: what stopped nothing and is of none of the first five kinds is no matter of a card.",
    _of_six,
)
longer_than_an_hour = of_law(
    "longer_than_an_hour",
    ("ASOI-12.6",),
    Text(
        kk="Алтыншы түрдегі инцидентте жүйе бір сағаттан астам тоқтаған.",
        ru="При инциденте шестого вида системы простаивали больше часа.",
        en="With an incident of kind six the systems stood still for more than an hour.",
    ),
    "Whole minutes: sixty are not more than an hour. Of a standstill that lasts, the time until sending counts.",
    _longer_than_an_hour,
)
request_is_addressed = of_law(
    "request_is_addressed",
    ("ASOI-3.7", "ASOI-11"),
    Text(
        kk="Сұрау салудың алушысы бар: уәкілетті орган немесе қаржы ұйымдары.",
        ru="У запроса есть адресат: уполномоченный орган или финансовые организации.",
        en="A request has an addressee: the authorised body or financial organisations.",
    ),
    "A request to all would be an alert; each addressee is named.",
    _addressed,
)
answers_what_is_in_work = of_law(
    "answers_what_is_in_work",
    ("ASOI-14.2",),
    Text(
        kk="Жауап жұмысқа алынған сұрау салуға беріледі.",
        ru="Ответ даётся на запрос, взятый в работу.",
        en="An answer is given to a request that was taken into work.",
    ),
    "“After finishing the work” presupposes that the work was taken on.",
    _answers,
)
