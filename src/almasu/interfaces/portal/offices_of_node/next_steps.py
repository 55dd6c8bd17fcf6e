"""What happens after each deed of an office: said in the notice that it is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from almasu.interfaces.portal.offices.office import Office
from almasu.law.text import Text

TO_HEAD = Text(
    "өтінім басшыңызда; ол қол қойған соң оператордың жиырма төрт сағаты басталады.",
    "заявка у вашего руководителя; после его подписи пойдут двадцать четыре часа оператора.",
    "the application is with your head; once it is signed off, the operator's twenty-four hours run.",
)
ANEW = Text(
    "өтінім беруші себебін көреді және өтінімді қайта бере алады.",
    "заявитель увидит причину и сможет подать заявку заново.",
    "the applicant sees the reason and may apply anew.",
)
SHUT = Text(
    "адамның барлық сессиясы аяқталды; кірмек болса, себебі айтылады.",
    "все сеансы человека завершены; при попытке войти ему назовут причину.",
    "all sessions of the person are ended; whoever tries to come in is told the reason.",
)
ISSUED = Text(
    "тексеруді қаулыда аталған соңғы күнге дейін жүргізе аласыз.",
    "проверку можно вести до последнего дня, названного в постановлении.",
    "the check may be held until the last day that the resolution names.",
)
REPORTED = Text(
    "пайдаланушы бұғатталды, органға хабарлама жіберілді, прокурордың ісі ашылды.",
    "пользователь заблокирован, органу отправлено извещение, у прокурора открыто дело.",
    "the user is blocked, the body is told, and the prosecutor has a case.",
)

NEXT: Mapping[str, Text] = MappingProxyType(
    {
        "/applications/register": TO_HEAD,
        "/applications/change": TO_HEAD,
        "/applications/{paper:uuid}/sign-off": Text(
            "өтінім операторда; шешім жиырма төрт сағат ішінде шығады.",
            "заявка у оператора; решение будет в течение двадцати четырёх часов.",
            "the application is with the operator; the decision comes within twenty-four hours.",
        ),
        "/applications/{paper:uuid}/decline": ANEW,
        "/offices/applications/{paper:uuid}/grant": Text(
            "адам енді кіре алады; алғаш кіргенде келісімге қол қояды.",
            "человек теперь может войти; при первом входе он подпишет согласие.",
            "the person may come in now; at the first entry the consent is signed.",
        ),
        "/offices/applications/{paper:uuid}/refuse": ANEW,
        "/offices/accounts/{account:uuid}/block": SHUT,
        "/offices/accounts/{account:uuid}/lift": Text(
            "адам қайтадан кіре алады.", "человек снова может войти.", "the person may come in again."
        ),
        "/offices/control/orders/new": Text(
            "бұйрыққа басшы қол қояды, содан кейін оператор растайды.",
            "приказ подпишет руководитель, затем подтвердит оператор.",
            "the head signs the order, then the operator confirms it.",
        ),
        "/offices/control-orders-to-sign/{order:uuid}/confirm": Text(
            "бұйрықты оператор растайды.", "приказ подтвердит оператор.", "the operator confirms the order."
        ),
        "/offices/control/packs/new": Text(
            "жинақты қарап, мерзімінде қол қойыңыз: айлық бақылау содан кейін орындалды деп саналады.",
            "просмотрите сводку и подпишите в срок: только после этого контроль месяца исполнен.",
            "look the pack through and sign it in time: only then is the control of the month done.",
        ),
        "/offices/control/packs/{pack:uuid}/confirm": Text(
            "осы айдың бақылауы орындалды; жинақтың файлдарын алуға болады.",
            "контроль этого месяца исполнен; файлы сводки можно взять.",
            "the control of this month is done; the files of the pack can be taken along.",
        ),
        "/offices/control/requests/{asked:uuid}/breach": SHUT,
        "/offices/countersigning/{paper:uuid}/sign-it": Text(
            "қызметкер дәл осы сұрау салуды бір рет жібере алады.",
            "сотрудник может один раз отправить именно этот запрос.",
            "the officer may send this very request once.",
        ),
        "/offices/materials/{material:uuid}/close": Text(
            "материал сақтау мерзімінің соңына дейін тұрады, содан кейін оны жоясыз.",
            "материал хранится до конца срока, затем вы его уничтожите.",
            "the material is kept until its term ends; then you destroy it.",
        ),
        "/offices/materials/{material:uuid}/destroy": Text(
            "кілт жойылды; сақтық көшірмелер материалдың бетінде көрсетілген күні жойылады.",
            "ключ уничтожен; резервные копии истекут в день, названный на странице материала.",
            "the key is gone; backups expire on the day that the page of the material names.",
        ),
        "/offices/operator/breaches/new": REPORTED,
        "/offices/operator/lawfulness/{asked:uuid}/breach": REPORTED,
        "/offices/operator/works/new": Text(
            "хабарландыру жұмыстар аяқталғанша әр беттің үстінде тұрады.",
            "объявление стоит над каждой страницей до конца работ.",
            "the announcement stands above every page until the works end.",
        ),
        "/offices/supervision/resolutions/new": ISSUED,
        "/offices/supervision/cases/{case:uuid}/resolution": ISSUED,
    }
)


def with_next_steps(office: Office) -> Office:
    """Return the office with what happens after each of its deeds."""
    return replace(office, deeds=tuple(replace(deed, then=NEXT.get(deed.place)) for deed in office.deeds))
