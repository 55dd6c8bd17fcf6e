"""What is done with a document of the sector: steps of its author, head, recipient, and the return."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from almasu.actions.sector import consent, react, return_document, see, write_document
from almasu.actions.sector.acting import law_of
from almasu.interfaces.portal.desk_of_node.coming_in import to_sign
from almasu.interfaces.portal.offices.blocks import Block
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Signed, Unsigned
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_sector import words as say
from almasu.interfaces.portal.offices_of_sector.addressees import addressees_field, addressees_of, whom, whom_signed
from almasu.interfaces.portal.offices_of_sector.form import CONTENT, REPORT, fields_of, filled, said, typed_values
from almasu.interfaces.portal.views.asking import Choice
from almasu.interfaces.portal.views.people import ToSign
from almasu.kernel.powers.sector import CHOOSE, CONSENT_TO_DOCUMENT, DECIDE, RETURN_DOCUMENT, WRITE_DOCUMENT
from almasu.kernel.sector import receipt as receipts
from almasu.kernel.sector.content import Form, addressees_in, card_in, fields_in, typed_again
from almasu.kernel.sector.document import DocumentKind
from almasu.kernel.sector.incident import Report
from almasu.kernel.sector.words import CHOICES, NAMES
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.text import Text
from almasu.wiring.running import Running

EDIT = Text("Түзету", "Изменить", "Edit")
TO_HEAD = Text("Басшының келісіміне беру", "Передать на согласие", "Put before the head")
GIVE_UP = Text("Бас тарту", "Отказаться от документа", "Give up")
CONSENT_NOW = Text("Келісім беріп, жіберу", "Согласиться и отправить", "Consent and send")
SEND_BACK = Text("Авторына қайтару", "Вернуть автору", "Give back to the author")
CHOOSE_NOW = Text("Шешім ұсыну", "Предложить решение", "Propose what to do")
TAKE_BACK = Text("Ұсынысты қайтарып алу", "Отозвать предложение", "Take the proposal back")
DECIDE_NOW = Text("Ұсынысқа келісім беру", "Согласиться с предложением", "Consent to the proposal")
PROCESSED_NOW = Text("Өңделді деп белгілеу", "Отметить обработанным", "Set to processed")
RETURN_NOW = Text("Толық емес деп қайтару", "Вернуть как неполный", "Return as incomplete")
SAVE = Text("Сақтау", "Сохранить", "Save")
SIGN = Text("Қол қою", "Подписать", "Sign")
SAYS = Text("Мазмұны", "Содержание", "What it says")
WORDS = Text("Автор не түзетуі керек", "Что автору исправить", "What the author should mend")
MISSING = Text("Не жетіспейді", "Чего не хватает", "What is missing")
CHOICE = Text("Ұсыныс", "Предложение", "Proposal")
BECAUSE = Text("Себебі (бас тартсаңыз)", "Причина (если отказ)", "Reason (where refused)")
KIND = Text("Құжаттың түрі", "Вид документа", "Kind of document")
EDITION = Text("Редакциясы", "Редакция", "Edition")
NUMBER = Text("Құжаттың нөмірі", "Номер документа", "Number of the document")
OF_ACT = (
    Field("document", NUMBER),
    Field("kind", KIND, Kind.CHOICE, choices=tuple(Choice(kind.value, name) for kind, name in NAMES.items())),
    Field("edition", EDITION),
)
"""What acts about a document name beside its content."""
SENT = Text(
    "құжат жіберілді; ұйымдарда бір жұмыс күні бар.",
    "документ отправлен; у организаций один рабочий день.",
    "the document is sent; the organisations have one working day.",
)
WITH_HEAD = Text(
    "енді басшының қолы керек.", "теперь нужна подпись руководителя.", "now the head's signature is needed."
)
THREE_DAYS = Text(
    "ұйымда түзетуге үш жұмыс күні бар.",
    "у организации три рабочих дня на исправление.",
    "the organisation has three working days to mend it.",
)


@dataclass(frozen=True, slots=True)
class Deeds:
    """Every deed of a document."""

    running: Running

    def deeds(self) -> tuple[Deed, ...]:
        """Return all of them."""
        return (*self._of_author(), *self._of_head(), *self._of_recipient(), self._of_centre())

    def _of_author(self) -> tuple[Deed, ...]:
        writes = WRITE_DOCUMENT.roles
        return (
            Deed(f"{say.ONE}/edit", EDIT, self.edit, Unsigned(self.rewrite, SAVE), None, ("ASOI-10",), writes),
            Deed(
                f"{say.ONE}/to-head",
                TO_HEAD,
                self.look,
                Unsigned(self.put_to_head, TO_HEAD),
                None,
                ("ASOI-10",),
                writes,
                WITH_HEAD,
            ),
            Deed(f"{say.ONE}/give-up", GIVE_UP, self.look, Unsigned(self.give_up, GIVE_UP), roles=writes),
        )

    def _of_head(self) -> tuple[Deed, ...]:
        sends = Signed(ActPurpose.SECTOR_CONSENT, self.prepare_consent, self.consent, SIGN)
        back = Signed(ActPurpose.SECTOR_SENT_BACK, self.prepare_send_back, self.send_back, SIGN)
        decides = Signed(ActPurpose.SECTOR_DECISION, self.prepare_decision, self.decide, SIGN)
        roles = CONSENT_TO_DOCUMENT.roles
        return (
            Deed(f"{say.ONE}/consent", CONSENT_NOW, self.look, sends, None, ("ASOI-10",), roles, SENT),
            Deed(f"{say.ONE}/send-back", SEND_BACK, self.to_send_back, back, None, ("ASOI-10",), roles),
            Deed(f"{say.ONE}/decide", DECIDE_NOW, self.to_decide, decides, None, ("ASOI-13.1",), DECIDE.roles),
        )

    def _of_recipient(self) -> tuple[Deed, ...]:
        roles = CHOOSE.roles
        return (
            Deed(
                f"{say.ONE}/choose",
                CHOOSE_NOW,
                self.to_choose,
                Unsigned(self.choose, CHOOSE_NOW),
                None,
                ("ASOI-13.1",),
                roles,
                WITH_HEAD,
            ),
            Deed(f"{say.ONE}/take-back", TAKE_BACK, self.look, Unsigned(self.take_back, TAKE_BACK), roles=roles),
            Deed(
                f"{say.ONE}/processed",
                PROCESSED_NOW,
                self.look,
                Unsigned(self.processed, PROCESSED_NOW),
                None,
                ("ASOI-13.2",),
                roles,
            ),
        )

    def _of_centre(self) -> Deed:
        returns = Signed(ActPurpose.SECTOR_RETURN, self.prepare_return, self.give_back, SIGN)
        return Deed(
            f"{say.ONE}/return",
            RETURN_NOW,
            self.to_return,
            returns,
            None,
            ("ASOI-15",),
            RETURN_DOCUMENT.roles,
            THREE_DAYS,
        )

    async def seen(self, here: Here) -> see.Seen:
        """Return the document of this address as whoever is here sees it."""
        return await see.see_document(self.running.node, here.session, here.ids["document"], self.running.now())

    async def shown(self, here: Here, *fields: Field) -> Blank:
        """Return a form of these fields below the document itself."""
        seen = await self.seen(here)
        above: tuple[Block, ...] = (said(SAYS, seen.fields, seen.values), *whom(seen))
        return Blank(fields, above, named=(*OF_ACT, *fields_of(seen.fields, CONTENT), whom_signed(seen)))

    async def look(self, here: Here) -> Blank:
        """Show the document above a single button."""
        return await self.shown(here)

    async def edit(self, here: Here) -> Blank:
        """Return the form with what is written now."""
        seen = await self.seen(here)
        document, fields = seen.kept.document, fields_of(seen.fields)
        typed = filled(seen.fields, typed_again(seen.values))
        if document.kind is DocumentKind.REQUEST:
            whom = await addressees_field(self.running, here)
            named = tuple(one or say.REGULATOR for one in addressees_in(document.kind, document.content))
            return Blank((*fields, whom), filled=Typed({**typed.texts, "addressees": named}))
        card = card_in(document.kind, document.content)
        if card is None:
            return Blank(fields, filled=typed)
        return Blank((*fields, REPORT), filled=Typed({**typed.texts, "report": (card.report.value,)}))

    async def rewrite(self, here: Here, typed: Typed) -> str:
        """Keep the next edition."""
        document = (await self.seen(here)).kept.document
        fields = fields_in(law_of(self.running.node).catalogue, document.kind, document.content)
        addressees = addressees_of(typed)
        card = card_in(document.kind, document.content)
        form = Form(document.kind, typed_values(fields, typed), addressees=addressees)
        if card is not None:
            form = Form(document.kind, form.fields, card.kind, Report(typed.text("report")))
        number, at = here.ids["document"], self.running.now()
        await write_document.rewrite_document(self.running.node, here.session, number, form, at)
        return self._place(here)

    async def put_to_head(self, here: Here, typed: Typed) -> str:
        """Ask for the consent."""
        await write_document.put_to_head(self.running.node, here.session, here.ids["document"], self.running.now())
        return self._place(here)

    async def give_up(self, here: Here, typed: Typed) -> str:
        """Give up what is being written."""
        await write_document.give_up(self.running.node, here.session, here.ids["document"], self.running.now())
        return say.INBOX

    async def prepare_consent(self, here: Here, typed: Typed) -> ToSign:
        """Make the act of consent, which says the whole document."""
        return _sign(
            await consent.prepare_consent(self.running.node, here.session, here.ids["document"], self.running.now())
        )

    async def consent(self, here: Here, act: UUID, cms: bytes) -> str:
        """Send the document."""
        await consent.consent(self.running.node, here.session, act, cms, self.running.now())
        return self._place(here)

    async def to_send_back(self, here: Here) -> Blank:
        """Return the form of what the head has to say."""
        return await self.shown(here, Field("words", WORDS, Kind.LONG))

    async def prepare_send_back(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that gives the document back."""
        number, at = here.ids["document"], self.running.now()
        return _sign(await consent.prepare_send_back(self.running.node, here.session, number, typed.text("words"), at))

    async def send_back(self, here: Here, act: UUID, cms: bytes) -> str:
        """Give it back."""
        await consent.send_back(self.running.node, here.session, act, cms, self.running.now())
        return say.APPROVALS

    async def to_choose(self, here: Here) -> Blank:
        """Return the form of a proposal."""
        offered = tuple(Choice(one.value, name) for one, name in CHOICES.items())
        return await self.shown(
            here,
            Field("choice", CHOICE, Kind.CHOICE, choices=offered),
            Field("words", BECAUSE, Kind.LONG, required=False),
        )

    async def choose(self, here: Here, typed: Typed) -> str:
        """Propose."""
        proposal = react.Proposal(receipts.Choice(typed.text("choice")), typed.text("words"))
        number, at = here.ids["document"], self.running.now()
        await react.propose(self.running.node, here.session, number, proposal, at)
        return self._place(here)

    async def take_back(self, here: Here, typed: Typed) -> str:
        """Take the proposal back."""
        await react.take_back(self.running.node, here.session, here.ids["document"], self.running.now())
        return self._place(here)

    async def to_decide(self, here: Here) -> Blank:
        """Show the alert above the signature; what is proposed stands in the act."""
        blank = await self.shown(here)
        offered = tuple(Choice(one.value, name) for one, name in CHOICES.items())
        named = (Field("choice", CHOICE, Kind.CHOICE, choices=offered), Field("words", BECAUSE))
        return Blank((), blank.above, named=(*blank.named, *named))

    async def prepare_decision(self, here: Here, typed: Typed) -> ToSign:
        """Make the act of consent to the proposal."""
        return _sign(
            await react.prepare_decision(self.running.node, here.session, here.ids["document"], self.running.now())
        )

    async def decide(self, here: Here, act: UUID, cms: bytes) -> str:
        """Decide."""
        await react.decide(self.running.node, here.session, act, cms, self.running.now())
        return self._place(here)

    async def processed(self, here: Here, typed: Typed) -> str:
        """Set the alert to processed."""
        await react.set_processed(self.running.node, here.session, here.ids["document"], self.running.now())
        return self._place(here)

    async def to_return(self, here: Here) -> Blank:
        """Return the form of what is missing."""
        return await self.shown(here, Field("missing", MISSING, Kind.LONG))

    async def prepare_return(self, here: Here, typed: Typed) -> ToSign:
        """Make the act of a return."""
        number, at = here.ids["document"], self.running.now()
        return _sign(
            await return_document.prepare_return(self.running.node, here.session, number, typed.text("missing"), at)
        )

    async def give_back(self, here: Here, act: UUID, cms: bytes) -> str:
        """Return the document."""
        await return_document.return_document(self.running.node, here.session, act, cms, self.running.now())
        return say.CENTRE

    def _place(self, here: Here) -> str:
        return f"{say.DOCUMENTS}/{here.ids['document']}"


def _sign(prepared: PreparedAct) -> ToSign:
    return to_sign(prepared, said_by(prepared.data).actor)
