"""Words that the pages of applications and accounts share: kinds, states, sanctions, grounds."""

from __future__ import annotations

from collections.abc import Mapping

from almasu.interfaces.portal.offices.blocks import State, Tone
from almasu.kernel.annexes.application import ApplicationKind
from almasu.kernel.applications.application import ApplicationState, RefusalGround, Sanction
from almasu.kernel.parties.account import AccountState
from almasu.law.text import Text

KINDS: Mapping[ApplicationKind, Text] = {
    ApplicationKind.REGISTER: Text("тіркеу", "регистрация", "registration"),
    ApplicationKind.CHANGE: Text("өзгерту", "изменение", "change"),
    ApplicationKind.BLOCK: Text("бұғаттау", "блокировка", "block"),
}
STATES: Mapping[str, State] = {
    ApplicationState.SUBMITTED: State(
        Tone.WAIT, Text("басшының қолын күтуде", "ждёт подписи руководителя", "waits for the head's signature")
    ),
    ApplicationState.SIGNED_OFF: State(
        Tone.WAIT, Text("оператордың шешімін күтуде", "ждёт решения оператора", "waits for the operator's decision")
    ),
    ApplicationState.DECLINED: State(
        Tone.BAD, Text("басшы қайтарды", "возвращена руководителем", "sent back by the head")
    ),
    ApplicationState.WITHDRAWN: State(Tone.PLAIN, Text("қайтарып алынды", "отозвана", "withdrawn")),
    ApplicationState.REGISTERED: State(Tone.GOOD, Text("тіркелді", "зарегистрирован", "registered")),
    ApplicationState.CHANGED: State(Tone.GOOD, Text("өзгертілді", "изменено", "changed")),
    ApplicationState.REFUSED: State(Tone.BAD, Text("бас тартылды", "отказано", "refused")),
    ApplicationState.BLOCKED: State(Tone.BAD, Text("бұғат күшінде", "блокировка действует", "block in force")),
    ApplicationState.LIFTED: State(Tone.PLAIN, Text("бұғат алынды", "блокировка снята", "block lifted")),
}
ACCOUNT_STATES: Mapping[AccountState, State] = {
    AccountState.REGISTERED: State(Tone.WAIT, Text("тіркелген", "зарегистрирована", "registered")),
    AccountState.CONSENT_PENDING: State(Tone.WAIT, Text("келісім күтілуде", "ждёт согласия", "consent pending")),
    AccountState.ACTIVE: State(Tone.GOOD, Text("жұмыс істейді", "действует", "active")),
    AccountState.BLOCKED: State(Tone.BAD, Text("бұғатталған", "заблокирована", "blocked")),
    AccountState.DELETED: State(Tone.BAD, Text("жойылған", "удалена", "deleted")),
}
SANCTIONS: Mapping[Sanction, Text] = {
    Sanction.SUSPEND: Text("уақытша бұғаттау", "временно заблокировать", "block for a time"),
    Sanction.CLOSE: Text("қолжетімділікті біржола жабу", "закрыть доступ окончательно", "close access for good"),
    Sanction.DELETE: Text("есептік жазбаны жою", "удалить учётную запись", "delete the account"),
}
UNTIL_REGISTERED = Text("қайта тіркелгенге дейін", "до новой регистрации", "until a new registration")
GROUNDS: Mapping[RefusalGround, Text] = {
    RefusalGround.UNTRUE: Text("шынайы емес", "недостоверно", "untrue"),
    RefusalGround.INCOMPLETE: Text("толық емес", "неполно", "incomplete"),
    RefusalGround.OUT_OF_DATE: Text("өзекті емес", "неактуально", "out of date"),
}
YES, NO = Text("иә", "да", "yes"), Text("жоқ", "нет", "no")
NUMBER, KIND, STATE = (
    Text("Нөмірі", "Номер", "Number"),
    Text("Түрі", "Вид", "Kind"),
    Text("Күйі", "Состояние", "State"),
)
FILED, DECIDE_BY, PERSON = (
    Text("Берілген", "Подана", "Filed"),
    Text("Шешім мерзімі", "Срок решения", "To be decided by"),
    Text("Адам", "Человек", "Person"),
)
NAME, POSITION, BODY, ROLE = (
    Text("Аты-жөні", "ФИО", "Name"),
    Text("Лауазымы", "Должность", "Position"),
    Text("Мемлекеттік орган", "Орган", "Body"),
    Text("Рөлі", "Роль", "Role"),
)
REASON, SANCTION, UNTIL, NOTE = (
    Text("Себебі", "Причина", "Reason"),
    Text("Шара", "Мера", "Measure"),
    Text("Қайта қаралатын сәті", "Когда пересмотреть", "To be reviewed at"),
    Text("Түсіндірме", "Пояснение", "Explanation"),
)
ORDER_NUMBER, ORDER_SIGNED = (
    Text("Бұйрықтың нөмірі", "Номер приказа", "Number of the order"),
    Text("Бұйрыққа қол қойылған күн мен уақыт", "День и время подписания приказа", "Day and time the order was signed"),
)
