"""Words of the pages about consultations."""

from __future__ import annotations

from almasu.interfaces.portal.offices.blocks import Tone
from almasu.kernel.interstate.consulting import ConsultationState, Result, Topic
from almasu.law.text import Text

ONE = Text("Кеңес", "Консультация", "Consultation")
TITLE = Text("Кеңестер", "Консультации", "Consultations")
LEAD = Text(
    "Дау кеңес пен келіссөз арқылы шешіледі; хаттаманың хэшіне екі орган да қол қояды.",
    "Споры решаются консультациями и переговорами; хэш протокола подписывают оба органа.",
    "Disputes are settled by consultation; both bodies sign the digest of the minutes.",
)
INVITE = Text("Кеңеске шақыру", "Пригласить на консультацию", "Invite to a consultation")
ANSWER = Text("Шақыруға жауап беру", "Ответить на приглашение", "Answer the invitation")
MINUTES = Text("Хаттамаға қол қою", "Подписать протокол", "Sign the minutes")
SIGN_IT = Text("Қол қою", "Подписать", "Sign")
INVITED = Text("Кім шақырылды", "Кто приглашён", "Who is invited")
INVITING = Text("Кім шақырды", "Кто пригласил", "Who invites")
TOPIC = Text("Түрі", "Вид", "Kind")
ABOUT = Text("Не туралы", "О чём", "What about")
ON = Text("Күні", "День", "Day")
WHERE = Text("Орны", "Место", "Place")
COMES = Text("Келеміз бе", "Участие", "Taking part")
REASON = Text("Себебі", "Причина", "Reason")
REASON_HINT = Text(
    "бас тартсаңыз, қажет: орысша, кемінде үш сөз",
    "нужна при отказе: по-русски, не менее трёх слов",
    "needed where you decline: in Russian, three words at least",
)
FILE = Text("Хаттама файлы", "Файл протокола", "File of the minutes")
FILE_HINT = Text(
    "файл сақталмайды: хэші ғана есептеледі",
    "файл не сохраняется: вычисляется только его хэш",
    "the file is not kept: only its digest is taken",
)
HELD_ON = Text("Өткен күні", "День проведения", "Held on")
RESULT = Text("Нәтижесі", "Итог", "Outcome")
DIGEST = Text("Хаттаманың SHA-256 хэші", "Хэш протокола SHA-256", "SHA-256 of the minutes")
SIGNED_BY = Text("Қол қойғандар", "Подписали", "Signed by")
NUMBER = Text("Нөмірі", "Номер", "Number")
YES, NO = Text("қатысамыз", "участвуем", "we take part"), Text("бас тартамыз", "отказываемся", "we decline")
TOPICS = {
    Topic.JOINT: Text("бірлескен кеңес", "совместная консультация", "joint consultation"),
    Topic.DISPUTE: Text("даулы мәселе", "спорный вопрос", "matter in dispute"),
}
RESULTS = {
    Result.SETTLED: Text("шешілді", "урегулировано", "settled"),
    Result.CONTINUED: Text("жалғасады", "продолжаются", "to be continued"),
    Result.NOT_SETTLED: Text("шешілмеді", "не урегулировано", "not settled"),
}
STATES = {
    ConsultationState.INVITED: (Tone.WAIT, Text("жауап күтілуде", "ждёт ответа", "waits for an answer")),
    ConsultationState.AGREED: (Tone.WAIT, Text("келісілді", "согласована", "agreed")),
    ConsultationState.DECLINED: (Tone.BAD, Text("бас тартылды", "отклонена", "declined")),
    ConsultationState.MINUTED: (Tone.WAIT, Text("екінші қол күтілуде", "ждёт второй подписи", "waits for a signature")),
    ConsultationState.CLOSED: (Tone.GOOD, Text("аяқталды", "завершена", "closed")),
}
INVITED_US = Text("Кеңеске шақыруға жауап беру керек", "Нужно ответить на приглашение", "Answer the invitation")
MINUTES_WAIT = Text("Кеңес хаттамасы қол қоюды күтеді", "Протокол консультации ждёт подписи", "Minutes wait for you")
