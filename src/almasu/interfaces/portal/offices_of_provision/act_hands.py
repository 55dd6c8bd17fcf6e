"""What both sides do with a draft and with an act: put, approve, send back, sign, renew, give up, end (FMA-5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from almasu.actions.provision import approve_act, draft_act, end_act, see_acts, sign_act
from almasu.interfaces.portal.desk_of_node.coming_in import to_sign
from almasu.interfaces.portal.offices.blocks import Block
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Signed, Unsigned
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_provision import act_blocks as show
from almasu.interfaces.portal.offices_of_provision import act_form as form
from almasu.interfaces.portal.offices_of_provision import words as say
from almasu.interfaces.portal.offices_of_provision.act_blocks import ACTS, ONE
from almasu.interfaces.portal.offices_of_provision.act_ways import APPROVE, END, GIVE_UP, PUT, RENEW, SEND_BACK, SIGN
from almasu.interfaces.portal.views.people import ToSign
from almasu.kernel.powers.provision_acts import APPROVE_ACT, DRAFT_ACT, END_ACT, SEND_ACT_BACK, SIGN_ACT
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.text import Text
from almasu.wiring.running import Running

PAPER = Text("Нұсқаның нөмірі жүйеде", "Номер версии в системе", "Number of the version in the system")
AGENCY = Text("Агенттік", "Агентство", "Agency")
SETS = Text("Деректер жиындары", "Наборы данных", "Data sets")
WANTED = Text("Нені өзгерту керек", "Что нужно изменить", "What is wanted otherwise")
LAST = Text("Соңғы күні", "Последний день", "Last day")
PRINTED = Text("Жаңа актінің нөмірі", "Номер нового акта", "Number of the new act")
OF_ACT = (
    Field("paper", PAPER),
    Field("number", form.NUMBER),
    Field("body", say.BODY),
    Field("agency", AGENCY),
    Field("since", form.SINCE, Kind.DAY),
    Field("until", form.UNTIL, Kind.DAY),
    Field("data_sets", SETS),
    Field("draft", show.DRAFT),
    Field("sha256", show.HASH),
    Field("last", LAST, Kind.DAY),
)
"""What a signature about an act names."""
WITH_OTHERS = Text(
    "енді екі тараптың келісуі керек.", "теперь нужно согласие обеих сторон.", "now both sides must approve it."
)
WITH_HEADS = Text(
    "екі тарап келіссе, басшылар қол қояды.",
    "после согласия обеих сторон подписывают руководители.",
    "once both sides approved, the heads sign.",
)
IN_FORCE_BY_BOTH = Text(
    "екі басшы да қол қойған соң акт бірінші күнінен бастап күшінде болады.",
    "как только подпишут оба руководителя, акт действует со своего первого дня.",
    "once both heads have signed, the act governs from its first day.",
)
BY_BOTH = Text(
    "акт екі басшы да қол қойғанда ғана өзгереді.",
    "акт изменится, только когда подпишут оба руководителя.",
    "the act changes only once both heads have signed.",
)
CITES = ("FMA-5",)


@dataclass(frozen=True, slots=True)
class Hands:
    """The deeds of both sides."""

    running: Running

    def deeds(self) -> tuple[Deed, ...]:
        """Return all of them."""
        return (*self._of_workers(), *self._of_heads())

    def _of_workers(self) -> tuple[Deed, ...]:
        approves = Signed(ActPurpose.PROVISION_APPROVAL, self.prepare_approval, self.approve, APPROVE)
        writes = DRAFT_ACT.roles
        return (
            Deed(f"{ONE}/put", PUT, self.look, Unsigned(self.put, PUT), None, CITES, writes, WITH_OTHERS),
            Deed(f"{ONE}/approve", APPROVE, self.look, approves, None, CITES, APPROVE_ACT.roles, WITH_HEADS),
            Deed(
                f"{ONE}/send-back",
                SEND_BACK,
                self.to_send_back,
                Unsigned(self.send_back, SEND_BACK),
                None,
                CITES,
                SEND_ACT_BACK.roles,
            ),
            Deed(f"{ONE}/give-up", GIVE_UP, self.look, Unsigned(self.give_up, GIVE_UP), None, CITES, writes),
            Deed(f"{ONE}/renew", RENEW, self.to_renew, Unsigned(self.renew, RENEW), None, CITES, writes),
        )

    def _of_heads(self) -> tuple[Deed, ...]:
        signs = Signed(ActPurpose.PROVISION_SIGNATURE, self.prepare_signature, self.sign, SIGN)
        ends = Signed(ActPurpose.PROVISION_ENDING, self.prepare_ending, self.end, END)
        return (
            Deed(f"{ONE}/sign", SIGN, self.look, signs, None, ("FMA-5", "FMA-3"), SIGN_ACT.roles, IN_FORCE_BY_BOTH),
            Deed(f"{ONE}/end", END, self.to_end, ends, None, CITES, END_ACT.roles, BY_BOTH),
        )

    async def look(self, here: Here) -> Blank:
        """Show the whole act above the button."""
        return await self._shown(here)

    async def put(self, here: Here, typed: Typed) -> str:
        """Put the draft before both sides."""
        await draft_act.put_act(self.running.node, here.session, here.ids["version"], self.running.now())
        return _place(here)

    async def give_up(self, here: Here, typed: Typed) -> str:
        """Give the draft up."""
        await draft_act.give_act_up(self.running.node, here.session, here.ids["version"], self.running.now())
        return ACTS

    async def prepare_approval(self, here: Here, typed: Typed) -> ToSign:
        """Make the act of approval, which names the digest of the draft."""
        at = self.running.now()
        return _sign(await approve_act.prepare_approval(self.running.node, here.session, here.ids["version"], at))

    async def approve(self, here: Here, act: UUID, cms: bytes) -> str:
        """Keep the approval."""
        kept = await approve_act.approve_act(self.running.node, here.session, act, cms, self.running.now())
        return f"{ACTS}/{kept.paper.id}"

    async def to_send_back(self, here: Here) -> Blank:
        """Return the form of what this side wants otherwise."""
        return await self._shown(here, Field("words", WANTED, Kind.LONG))

    async def send_back(self, here: Here, typed: Typed) -> str:
        """Send the version back to a draft."""
        number, at = here.ids["version"], self.running.now()
        await approve_act.send_act_back(self.running.node, here.session, number, typed.text("words"), at)
        return _place(here)

    async def prepare_signature(self, here: Here, typed: Typed) -> ToSign:
        """Make the act of a head's signature."""
        at = self.running.now()
        return _sign(await sign_act.prepare_signature(self.running.node, here.session, here.ids["version"], at))

    async def sign(self, here: Here, act: UUID, cms: bytes) -> str:
        """Keep the signature."""
        kept = await sign_act.sign_act(self.running.node, here.session, act, cms, self.running.now())
        return f"{ACTS}/{kept.paper.id}"

    async def to_renew(self, here: Here) -> Blank:
        """Return the form of the new act's number."""
        return await self._shown(here, Field("number", PRINTED, longest=300))

    async def renew(self, here: Here, typed: Typed) -> str:
        """Keep the draft that renews the act."""
        number, at = here.ids["version"], self.running.now()
        kept = await draft_act.renew_act(self.running.node, here.session, number, typed.text("number"), at)
        return f"{ACTS}/{kept.paper.id}"

    async def to_end(self, here: Here) -> Blank:
        """Return the form of the last day."""
        return await self._shown(here, Field("last", LAST, Kind.DAY))

    async def prepare_ending(self, here: Here, typed: Typed) -> ToSign:
        """Make the act of a head's will to end it."""
        last, at = typed.day("last") or date.min, self.running.now()
        return _sign(await end_act.prepare_ending(self.running.node, here.session, here.ids["version"], last, at))

    async def end(self, here: Here, act: UUID, cms: bytes) -> str:
        """Keep the will."""
        kept = await end_act.end_act(self.running.node, here.session, act, cms, self.running.now())
        return f"{ACTS}/{kept.paper.id}"

    async def _shown(self, here: Here, *fields: Field) -> Blank:
        """Return a form of these fields below the act itself."""
        seen = await see_acts.see_act(self.running.node, here.session, here.ids["version"], self.running.now())
        above: tuple[Block, ...] = (show.standing(seen, here), *show.says(seen.content, here))
        return Blank(fields, above, named=OF_ACT)


def _place(here: Here) -> str:
    return f"{ACTS}/{here.ids['version']}"


def _sign(prepared: PreparedAct) -> ToSign:
    return to_sign(prepared, said_by(prepared.data).actor)
