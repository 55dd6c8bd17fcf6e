"""The office of the head's signature: requests about people near to an officer (SIO25-3.1, house).

The head, who need not have an account, sees what waits for them and signs it; the officer sees what was asked,
declares relatives, and goes on with what was signed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from almasu.actions import countersign as acts
from almasu.actions import countersignatures as lists
from almasu.actions import declare_relatives as declaring
from almasu.interfaces.portal.desk_of_node.coming_in import to_sign
from almasu.interfaces.portal.offices.blocks import At, Cell, Code, Due, Facts, Link, Own, Said, Sheet, Table, Way
from almasu.interfaces.portal.offices.deadline import due_by_limit
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Office, Page, Signed, Unsigned
from almasu.interfaces.portal.offices.problems import TOO_LONG
from almasu.interfaces.portal.offices.today import Task, Today
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_node.came_by_eds import signer_here
from almasu.interfaces.portal.offices_of_node.materials import words as say
from almasu.interfaces.portal.views.people import Stage, ToSign
from almasu.kernel.grounds.countersignature import CountersignatureState
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.powers.asking import COUNTERSIGN
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.kernel.subjects.key import KIND_NAMES
from almasu.law.text import Text
from almasu.wiring.running import Running

PLACE = "/offices/countersigning"
ONE = f"{PLACE}/{{paper:uuid}}"
RELATIVES = f"{PLACE}/relatives"
TITLE = Text("Басшының қолы", "Подпись руководителя", "Head's signature")
LEAD = Text(
    "Өзі, туысы немесе әріптесі туралы сұрау салу басшының қолынсыз жіберілмейді.",
    "Запрос о самом себе, родственнике или коллеге без подписи руководителя не отправляется.",
    "A request about oneself, a relative or a colleague is not sent without the head's signature.",
)
WAITING = Text("Сіздің қолыңызды күтеді", "Ждут вашей подписи", "Waiting for your signature")
NOTHING_WAITS = Text("Қол қоятын ештеңе жоқ.", "Подписывать нечего.", "Nothing waits for a signature.")
ASKED = Text("Сіз сұрағандар", "Запрошенные вами", "Asked by you")
NOTHING_ASKED = Text("Сіз басшының қолын сұраған жоқсыз.", "Вы не просили подписи.", "You have asked for none.")
UNTIL = Text("Мерзімі", "Действует до", "Good until")
ASKED_AT = Text("қол сұралған сәт", "момент, когда попросили подпись", "the moment the signature was asked for")
NEAR = Text("Кім болып келеді", "Кем приходится", "What they are to the officer")
SIGN = Text("Қол қою", "Подписать", "Sign")
SIGN_ONE = Text(
    "Жақын адам туралы сұрау салуға қол қою",
    "Подписать запрос о близком лице",
    "Sign a request about somebody close",
)
SIGN_LEAD = Text(
    "Қол қойсаңыз, қызметкер дәл осы сұрау салуды бір рет жібере алады. Себебі жеткіліксіз болса, қол қоймаңыз.",
    "После вашей подписи сотрудник сможет один раз отправить именно этот запрос. Если причина неубедительна, не "
    "подписывайте.",
    "With your signature the officer may send this very request once. Where the reason does not convince, do not sign.",
)
GO_ON = Text("Сұрау салуды жалғастыру", "Продолжить запрос", "Go on with the request")
DECLARE = Text("Туыстарды мәлімдеу", "Заявить родственников", "Declare relatives")
DECLARE_LEAD = Text(
    "Олар туралы сұрау салуға басшының қолы керек болады. Мәлімдеме кері алынбайды, тізім жабық сақталады.",
    "Запрос о них потребует подписи руководителя. Заявление не отзывается, список хранится закрыто.",
    "A request about them will need the head's signature. A declaration is not taken back; the list is kept sealed.",
)
IINS = Text("Туыстардың ЖСН-дері, әр жолда біреуі", "ИИН родственников, по одному в строке", "IINs, one a line")
LONGEST = 21 * declaring.MOST_RELATIVES


@dataclass(frozen=True, slots=True)
class Countersigning:
    """Pages and deeds of the head's signature."""

    running: Running

    async def home(self, here: Here) -> Sheet:
        """Show what waits for one's signature and what one asked for."""
        node, at = self.running.node, self.running.now()
        await signer_here(self.running, here)
        waiting = await lists.waiting_for_me(node, here.session, at)
        works = here.person is not None and here.person.stage is Stage.READY
        asked = await lists.asked_by_me(node, here.session, at) if works else []
        columns = (say.SUBJECT, say.OFFICER, say.TASK, say.STATE, UNTIL)
        tables = (
            Table(WAITING, columns, tuple(map(self._row, waiting)), NOTHING_WAITS, cites=("SIO25-3.1",)),
            Table(ASKED, columns, tuple(map(self._row, asked)), NOTHING_ASKED),
        )
        if not works:
            return Sheet(TITLE, tables[:1], (), LEAD, ("SIO25-3.1", "SIO25-18"))
        return Sheet(TITLE, tables, (Way(DECLARE, RELATIVES),), LEAD, ("SIO25-3.1", "SIO25-18"))

    async def today(self, here: Here) -> Today:
        """Return what waits for one's signature as the head, and what the head signed and one has not sent."""
        node, at = self.running.node, self.running.now()
        waiting = [one for one in await lists.waiting_for_me(node, here.session, at) if not one.own]
        asked = await lists.asked_by_me(node, here.session, at)
        given = [one for one in asked if one.living and one.paper.state == CountersignatureState.GIVEN]
        return Today((*(self._task(SIGN_ONE, one) for one in waiting), *(self._task(GO_ON, one) for one in given)))

    def _task(self, text: Text, one: lists.Countersigned) -> Task:
        until, draft = one.paper.due_at, one.says.draft
        due = None if until is None else self._due(until)
        return Task(text, f"{PLACE}/{one.paper.id}", (Own(one.officer), Own(draft.task)), due)

    async def one(self, here: Here) -> Sheet:
        """Show one paper: to the head with the way to sign it, to the officer with the way to send what was signed."""
        found = await self._found(here)
        ways: tuple[Way, ...] = ()
        if found.living and found.paper.state == CountersignatureState.ASKED and not found.own:
            ways = (Way(SIGN, f"{PLACE}/{found.paper.id}/sign-it", main=True),)
        if found.living and found.paper.state == CountersignatureState.GIVEN and found.own:
            ways = (Way(GO_ON, f"/requests/countersigned/{found.paper.id}", main=True),)
        return Sheet(TITLE, (self._facts(found),), ways, LEAD, ("SIO25-3.1",))

    async def signing(self, here: Here) -> Blank:
        """Show what is to be signed, to the head alone."""
        found = await self._found(here)
        if found.own:
            raise PAPER_UNKNOWN.at()
        draft = found.says.draft
        named = (
            Field("paper", TITLE),
            Field("request/key/value", say.SUBJECT),
            Field("request/ground", say.GROUND),
            Field("request/purpose", say.PURPOSE),
            Field("request/task", say.TASK),
            Field("request/justification", say.JUSTIFICATION),
            Field("request/resources", say.RESOURCES),
            *(Field(f"request/notes/{number}", say.RESOURCES) for number, _ in draft.notes),
        )
        return Blank((), (self._facts(found),), named=named)

    async def prepare(self, here: Here, typed: Typed) -> ToSign:
        """Build the act of the head."""
        act = await acts.prepare_countersignature(
            self.running.node, here.session, here.ids["paper"], self.running.now()
        )
        return to_sign(act, said_by(act.data).actor)

    async def sign(self, here: Here, act: UUID, cms: bytes) -> str:
        """Keep the head's signature."""
        await acts.countersign(self.running.node, here.session, act, cms, self.running.now())
        return PLACE

    async def relatives(self, here: Here) -> Blank:
        """Show the form of a declaration, to whoever has an account."""
        await lists.asked_by_me(self.running.node, here.session, self.running.now())
        return Blank((Field("iins", IINS, Kind.LONG, longest=LONGEST),))

    async def declare(self, here: Here, typed: Typed) -> str:
        """Keep the declaration."""
        iins = typed.lines("iins")
        if len(iins) > declaring.MOST_RELATIVES:
            numbers = {"length": str(len(iins)), "longest": str(declaring.MOST_RELATIVES)}
            raise TOO_LONG.at("iins", label_kk=IINS.kk, label_ru=IINS.ru, label_en=IINS.en, **numbers)
        await declaring.declare_relatives(self.running.node, here.session, iins, self.running.now())
        return PLACE

    async def _found(self, here: Here) -> lists.Countersigned:
        await signer_here(self.running, here)
        return await lists.view_countersignature(self.running.node, here.session, here.ids["paper"], self.running.now())

    def _row(self, one: lists.Countersigned) -> tuple[tuple[Cell, ...], ...]:
        draft = one.says.draft
        return (
            (Link(draft.key.value, f"{PLACE}/{one.paper.id}"),),
            (Own(one.officer),),
            (Own(draft.task),),
            (_state(one),),
            self._until(one) if one.living else (),
        )

    def _until(self, one: lists.Countersigned) -> tuple[Cell, ...]:
        """Return the clock of a paper that lives, and the bare moment of one that does not."""
        until = one.paper.due_at
        if until is None:
            return ()
        return (self._due(until),) if one.living else (At(until),)

    def _due(self, until: datetime) -> Due:
        """Return until when a paper may be signed, and then sent: the node's own limit from when it was asked for."""
        asked_at = until - self.running.node.limits.countersignature_lives
        return due_by_limit(until, ASKED_AT, asked_at, self.running.now(), ("SIO25-3.1",))

    def _facts(self, one: lists.Countersigned) -> Facts:
        draft, sheets, resources = one.says.draft, self.running.law.sio_pso.sheets, self.running.node.resources
        ties: tuple[Cell, ...] = tuple(Said(say.TIES[tie]) for tie in one.says.ties) or (Said(say.ONESELF),)
        names = (resources[number].name for number in draft.resources if number in resources)
        rows: tuple[tuple[Text, tuple[Cell, ...]], ...] = (
            (say.OFFICER, (Own(one.officer),)),
            (say.SUBJECT, (Said(KIND_NAMES[draft.key.kind]), Own(draft.key.value))),
            (NEAR, ties),
            (say.TASK, (Own(draft.task),)),
            (say.GROUND, (Said(sheets.grounds[draft.ground].name),)),
            (say.PURPOSE, (Said(sheets.purposes[draft.purpose].name),)),
            (say.JUSTIFICATION, (Own(draft.justification),)),
            (say.RESOURCES, tuple(Said(name) for name in names)),
            (say.STATE, (_state(one),)),
            (UNTIL, self._until(one)),
            (say.REQUEST, (Code(str(one.paper.id)),)),
        )
        return Facts(None, rows, ("SIO25-3.1",))


def countersigning_office(running: Running) -> Office:
    """Return the office of the head's signature."""
    office = Countersigning(running)
    done = Signed(ActPurpose.COUNTERSIGNATURE, office.prepare, office.sign, SIGN)
    deeds = (
        Deed(f"{ONE}/sign-it", SIGN, office.signing, done, SIGN_LEAD, ("SIO25-3.1",)),
        Deed(RELATIVES, DECLARE, office.relatives, Unsigned(office.declare, DECLARE), DECLARE_LEAD, ("SIO25-3.1",)),
    )
    pages = (Page(PLACE, office.home), Page(ONE, office.one))
    return Office(PLACE, TITLE, COUNTERSIGN.roles, pages, deeds, anyone=True, today=office.today)


def _state(one: lists.Countersigned) -> Cell:
    if not one.living and one.paper.state != CountersignatureState.USED:
        return say.RAN_OUT
    return say.COUNTERSIGNED[one.paper.state]
