"""Asking a state body: what may be asked now, and the form of a question (FMA-3.3, FMA-5)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from almasu.actions.provision import answering, ask, see_askable
from almasu.actions.provision.ask import Form
from almasu.actions.provision.see_askable import Askable
from almasu.interfaces.portal.desk_of_node.coming_in import to_sign
from almasu.interfaces.portal.offices.blocks import Cell, Facts, Link, Own, Said, Sheet, Table
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Office, Page, Signed
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_provision import words_of_asking as say
from almasu.interfaces.portal.views.asking import Choice
from almasu.interfaces.portal.views.people import ToSign
from almasu.kernel.powers.provision_asking import ASK
from almasu.kernel.provision.act_words import PURPOSE_NAMES
from almasu.kernel.provision.joint_act import ActField
from almasu.kernel.provision.way import WAY_NAMES
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.text import Language, Text
from almasu.wiring.running import Running

CITES = ("FMA-3.3", "FMA-5")


@dataclass(frozen=True, slots=True)
class AskingOffice:
    """What an officer may ask now, and asking it."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        asks = Signed(ActPurpose.PROVISION_QUESTION, self.prepare_question, self.ask, say.SIGN_QUESTION)
        place, cites = f"{say.ASKING}/{{ladder:uuid}}", ("FMA-1", *CITES)
        return Office(
            say.ASKING,
            say.ASK_NOW,
            ASK.roles,
            (Page(say.ASKING, self.askable),),
            (Deed(place, say.ASK_NOW, self.blank_question, asks, say.LEAD, cites, ASK.roles),),
            section=Section.ASKED,
        )

    async def askable(self, here: Here) -> Sheet:
        """Show what may be asked now."""
        found = await see_askable.askable(self.running.node, here.session, self.running.now())
        rows = tuple(_askable_row(one, here.language) for one in found)
        table = Table(say.WHAT_TO_ASK, (say.SET, say.BODY, say.WAY), rows, say.NOTHING_TO_ASK)
        return Sheet(say.WHAT_TO_ASK, (table,), (), say.LEAD, CITES)

    async def blank_question(self, here: Here) -> Blank:
        """Return the form of a question to one set."""
        found = await see_askable.to_ask(self.running.node, here.session, here.ids["ladder"], self.running.now())
        one, language = found.askable, here.language
        fields = one.data_set.fields
        keys = tuple(_choice(field) for field in fields if field.name in one.data_set.keys)
        materials = tuple(
            Choice(str(each.paper.id), Text(each.material.name, each.material.name, each.material.name))
            for each in found.materials
        )
        allowed = tuple(Choice(each.value, PURPOSE_NAMES[each]) for each in one.act.purposes)
        above = Facts(
            None,
            (
                (say.SET, (Own(one.data_set.name.text().said_in(language)),)),
                (say.BODY, (Own(one.body.said_in(language)),)),
                (say.WAY, (Said(WAY_NAMES[one.way]),)),
            ),
        )
        form = (
            Field("material", say.MATERIAL, Kind.CHOICE, choices=materials),
            Field("purpose", say.PURPOSE, Kind.CHOICE, choices=allowed),
            Field("key", say.KEY, Kind.CHOICE, choices=keys),
            Field("value", say.VALUE, longest=200),
            Field("fields", say.FIELDS, Kind.CHOICES, False, say.FIELDS_HINT, tuple(map(_choice, fields))),
            say.WHY_FIELD,
        )
        named = (
            Field("body", say.BODY),
            Field("data_set", say.SET),
            Field("ladder", say.SET_NUMBER),
            Field("cut", say.CUT, required=False),
        )
        if not materials:
            open_one = Facts(say.NO_MATERIAL, ((say.MATERIAL, (Link(say.NEW_MATERIAL, f"{say.MATERIALS}/new"),)),))
            return Blank((), (above, open_one), closed=True)
        return Blank(form, (above,), named=named)

    async def prepare_question(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that asks."""
        found = await see_askable.to_ask(self.running.node, here.session, here.ids["ladder"], self.running.now())
        form = Form(
            body=found.askable.body.bin,
            data_set=found.askable.data_set.code,
            key=typed.text("key"),
            value=typed.text("value").strip(),
            purpose=typed.text("purpose"),
            material=typed.id("material") or UUID(int=0),
            why=typed.text("why"),
            fields=typed.many("fields"),
        )
        return _shown(await ask.prepare_question(self.running.node, here.session, form, self.running.now()))

    async def ask(self, here: Here, act: UUID, cms: bytes) -> str:
        """Ask."""
        made = await answering.put_question(self.running.node, here.session, act, cms, self.running.now())
        return f"{say.QUESTIONS}/{made.paper.id}"


def _askable_row(one: Askable, language: Language) -> tuple[tuple[Cell, ...], ...]:
    return (
        (Link(one.data_set.name.text().said_in(language), f"{say.ASKING}/{one.ladder}"),),
        (Own(one.body.said_in(language)),),
        (Said(WAY_NAMES[one.way]),),
    )


def _choice(field: ActField) -> Choice:
    return Choice(field.name, field.label.text())


def _shown(act: PreparedAct) -> ToSign:
    return to_sign(act, said_by(act.data).actor)
