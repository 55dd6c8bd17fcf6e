"""Words that the pages of the exchange between states share."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from almasu.interfaces.portal.offices.blocks import Tone
from almasu.kernel.interstate.answering import Ground
from almasu.kernel.interstate.asking import Matter, Missing, Subject, Way
from almasu.kernel.interstate.case import CaseState, Side
from almasu.kernel.interstate.offering import OfferState
from almasu.kernel.interstate.sending import Channel
from almasu.kernel.parties.account import Role
from almasu.law.text import Text

CASES, OFFERS, ITEMS, DIRECTORY = "/cis/requests", "/cis/offers", "/cis/items", "/cis/directory"
DISCLOSURES = "/cis/disclosures"
ROLES: Mapping[Role, Text] = MappingProxyType(
    {
        Role.CIS_OFFICER: Text("Құзыретті органның қызметкері", "Сотрудник компетентного органа", "Officer of a body"),
        Role.CIS_HEAD: Text("Құзыретті органның басшысы", "Руководитель компетентного органа", "Head of a body"),
        Role.CIS_KEEPER: Text("Тізімді жүргізуші", "Ведущий перечень", "Keeper of the directory"),
    }
)
KEEPER_OF = Text("Алмасу торабы", "Узел обмена", "The node of the exchange")
NOTHING = Text("Әзірге ештеңе жоқ.", "Пока ничего нет.", "There is nothing yet.")
STATE = Text("Күйі", "Состояние", "State")
WHEN = Text("Қашан", "Когда", "When")
BODY = Text("Орган", "Орган", "Body")
OTHER_SIDE = Text("Екінші тарап", "Вторая сторона", "The other side")
PURPOSE = Text("Пайдалану мақсаты", "Цель использования", "Purpose of use")
THREE_WORDS = Text("кемінде үш сөз", "не менее трёх слов", "at least three words")
CONTENT = Text("Мазмұны", "Содержание", "Content")
ANSWER_BY = Text("Жауап берудің соңғы күні", "Ответить не позднее", "To be answered by")
SUBJECT = Text("Нысанасы", "Предмет", "Subject")
MATTER = Text("Не туралы", "О чём", "What it is about")
MARKS = Text("Белгілер", "Пометки и грифы", "Marks")
SUBJECTS: Mapping[Subject, Text] = MappingProxyType(
    {
        Subject.TERRORISM: Text("терроризмге қарсы күрес", "борьба с терроризмом", "fighting terrorism"),
        Subject.VIOLENT_EXTREMISM: Text(
            "экстремизмнің өзге зорлық көріністеріне қарсы күрес",
            "борьба с иными насильственными проявлениями экстремизма",
            "fighting other violent extremism",
        ),
        Subject.FINANCING: Text(
            "оларды қаржыландыруға қарсы күрес", "борьба с их финансированием", "fighting their financing"
        ),
    }
)
WAYS: Mapping[Way, Text] = MappingProxyType(
    {
        Way.ONE_TIME: Text("бір жолғы сұрау салу", "разовый запрос", "one-time request"),
        Way.STANDING: Text("тұрақты сұрау салу", "постоянный запрос", "standing request"),
        Way.INITIATIVE: Text("бастама бойынша ақпарат", "инициативное информирование", "proactive information"),
    }
)
MATTERS: Mapping[Matter, Text] = MappingProxyType(
    {
        Matter.PERSON: Text("адам", "лицо", "a person"),
        Matter.ORGANISATION: Text("ұйым", "организация", "an organisation"),
        Matter.THING: Text("зат", "предмет", "an object"),
        Matter.FACT: Text("факт", "факт", "a fact"),
        Matter.EVENT: Text("оқиға", "событие", "an event"),
        Matter.PHENOMENON: Text("құбылыс", "явление", "a phenomenon"),
        Matter.PROCESS: Text("процесс", "процесс", "a process"),
    }
)
STATES: Mapping[CaseState, tuple[Tone, Text]] = MappingProxyType(
    {
        CaseState.DRAFT: (Tone.PLAIN, Text("жоба", "черновик", "draft")),
        CaseState.SENT: (Tone.WAIT, Text("жіберілді", "направлен", "sent")),
        CaseState.RECEIVED: (Tone.WAIT, Text("алынды", "получен", "received")),
        CaseState.RETURNED: (Tone.BAD, Text("толық емес, қайтарылды", "возвращён как неполный", "went back")),
        CaseState.OPEN: (Tone.WAIT, Text("орындалуда", "исполняется", "being carried out")),
        CaseState.CLOSED: (Tone.GOOD, Text("аяқталды", "завершён", "closed")),
    }
)
LATE = Text("мерзімі өтті", "просрочен", "late")
SIDES: Mapping[Side, Text] = MappingProxyType(
    {
        Side.ASKING: Text("біз сұрадық", "запросили мы", "we asked"),
        Side.ASKED: Text("бізден сұрады", "запросили нас", "we were asked"),
    }
)
CHANNELS: Mapping[Channel, Text] = MappingProxyType(
    {
        Channel.NODE: Text("ақпараттық жүйелер арқылы", "через информационные системы", "between information systems"),
        Channel.WORKPLACE: Text("екінші тараптың жұмыс орны", "рабочее место у другой стороны", "workplace there"),
        Channel.COURIER: Text("фельдъегерлік байланыс", "фельдъегерская связь", "courier service"),
        Channel.AGREED: Text("келісілген өзге тәсіл", "иной согласованный способ", "another agreed way"),
    }
)
GROUNDS: Mapping[Ground, Text] = MappingProxyType(
    {
        Ground.INTERESTS: Text("мемлекет мүдделеріне қайшы", "противоречит интересам государства", "state interests"),
        Ground.LAW: Text("заңнамаға қайшы", "противоречит законодательству", "national law"),
        Ground.DUTIES: Text(
            "халықаралық міндеттемелерге қайшы", "противоречит международным обязательствам", "international duties"
        ),
        Ground.AGREEMENT: Text("Келісімге сай емес", "не соответствует Соглашению", "does not meet the Agreement"),
    }
)
LACKS: Mapping[Missing, Text] = MappingProxyType(
    {
        Missing.BODIES: Text("органдардың атаулары", "наименования органов", "the names of both bodies"),
        Missing.BASIS: Text("нысанасы мен негізі", "предмет и основание", "its subject and basis"),
        Missing.DESCRIPTION: Text("сұралатынның сипаттамасы", "описание запрашиваемого", "what is asked for"),
        Missing.PURPOSE: Text("пайдалану мақсаты", "цель использования", "the purpose of use"),
        Missing.RUSSIAN: Text("орыс тіліндегі мәтін", "текст на русском языке", "a text in Russian"),
        Missing.END: Text("аяқталуы мен қайта қаралуы", "срок и день пересмотра", "its end and its review"),
    }
)
OFFER_STATES: Mapping[OfferState, tuple[Tone, Text]] = MappingProxyType(
    {
        OfferState.OFFERED: (Tone.WAIT, Text("ұсынылды", "предложено", "offered")),
        OfferState.WANTED: (Tone.WAIT, Text("қажет деп жауап берілді", "принято", "wanted")),
        OfferState.DECLINED: (Tone.PLAIN, Text("қабылданбады", "отклонено", "declined")),
        OfferState.HANDED_OVER: (Tone.GOOD, Text("берілді", "передано", "handed over")),
        OfferState.TAKEN_BACK: (Tone.PLAIN, Text("қайтарып алынды", "отозвано", "taken back")),
        OfferState.LAPSED: (Tone.PLAIN, Text("мерзімінде жауап болмады", "осталось без ответа", "lapsed unanswered")),
    }
)
