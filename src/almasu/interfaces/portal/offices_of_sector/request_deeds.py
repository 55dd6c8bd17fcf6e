"""What is done with a request where it came to: entrust it, take or decline it, note the end of the work, answer it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from almasu.actions.sector import answer, take_request
from almasu.actions.sector.acting import law_of
from almasu.actions.sector.take_request import TakeForm
from almasu.interfaces.portal.desk_of_node.coming_in import to_sign
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Signed, Unsigned
from almasu.interfaces.portal.offices.problems import MISSING
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_sector import words as say
from almasu.interfaces.portal.offices_of_sector.deeds import NUMBER, SAVE, SIGN, WITH_HEAD, Deeds
from almasu.interfaces.portal.offices_of_sector.form import fields_of, typed_values
from almasu.interfaces.portal.views.asking import Choice
from almasu.interfaces.portal.views.people import ToSign
from almasu.kernel.powers.sector import ANSWER_AS_CENTRE, DECIDE_ON_REQUEST, ENTRUST, TAKE_REQUEST, WRITE_DOCUMENT
from almasu.kernel.sector.assignment import Take
from almasu.kernel.sector.words import TAKES
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.law.text import Text
from almasu.wiring.running import Running

TAKE_NOW = Text("Жұмысқа алу не қабылдамау", "Принять в работу или отклонить", "Take into work or decline")
TAKE_BACK_NOW = Text("Ұсынысты қайтарып алу", "Отозвать предложение", "Take the proposal back")
DECIDE_TAKING = Text("Ұсынысқа келісім беру", "Согласиться с предложением", "Consent to the proposal")
ENTRUST_NOW = Text("Қызметкерге тапсыру", "Поручить работнику", "Entrust to a worker")
DONE_NOW = Text("Жұмыстың біткенін белгілеу", "Отметить окончание работы", "Note that the work is done")
ANSWER_NOW = Text("Жауап жазу", "Составить ответ", "Write the answer")
ANSWER_SIGNED = Text("Жауап беру", "Ответить", "Answer")
TAKE = Text("Шешім", "Решение", "Choice")
COMMENT = Text("Түсініктеме", "Комментарий", "Comment")
COMMENT_HINT = Text(
    "Оны сұрау салуды жіберген ұйым оқиды. Түсініктемесіз сұрау салу қабылданбай қалмайды.",
    "Его прочитает отправитель запроса. Без комментария запрос не отклонить.",
    "The sender of the request reads it. A request is not declined without a comment.",
)
WORKER = Text("Қызметкер", "Работник", "Worker")
ENTRUST_LEAD = Text(
    "Енді сұрау салумен осы қызметкер ғана жұмыс істейді. Кейін басқаға тапсыра аласыз.",
    "С запросом будет работать только этот работник. Позже можно поручить другому.",
    "Only this worker will work on the request. You may entrust it to another later.",
)
TEN_DAYS = Text(
    "жауапқа 10 жұмыс күні бар.", "на ответ десять рабочих дней.", "there are ten working days for the answer."
)


@dataclass(frozen=True, slots=True)
class RequestDeeds:
    """Every deed of a request at its addressee."""

    running: Running

    def deeds(self) -> tuple[Deed, ...]:
        """Return all of them."""
        return (*self._of_worker(), *self._of_head(), self._of_centre())

    def _of_worker(self) -> tuple[Deed, ...]:
        takes, cites = TAKE_REQUEST.roles, ("ASOI-14.1",)
        propose, back = Unsigned(self.take, TAKE_NOW), Unsigned(self.take_back, TAKE_BACK_NOW)
        done, write = Unsigned(self.work_done, DONE_NOW), Unsigned(self.write_answer, SAVE)
        return (
            Deed(f"{say.ONE}/take", TAKE_NOW, self.to_take, propose, None, cites, takes),
            Deed(f"{say.ONE}/take-proposal-back", TAKE_BACK_NOW, self.look, back, None, cites, takes),
            Deed(f"{say.ONE}/work-done", DONE_NOW, self.look, done, None, ("ASOI-14.2",), takes, TEN_DAYS),
            Deed(
                f"{say.ONE}/answer",
                ANSWER_NOW,
                self.to_answer,
                write,
                None,
                ("ASOI-14.2",),
                WRITE_DOCUMENT.roles,
                WITH_HEAD,
            ),
        )

    def _of_head(self) -> tuple[Deed, ...]:
        decides = Signed(ActPurpose.SECTOR_TAKING, self.prepare_taking, self.decide, SIGN)
        entrusts = Unsigned(self.entrust, ENTRUST_NOW)
        cites = ("ASOI-14.1",)
        return (
            Deed(
                f"{say.ONE}/decide-taking", DECIDE_TAKING, self.to_decide, decides, None, cites, DECIDE_ON_REQUEST.roles
            ),
            Deed(
                f"{say.ONE}/entrust",
                ENTRUST_NOW,
                self.to_entrust,
                entrusts,
                ENTRUST_LEAD,
                ("ASOI-3.1", "ASOI-14.1"),
                ENTRUST.roles,
            ),
        )

    def _of_centre(self) -> Deed:
        answers = Signed(ActPurpose.SECTOR_ANSWER, self.prepare_answer, self.answer_as_centre, SIGN)
        return Deed(
            f"{say.ONE}/answer-as-centre",
            ANSWER_SIGNED,
            self.to_answer,
            answers,
            None,
            ("ASOI-3.7", "ASOI-11"),
            ANSWER_AS_CENTRE.roles,
        )

    async def _shown(self, here: Here, *fields: Field) -> Blank:
        return await Deeds(self.running).shown(here, *fields)

    async def look(self, here: Here) -> Blank:
        """Show the request above a single button."""
        return await self._shown(here)

    async def to_take(self, here: Here) -> Blank:
        """Return the form of a choice with its comment."""
        return await self._shown(
            here,
            Field("take", TAKE, Kind.CHOICE, choices=_takes()),
            Field("comment", COMMENT, Kind.LONG, hint=COMMENT_HINT, longest=4000),
        )

    async def take(self, here: Here, typed: Typed) -> str:
        """Propose; the authorised body decides at once."""
        form = TakeForm(Take(typed.text("take")), typed.text("comment"))
        number, at = here.ids["document"], self.running.now()
        await take_request.propose_taking(self.running.node, here.session, number, form, at)
        return self._place(here)

    async def take_back(self, here: Here, typed: Typed) -> str:
        """Take the proposal back."""
        number, at = here.ids["document"], self.running.now()
        await take_request.take_proposal_back(self.running.node, here.session, number, at)
        return self._place(here)

    async def work_done(self, here: Here, typed: Typed) -> str:
        """Note the end of the work."""
        number, at = here.ids["document"], self.running.now()
        await take_request.note_work_done(self.running.node, here.session, number, at)
        return self._place(here)

    async def to_decide(self, here: Here) -> Blank:
        """Show the request above the signature; what is proposed stands in the act."""
        blank = await self._shown(here)
        named = (Field("take", TAKE, Kind.CHOICE, choices=_takes()), Field("comment", COMMENT))
        return Blank((), blank.above, named=(*blank.named, *named))

    async def prepare_taking(self, here: Here, typed: Typed) -> ToSign:
        """Make the act of consent to what is proposed."""
        number, at = here.ids["document"], self.running.now()
        act = await take_request.prepare_taking(self.running.node, here.session, number, at)
        return to_sign(act, said_by(act.data).actor)

    async def decide(self, here: Here, act: UUID, cms: bytes) -> str:
        """Take into work or decline."""
        await take_request.decide_taking(self.running.node, here.session, act, cms, self.running.now())
        return self._place(here)

    async def to_entrust(self, here: Here) -> Blank:
        """Return the form with the workers of the organisation."""
        workers = await take_request.colleagues(self.running.node, here.session, self.running.now())
        names = ((str(one.id), one.person.full_name()) for one in workers)
        offered = tuple(Choice(number, Text(name, name, name)) for number, name in names)
        return await self._shown(here, Field("worker", WORKER, Kind.CHOICE, choices=offered))

    async def entrust(self, here: Here, typed: Typed) -> str:
        """Entrust the request."""
        worker = typed.id("worker")
        if worker is None:
            raise MISSING.at("worker", label_kk=WORKER.kk, label_ru=WORKER.ru, label_en=WORKER.en)
        number, at = here.ids["document"], self.running.now()
        await take_request.entrust(self.running.node, here.session, number, worker, at)
        return self._place(here)

    async def to_answer(self, here: Here) -> Blank:
        """Return the form of an answer below the request."""
        above = (await self._shown(here)).above
        return Blank(fields_of(law_of(self.running.node).catalogue.answer), above, named=(Field("document", NUMBER),))

    async def write_answer(self, here: Here, typed: Typed) -> str:
        """Keep the draft of the answer."""
        values = typed_values(law_of(self.running.node).catalogue.answer, typed)
        number, at = here.ids["document"], self.running.now()
        kept = await answer.write_answer(self.running.node, here.session, number, values, at)
        return f"{say.DOCUMENTS}/{kept.paper.id}"

    async def prepare_answer(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that answers for the authorised body."""
        values = typed_values(law_of(self.running.node).catalogue.answer, typed)
        number, at = here.ids["document"], self.running.now()
        act = await answer.prepare_answer_of_centre(self.running.node, here.session, number, values, at)
        return to_sign(act, said_by(act.data).actor)

    async def answer_as_centre(self, here: Here, act: UUID, cms: bytes) -> str:
        """Send the answer."""
        kept = await answer.answer_of_centre(self.running.node, here.session, act, cms, self.running.now())
        return f"{say.DOCUMENTS}/{kept.paper.id}"

    def _place(self, here: Here) -> str:
        return f"{say.DOCUMENTS}/{here.ids['document']}"


def _takes() -> tuple[Choice, ...]:
    return tuple(Choice(one.value, name) for one, name in TAKES.items())
