"""One entry of the directory: how it stands, why on these days, and everything that was ever entered (CIS-5.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from almasu.actions.interstate import enter_directory
from almasu.actions.interstate.directory import EnteredBody, EnteredNotice, EnteredSystem, PartyNotice, number_of
from almasu.actions.interstate.directory_history import Entry, Version, directory_entry
from almasu.interfaces.portal.offices.blocks import (
    At,
    Block,
    Cell,
    Code,
    Due,
    Facts,
    Many,
    On,
    Own,
    Said,
    Sentence,
    Sheet,
    State,
    Table,
    Tone,
    Way,
)
from almasu.interfaces.portal.offices.deadline import due_as_kept
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Page, Signed
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_interstate import directory_forms as form
from almasu.interfaces.portal.offices_of_interstate import words as say
from almasu.interfaces.portal.offices_of_interstate.cases import shown
from almasu.interfaces.portal.offices_of_interstate.naming import directory_at, named
from almasu.interfaces.portal.views.people import ToSign
from almasu.kernel.interstate.parties import DAYS_TO_EFFECT, Body, Directory, Notice, NoticeKind, Party, Span
from almasu.kernel.interstate.problems_of_directory import ENTRY_UNKNOWN
from almasu.kernel.interstate.systems import ATTRIBUTES, System
from almasu.kernel.powers.interstate import KEEP_DIRECTORY
from almasu.kernel.signatures.act import ActPurpose
from almasu.law.moment import astana, in_astana
from almasu.law.text import Text
from almasu.wiring.running import Running

PARTY, BODY = f"{say.DIRECTORY}/parties/{{party:uuid}}", f"{say.DIRECTORY}/bodies/{{listed:uuid}}"
SYSTEM = f"{say.DIRECTORY}/systems/{{system:uuid}}"
TITLE = Text("Тізімдегі жазба", "Запись перечня", "An entry of the directory")
CHANGE = Text("Органның деректерін өзгерту", "Изменить сведения об органе", "Change the body")
CARD = Text("Жүйені немесе картасын өзгерту", "Изменить систему или карточку", "Change the system or its card")
NOTICE = Text("Хабарламаны енгізу", "Внести уведомление", "Enter a notice")
STRIKE = Text("Қате хабарламаны алып тастау", "Исключить ошибочное уведомление", "Strike out a wrong notice")
SIGN_IT = Text("Қол қою", "Подписать", "Sign")
LEAD = Text(
    "Енгізілген ештеңе қайта жазылмайды: өзгеріс – келесі жазба, қатесі де оқылып тұрады.",
    "Внесённое не переписывается: изменение – новая запись, и ошибочная остаётся видна.",
    "Nothing that was entered is rewritten: a change is a further entry, and a wrong one stays to be read.",
)
SPAN = Text("{since} бастап", "с {since}", "from {since}")
SPAN_UNTIL = Text("{since} бастап {until} дейін", "с {since} до {until}", "from {since}, until before {until}")
STANDING = Text("Күйі", "Состояние", "Standing")
BOUND = Text("Келісім қолданыста", "Соглашение действует", "The Agreement binds it")
BEGAN = Text("Келісімнің өзі күшіне енді", "Само Соглашение вступило в силу", "The Agreement itself began")
SIGNED = Text("Қол қойған", "Подписано", "Signed")
YES, NO = Text("иә", "да", "yes"), Text("жоқ, қосылды", "нет, присоединилось", "no, it acceded")
IN_EFFECT = Text("қолданыста", "действует", "in effect")
LEAVES = Text("қолданыста, шығады", "действует, выходит", "in effect, leaves")
TO_COME = Text("әлі күшіне енген жоқ", "ещё не вступило в силу", "not in effect yet")
LEFT = Text("шықты", "вышло", "left")
TOLD = Text("хабарлады, Келісім әлі басталмады", "уведомило, Соглашение не началось", "told, not begun yet")
ONLY_SIGNED = Text("қол қойылған, хабары жоқ", "подписано, уведомления нет", "signed, no notice")
UNKNOWN = Text("белгісіз", "неизвестно", "unknown")
NOTICES = Text("Депозитарий алған хабарлар", "Уведомления депозитарию", "Notices that the depositary received")
WHICH = Text("Не туралы", "О чём", "What of")
EFFECT = Text("Қай күннен әсер етеді", "С какого дня действует", "Has effect from")
AFTER_THIRTY = Text(
    "отыз күн {last} өтті, келесі күннен",
    "тридцать дней истекли {last}, со следующего дня",
    "thirty days ran out on {last}; from the day after",
)
AFTER_SIX = Text("алты айдан кейін", "по истечении шести месяцев", "after six months")
AS_TOLD = Text("депозитарий хабарлаған күн", "день, сообщённый депозитарием", "the day the depositary told")
HISTORY = Text("Не енгізілді", "Что внесено", "What was entered")
WHO = Text("Кім", "Кто", "Who")
WHAT = Text("Не", "Что", "What")
GROUND = Text("Негізі", "Основание", "Ground")
STRUCK = Text("алып тасталды", "исключено", "struck out")
IN_LIST = Text("Тізімде", "В перечне", "In the list")
TOLD_THEN = Text("депозитарийге {day} хабарланды", "депозитарий извещён {day}", "depositary told on {day}")
LATE = Text("айдан кеш хабарланды", "извещён позже месяца", "told after the month")
TELL_BY = Text("Депозитарийге хабарлау мерзімі", "Известить депозитария до", "The depositary is told by")
SET_SINCE = Text("режим {since} бастап, белгілеген", "режим с {since}, установил", "its regime from {since}, set by")


@dataclass(frozen=True, slots=True)
class EntryPages:
    """The page of an entry, and what its keeper changes from there."""

    running: Running

    def pages(self) -> tuple[Page, ...]:
        """Return the pages: of a Party, of a body, of a system."""
        return tuple(Page(place, self.read) for place in (PARTY, BODY, SYSTEM))

    def deeds(self) -> tuple[Deed, ...]:
        """Return the deeds of the keeper."""
        body = Signed(ActPurpose.CIS_BODY, self.prepare_body, self.enter_body, SIGN_IT)
        notice = Signed(ActPurpose.CIS_NOTICE, self.prepare_strike, self.enter_notice, SIGN_IT)
        system = Signed(ActPurpose.CIS_SYSTEM, self.prepare_system, self.enter_system, SIGN_IT)
        keeps = KEEP_DIRECTORY.roles
        return (
            Deed(f"{BODY}/change", CHANGE, self.blank_body, body, LEAD, ("CIS-5.1", "CIS-5.2"), keeps),
            Deed(f"{PARTY}/strike", STRIKE, self.blank_strike, notice, LEAD, ("CIS-16.2", "CIS-18"), keeps),
            Deed(f"{SYSTEM}/change", CARD, self.blank_system, system, LEAD, ("CIS-1e", "CIS-9.4"), keeps),
        )

    async def read(self, here: Here) -> Sheet:
        """Show the entry as it stands, and what was ever entered of it."""
        entry, day = await self._entry(here), in_astana(self.running.now()).date()
        one, place = entry.of, place_of(entry.of)
        blocks: tuple[Block, ...]
        ways: tuple[Way, ...]
        match one:
            case Party():
                strikes = (Way(STRIKE, f"{place}/strike"),) if _standing(entry) else ()
                blocks = self._party(entry, one, day)
                ways = (Way(NOTICE, f"{say.DIRECTORY}/notices/new", main=True), *strikes)
            case Body():
                blocks, ways = (self._body(entry, one, here),), (Way(CHANGE, f"{place}/change", main=True),)
            case System():
                blocks, ways = _system(entry, one, here), (Way(CARD, f"{place}/change", main=True),)
        rows = tuple(self._version(version, here, entry.directory) for version in entry.versions)
        history = Table(HISTORY, (say.WHEN, WHO, WHAT, GROUND), rows, say.NOTHING, cites=("CIS-5.1", "CIS-5.2"))
        return Sheet(TITLE, (*blocks, history), ways if here.may(KEEP_DIRECTORY) else (), LEAD, ("CIS-5.1",))

    async def blank_body(self, here: Here) -> Blank:
        """Return the form of the body as it stands."""
        one, seen = (await self._entry(here)).of, await directory_at(self.running, here)
        if not isinstance(one, Body):
            raise ENTRY_UNKNOWN.at()
        return Blank(form.body_fields(seen), filled=form.of_body(one), named=form.NAMED)

    async def prepare_body(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that changes it."""
        at = self.running.now()
        body = form.body(typed, in_astana(at).date())
        return shown(await enter_directory.prepare_body(self.running.node, here.session, body, at))

    async def enter_body(self, here: Here, act: UUID, cms: bytes) -> str:
        """Change it."""
        kept = await enter_directory.enter_body(self.running.node, here.session, act, cms, self.running.now())
        return place_of(kept.body)

    async def blank_strike(self, here: Here) -> Blank:
        """Return the form in which a notice is chosen."""
        return Blank(form.strike_fields(_standing(await self._entry(here))), named=form.NAMED)

    async def prepare_strike(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that strikes it out."""
        notice = form.struck(_standing(await self._entry(here)), typed)
        act = await enter_directory.prepare_notice(self.running.node, here.session, notice, self.running.now())
        return shown(act)

    async def enter_notice(self, here: Here, act: UUID, cms: bytes) -> str:
        """Strike it out."""
        await enter_directory.enter_notice(self.running.node, here.session, act, cms, self.running.now())
        return f"{say.DIRECTORY}/parties/{here.ids['party']}"

    async def blank_system(self, here: Here) -> Blank:
        """Return the form of the system as it stands."""
        one, seen = (await self._entry(here)).of, await directory_at(self.running, here)
        if not isinstance(one, System):
            raise ENTRY_UNKNOWN.at()
        return Blank(form.system_fields(seen), filled=form.of_system(one), named=form.NAMED)

    async def prepare_system(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that changes it."""
        at = self.running.now()
        system = form.system(typed, in_astana(at).date())
        return shown(await enter_directory.prepare_system(self.running.node, here.session, system, at))

    async def enter_system(self, here: Here, act: UUID, cms: bytes) -> str:
        """Change it."""
        kept = await enter_directory.enter_system(self.running.node, here.session, act, cms, self.running.now())
        return place_of(kept)

    async def _entry(self, here: Here) -> Entry:
        return await directory_entry(self.running.node, here.session, next(iter(here.ids.values())), self.running.now())

    def _party(self, entry: Entry, one: Party, day: date) -> tuple[Block, ...]:
        spans, began = entry.directory.bound_spans(one.code), entry.directory.began_on()
        facts = Facts(
            one.name,
            (
                (form.CODE, (Code(one.code),)),
                (SIGNED, (Said(UNKNOWN if one.signed is None else YES if one.signed else NO),)),
                (STANDING, (standing(one, entry.directory, day),)),
                (BOUND, (Many(tuple(spelled(span) for span in spans)),) if spans else ()),
                (BEGAN, () if began is None else (On(began),)),
            ),
            ("CIS-S", "CIS-16.1", "CIS-16.2", "CIS-17", "CIS-18"),
        )
        columns = (WHICH, form.RECEIVED_ON, EFFECT, form.DOCUMENT)
        rows = tuple(_notice(notice) for notice in one.notices)
        return facts, Table(NOTICES, columns, rows, say.NOTHING, cites=("CIS-16.1", "CIS-16.2", "CIS-18"))

    def _body(self, entry: Entry, one: Body, here: Here) -> Facts:
        party, due = entry.directory.party(one.party), tell_by(self.running, _kept(entry) or one)
        rows: list[tuple[Text, tuple[Cell, ...]]] = [
            (form.ID, (Code(one.id),)),
            (form.KIND, (Said(form.KINDS[one.kind]),)),
            (form.STATE_OF, () if party is None else (Said(party.name),)),
            (IN_LIST, listed(one)),
            (form.TOLD_ON, _told(one)),
        ]
        if due is not None:
            rows.append((TELL_BY, (due,)))
        rows += [
            (form.CONTACT, (Own(one.contact),) if one.contact else ()),
            (form.BIN, (Code(one.bin),) if one.bin else ()),
            (form.WORKS_AT, (Code(one.works_at),) if one.works_at else (Said(form.AT_HOME),)),
        ]
        return Facts(one.name, tuple(rows), ("CIS-1c", "CIS-5.1", "CIS-5.2", "CIS-R.2"))

    def _version(self, one: Version, here: Here, directory: Directory) -> tuple[tuple[Cell, ...], ...]:
        who: tuple[Cell, ...] = (Own(one.by),) if one.by else ()
        what: tuple[Cell, ...]
        ground: str
        match one.said:
            case EnteredBody() as body:
                day = None if body.told_on is None else f"{body.told_on:%d.%m.%Y}"
                told = () if day is None else (TOLD_THEN.filled(day=day),)
                late = (State(Tone.BAD, LATE),) if body.told_late else ()
                what = (Many((body.name, *spans_of(body), *told)), *late)
                ground = body.ground
            case EnteredNotice() as notice:
                said = (Said(form.NOTICES[notice.notice.kind]), On(notice.notice.received_on))
                what = (State(Tone.BAD, STRUCK), *said) if one.struck else said
                ground = notice.strikes or notice.notice.document
            case EnteredSystem() as system:
                what, ground = (Said(system.name), *_card(system, directory, here)), system.ground
        return (At(one.at),), who, what, (Own(ground),) if ground else ()


def place_of(one: Party | Body | System) -> str:
    """Return where an entry is shown."""
    match one:
        case Party():
            return f"{say.DIRECTORY}/parties/{number_of(one)}"
        case Body():
            return f"{say.DIRECTORY}/bodies/{number_of(one)}"
        case System():
            return f"{say.DIRECTORY}/systems/{number_of(one)}"


def standing(one: Party, directory: Directory, day: date) -> State:
    """Return how a Party stands on a day: what is printed proves neither signature nor effect (CIS-S)."""
    spans = directory.bound_spans(one.code)
    now = next((span for span in spans if span.holds(day)), None)
    if now is not None:
        return State(Tone.GOOD, IN_EFFECT) if now.until is None else State(Tone.WAIT, LEAVES)
    if any(span.since > day for span in spans):
        return State(Tone.WAIT, TO_COME)
    if spans:
        return State(Tone.PLAIN, LEFT)
    if one.notices:
        return State(Tone.WAIT, TOLD)
    return State(Tone.PLAIN, ONLY_SIGNED if one.signed else UNKNOWN)


def listed(one: Body) -> tuple[Cell, ...]:
    """Return the days on which a body stands in the list."""
    return (Many(spans_of(one)),)


def spans_of(one: Body) -> tuple[Text, ...]:
    """Return these days in words, one below the other."""
    return tuple(spelled(span) for span in (*one.earlier, Span(one.since, one.until)))


def spelled(span: Span) -> Text:
    """Return days in words; the last one is the first on which it holds no more."""
    if span.until is None:
        return SPAN.filled(since=f"{span.since:%d.%m.%Y}")
    return SPAN_UNTIL.filled(since=f"{span.since:%d.%m.%Y}", until=f"{span.until:%d.%m.%Y}")


def tell_by(running: Running, one: Body) -> Due | None:
    """Return until when the depositary is to be told of a change of one's own list, and how that stands (CIS-5.2)."""
    if not isinstance(one, EnteredBody) or one.tell_by is None or one.list_changed_on is None:
        return None
    began = datetime.combine(one.list_changed_on, time(), astana())
    done = None if one.told_on is None else datetime.combine(one.told_on, time(), astana())
    legal = running.law.terms["cis.bodies_changed"]
    return due_as_kept(one.tell_by, began, legal, running.now(), done)


def _kept(entry: Entry) -> Body | None:
    """Return the body as it was entered last, None where it is as the act prints it."""
    return next((one.said for one in entry.versions if isinstance(one.said, EnteredBody)), None)


def _standing(entry: Entry) -> Sequence[PartyNotice]:
    """Return the notices of a Party that stand, as they were entered."""
    return list(_entered(entry)) if isinstance(entry.of, Party) else ()


def _entered(entry: Entry) -> Iterator[PartyNotice]:
    if isinstance(entry.of, Party):
        for said in dict.fromkeys(one.said for one in entry.versions if isinstance(one.said, EnteredNotice)):
            if said.notice in entry.of.notices and not said.strikes:
                yield said


def _notice(one: Notice) -> tuple[tuple[Cell, ...], ...]:
    if one.effect_on is not None:
        why: tuple[Cell, ...] = (On(one.effect_on), Said(AS_TOLD))
    elif one.kind is NoticeKind.LEAVING:
        why = (On(one.effect_day), Said(AFTER_SIX))
    else:
        last = one.received_on + timedelta(days=DAYS_TO_EFFECT)
        why = (On(one.effect_day), Sentence(AFTER_THIRTY, {"last": f"{last:%d.%m.%Y}"}))
    return (Said(form.NOTICES[one.kind]),), (On(one.received_on),), why, (Own(one.document),)


def _told(one: Body) -> tuple[Cell, ...]:
    """Return when the depositary was told, and by which paper."""
    paper: tuple[Cell, ...] = (Own(one.told_by),) if one.told_by else ()
    return () if one.told_on is None else (On(one.told_on), *paper)


def _system(entry: Entry, one: System, here: Here) -> tuple[Block, ...]:
    bodies = ((form.OWNER, one.owner), (form.HOLDER, one.holder), (form.ENTRUSTED, one.entrusted))
    users = tuple(cell for user in one.users for cell in named(entry.directory, user, here))
    facts = Facts(
        one.name,
        (
            (form.ID, (Code(one.id),)),
            (form.TASKS, (Own(one.tasks),)),
            *((label, named(entry.directory, body, here) if body else ()) for label, body in bodies),
            (form.JOINT, () if one.joint is None else (Said(form.JOINTS[one.joint]),)),
            (form.USERS, users),
        ),
        ("CIS-1b", "CIS-1j", "CIS-9.3", "CIS-10.1", "CIS-10.2"),
    )
    card = one.card
    if card is None:
        return (facts,)
    rows = tuple((label, (Own(getattr(card, name)),)) for name, label in ATTRIBUTES.items())
    more = ((form.ACCESS, (Said(form.ACCESSES[card.access]),)), (form.MEASURES, tuple(map(Own, card.measures))))
    by = ((form.SET_BY, named(entry.directory, card.set_by, here)), (form.SINCE, (On(card.since),)))
    return facts, Facts(REGIME, (*rows, *more, *by), ("CIS-1e", "CIS-9.4"))


def _card(one: System, directory: Directory, here: Here) -> tuple[Cell, ...]:
    if one.card is None:
        return ()
    since = Sentence(SET_SINCE, {"since": f"{one.card.since:%d.%m.%Y}"})
    return (since, *named(directory, one.card.set_by, here))


REGIME = Text("Құқықтық режим картасы", "Карточка правового режима", "The card of its legal regime")
