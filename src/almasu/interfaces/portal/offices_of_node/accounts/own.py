"""One's own account: consent, workplace, EDS password, devices for biometrics (SIO25-4.2, SIO25-9, SIO25-12.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from almasu.actions import biometrics, workplace
from almasu.actions.confirm_password import confirm_password
from almasu.actions.forget_authenticators import kept_in
from almasu.actions.view_account import account_card, consent_file
from almasu.actions.view_applications import OwnAccount, own_account
from almasu.interfaces.portal.desk_of_node.coming_in import to_sign
from almasu.interfaces.portal.desk_of_node.devices import answered, asked_to_make
from almasu.interfaces.portal.desk_of_node.reminders import CARD_BEFORE
from almasu.interfaces.portal.offices.blocks import (
    At,
    Block,
    Cell,
    Due,
    Facts,
    Link,
    On,
    Said,
    Sheet,
    State,
    Table,
    Tone,
    Way,
    Why,
)
from almasu.interfaces.portal.offices.deadline import due_by_law, due_by_limit, standing
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, File, Here, Office, Page, Signed, Unsigned
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.today import Task, Today
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_node.accounts.form import card_fields, card_shown, card_typed, on_card
from almasu.interfaces.portal.offices_of_node.accounts.rights import rights_of
from almasu.interfaces.portal.offices_of_node.accounts.shown import account_facts
from almasu.interfaces.portal.views.people import ToSign
from almasu.interfaces.portal.views.proof import EvidenceFile
from almasu.kernel.annexes.workplace import WorkplaceConditions
from almasu.kernel.parties.account import Role
from almasu.kernel.parties.password import PasswordStanding, PasswordState
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.law.problem import ProblemGroup
from almasu.law.text import Text
from almasu.wiring.law import Law
from almasu.wiring.running import Running

PLACE = "/account"
TITLE = Text("Менің есептік жазбам", "Моя учётная запись", "My account")
RENEW = Text("Жұмыс орнының картасын жаңарту", "Обновить карточку рабочего места", "Renew the card of the workplace")
RENEW_LEAD = Text(
    "Жұмыс орнында интернетке шығатын мүмкіндік болмауы тиіс. Шын жауап беріңіз: картаға ЭЦҚ-мен қол қойылады.",
    "С рабочего места не должно быть выхода в Интернет. Отвечайте правдиво: карточка подписывается ЭЦП.",
    "The workplace must have no way to the Internet. Answer truly: the card is signed with the EDS.",
)
SIGN = Text("Қол қою", "Подписать", "Sign")
PASSWORD = Text("ЭЦҚ құпиясөзі", "Пароль ЭЦП", "EDS password")
STOPS_BEFORE = Text(
    "Кіру 31-ші күні тоқтайды: ұзақ айда бұл айдың соңынан бұрын.",
    "Вход прекращается на 31-й день: в длинном месяце это раньше, чем месяц истечёт.",
    "The entry stops on day 31: in a long month that is before the month is over.",
)
CHANGED = Text("ЭЦҚ құпиясөзін өзгерттім", "Я сменил пароль ЭЦП", "I have changed the password of my EDS")
CONFIRM_LEAD = Text(
    "Құпиясөзді кемінде айына бір рет өзгерту керек. Растау күні журналда сақталады.",
    "Пароль меняют не реже раза в месяц. Дата подтверждения хранится в журнале.",
    "The password is changed at least once a month. The day you confirm it is kept in the journal.",
)
CHANGE_PASSWORD = Text(
    "ЭЦҚ құпиясөзін өзгертіп, растау", "Сменить пароль ЭЦП и подтвердить", "Change the EDS password and confirm it"
)
DECLARED = Text("карта толтырылған сәт", "момент заполнения карточки", "the moment the card was filled in")
PASSWORD_TERM = "sio25.password_change"  # noqa: S105 - the name of a term
SINCE, CHANGE_BY, REMIND, STOP = (
    Text("Соңғы рет расталған", "Подтверждено", "Confirmed"),
    Text("Өзгертіп, растау мерзімі", "Сменить и подтвердить до", "To be changed and confirmed by"),
    Text("Еске салу басталады", "Напоминание с", "Reminded from"),
    Text("Растау болмаса, кіру тоқтайды", "Без подтверждения вход прекратится", "Without it the entry stops"),
)
PASSWORD_STATES = {
    PasswordState.KEPT: State(Tone.GOOD, Text("сақталған", "соблюдено", "kept")),
    PasswordState.REMINDED: State(Tone.WAIT, Text("өзгертетін кез келді", "пора сменить", "time to change it")),
    PasswordState.OVERDUE: State(Tone.BAD, Text("мерзімі өткен", "срок прошёл", "overdue")),
}
DEVICES = Text("Биометриялық құрылғылар", "Биометрические устройства", "Devices for biometrics")
NO_DEVICES = Text(
    "Құрылғы байланбаған: кіру телефонға келетін кодпен аяқталады.",
    "Устройство не привязано: вход завершается кодом, пришедшим на телефон.",
    "No device is bound: signing in ends with a code by SMS.",
)
DEVICE, ADDED, USED = (
    Text("Құрылғы", "Устройство", "Device"),
    Text("Байланған", "Привязано", "Bound"),
    Text("Соңғы рет қолданылған", "Использовано", "Last used"),
)
REMOVE = Text("Алып тастау", "Удалить", "Remove")
BIND = Text("Құрылғы байлау", "Привязать устройство", "Bind a device")
BIND_LEAD = Text(
    "Батырманы басып, саусақ ізін не бетті растаңыз; содан кейін байлауға ЭЦҚ-мен қол қойыңыз.",
    "Нажмите кнопку, подтвердите отпечаток или лицо; затем подпишите привязку ЭЦП.",
    "Press the button, confirm with your finger or face; then sign the binding with the EDS.",
)
ANSWER = Text("Құрылғының жауабы", "Ответ устройства", "Answer of the device")
CONSENT = Text("Қол қойылған келісім (CMS файлы)", "Подписанное согласие (файл CMS)", "The signed consent (CMS file)")
CARD = "card/stated/"


@dataclass(frozen=True, slots=True)
class OwnPages:
    """The pages of one's own account."""

    running: Running

    def office(self) -> Office:
        """Return the office of everybody who signed in."""
        renewing = Signed(ActPurpose.WORKPLACE, self.prepare_card, self.renew, SIGN)
        binding = Signed(ActPurpose.AUTHENTICATOR, self.prepare_binding, self.bind, SIGN)
        removing = Unsigned(self.remove, REMOVE)
        deeds = (
            Deed(f"{PLACE}/workplace", RENEW, self.blank_of_card, renewing, RENEW_LEAD, ("SIO25-4.2", "SIO22-A5.11.5")),
            Deed(
                f"{PLACE}/password",
                PASSWORD,
                self.blank,
                Unsigned(self.confirm, CHANGED),
                CONFIRM_LEAD,
                ("SIO25-12.4",),
            ),
            Deed(f"{PLACE}/devices/new", BIND, self.blank_of_device, binding, BIND_LEAD, ("SIO25-9",)),
            Deed(f"{PLACE}/devices/{{paper:uuid}}/remove", REMOVE, self.blank, removing, cites=("SIO25-9",)),
        )
        files = (File(f"{PLACE}/consent", self.consent),)
        pages = (Page(PLACE, self.read),)
        return Office(PLACE, TITLE, frozenset(Role), pages, deeds, files, section=Section.OWN, today=self.today)

    async def today(self, here: Here) -> Today:
        """Return the monthly change of the EDS password and the workplace's card where their time has come."""
        at, law = self.running.now(), self.running.law
        own = await own_account(self.running.node, here.session, at)
        tasks: list[Task] = []
        if own.password is not None and own.password.state is not PasswordState.KEPT:
            due = due_by_law(law.deadline(PASSWORD_TERM, own.password.since), law.terms[PASSWORD_TERM], at)
            tasks.append(Task(CHANGE_PASSWORD, f"{PLACE}/password", (), due))
        if own.card is not None and at >= own.card.expires_at - CARD_BEFORE:
            card = due_by_limit(own.card.expires_at, DECLARED, own.card.declared_at, at, ("SIO25-4.2",))
            tasks.append(Task(RENEW, f"{PLACE}/workplace", (), card))
        return Today(tuple(tasks))

    async def read(self, here: Here) -> Sheet:
        """Show the card, the monthly password, the devices and what the role may do."""
        at, node = self.running.now(), self.running.node
        card = await account_card(node, here.session, None, at)
        own = await own_account(node, here.session, at)
        ways = (
            Way(RENEW, f"{PLACE}/workplace"),
            Way(CHANGED, f"{PLACE}/password"),
            Way(BIND, f"{PLACE}/devices/new"),
            Way(CONSENT, f"{PLACE}/consent"),
        )
        blocks = (*self._password(own), _devices(own), *account_facts(self.running, card), rights_of(own.account.role))
        return Sheet(TITLE, blocks, ways)

    async def consent(self, here: Here) -> EvidenceFile:
        """Give out one's own signed consent."""
        made = await consent_file(self.running.node, here.session, None, self.running.now())
        return EvidenceFile(f"{made.name}.cms", made.cms)

    async def blank(self, here: Here) -> Blank:
        """Return a form that asks nothing."""
        return Blank(())

    async def blank_of_card(self, here: Here) -> Blank:
        """Return the form of the card, filled in with the one before."""
        own = await own_account(self.running.node, here.session, self.running.now())
        shown = {} if own.card is None else card_shown(own.card, CARD)
        return Blank(tuple(card_fields(self._conditions(), CARD)), filled=Typed(shown))

    async def prepare_card(self, here: Here, typed: Typed) -> ToSign:
        """Make the act of a card."""
        given = card_typed(self._conditions(), typed, CARD)
        try:
            act = await workplace.prepare_card(self.running.node, here.session, given, self.running.now())
        except ProblemGroup as wrong:
            raise on_card(wrong, CARD) from wrong
        return to_sign(act, said_by(act.data).actor)

    async def renew(self, here: Here, act: UUID, cms: bytes) -> str:
        """Keep the signed card: work goes on."""
        await workplace.renew_card(self.running.node, here.session, act, cms, self.running.now())
        return PLACE

    async def confirm(self, here: Here, typed: Typed) -> str:
        """Keep that the password of the EDS was changed."""
        await confirm_password(self.running.node, here.session, self.running.now())
        return PLACE

    async def blank_of_device(self, here: Here) -> Blank:
        """Return what a device is asked for; the page hands it to the browser."""
        asked = await biometrics.ask_for_new(self.running.node, here.session, self.running.now())
        told = asked_to_make(asked, self.running.node.authenticators.relying_party)
        return Blank((Field("answer", ANSWER, Kind.DEVICE, longest=20_000, asked=told),))

    async def prepare_binding(self, here: Here, typed: Typed) -> ToSign:
        """Check what the device answered and make the act that binds it."""
        act, answer = answered(typed.text("answer"))
        made = await biometrics.prepare_binding(self.running.node, here.session, act, answer, self.running.now())
        return to_sign(made, said_by(made.data).actor)

    async def bind(self, here: Here, act: UUID, cms: bytes) -> str:
        """Bind the device: it is a second factor from now on."""
        await biometrics.bind(self.running.node, here.session, act, cms, self.running.now())
        return PLACE

    async def remove(self, here: Here, typed: Typed) -> str:
        """Take a device out of use."""
        await biometrics.remove(self.running.node, here.session, here.ids["paper"], self.running.now())
        return PLACE

    def _password(self, own: OwnAccount) -> tuple[Block, ...]:
        kept = own.password
        if kept is None:
            return ()
        due = change_by(self.running.law, kept, self.running.now())
        rows: tuple[tuple[Text, tuple[Cell, ...]], ...] = (
            (SINCE, (At(kept.since), PASSWORD_STATES[kept.state])),
            (CHANGE_BY, (due,)),
            (REMIND, (On(kept.remind_from.date()),)),
            (STOP, (On(kept.stop_from.date()),)),
        )
        return (Facts(PASSWORD, rows, ("SIO25-12.4",)),)

    def _conditions(self) -> WorkplaceConditions:
        law = self.running.node.law
        return law.annexes.workplace_conditions(law.edition_at(self.running.now()))


def change_by(law: Law, kept: PasswordStanding, at: datetime) -> Due:
    """Return until when the password is to be changed: the month of the law, in a long one the stop before its end."""
    told, legal = law.deadline(PASSWORD_TERM, kept.since), law.terms[PASSWORD_TERM]
    if told.due < kept.stop_from:
        return due_by_law(told, legal, at)
    last = kept.stop_from - timedelta(seconds=1)
    return Due(*standing(last, at), last, legal.cites, Why(legal.starts, kept.since, None, STOPS_BEFORE))


def _devices(own: OwnAccount) -> Table:
    rows = []
    for paper in own.authenticators:
        kept = kept_in(paper)
        used: tuple[Cell, ...] = () if kept.used_at is None else (At(kept.used_at),)
        way = Link(REMOVE, f"{PLACE}/devices/{paper.id}/remove")
        rows.append(((Said(DEVICE),), (At(kept.added_at),), used, (way,)))
    return Table(DEVICES, (DEVICE, ADDED, USED, REMOVE), tuple(rows), NO_DEVICES, cites=("SIO25-9",))
