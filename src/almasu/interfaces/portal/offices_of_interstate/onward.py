"""Passing received information on: asked of its owner, granted within limits or refused, passed on (CIS-1f)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from almasu.actions.interstate import answer_onward, onward_kept, packets, pass_on
from almasu.actions.interstate.onward_kept import KeptOnward
from almasu.interfaces.portal.offices.blocks import Sheet, Way
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Office, Page, Signed
from almasu.interfaces.portal.offices.older import older_of
from almasu.interfaces.portal.offices.problems import MISSING
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.today import Task, Today
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_interstate import onward_blocks as show
from almasu.interfaces.portal.offices_of_interstate import packet_rows
from almasu.interfaces.portal.offices_of_interstate import telling_form as telling
from almasu.interfaces.portal.offices_of_interstate import words as say
from almasu.interfaces.portal.offices_of_interstate.case_form import CHANNEL, channel
from almasu.interfaces.portal.offices_of_interstate.cases import shown
from almasu.interfaces.portal.offices_of_interstate.coming import kinds_of_onward
from almasu.interfaces.portal.offices_of_interstate.lines_of_act import lines_of
from almasu.interfaces.portal.offices_of_interstate.naming import directory_at, named
from almasu.interfaces.portal.offices_of_interstate.not_taken import not_taken_of
from almasu.interfaces.portal.offices_of_interstate.packet_words import CAME, PACKETS
from almasu.interfaces.portal.views.asking import Choice
from almasu.interfaces.portal.views.people import ToSign
from almasu.kernel.interstate.asking import LONGEST
from almasu.kernel.interstate.onward import CLAUSES, Declined, Granted, OnwardGround, OnwardState
from almasu.kernel.powers.interstate import ANSWER_ONWARD, PASS_ON, SEE_CASES
from almasu.kernel.signatures.act import ActPurpose
from almasu.law.text import Text
from almasu.wiring.running import Running

ONE = f"{show.ONWARD}/{{onward:uuid}}"
ANSWER = Text("Жауап беру", "Ответить", "Answer")
GRANT = Text("келісемін", "согласен", "consent")
REFUSE = Text("бас тартамын", "отказываю", "refuse")
TAKE_BACK = Text("Келісімді қайтарып алу", "Отозвать согласие", "Take the consent back")
PASS = Text("Әрі беру", "Передать дальше", "Pass it on")
SIGN_IT = Text("Қол қою", "Подписать", "Sign")
WAITS = Text("Ақпаратты әрі беру туралы жауап керек", "Просят о передаче сведений", "Somebody asks to pass on")


@dataclass(frozen=True, slots=True)
class OnwardOffice:
    """Askings as a body of this node sees them, made and received."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        answers = Signed(ActPurpose.CIS_ONWARD_ANSWER, self.prepare_answer, self.answer, SIGN_IT)
        back = Signed(ActPurpose.CIS_ONWARD_BACK, self.prepare_back, self.take_back, SIGN_IT)
        passes = Signed(ActPurpose.CIS_PASSING_ON, self.prepare_passing, self.pass_on, SIGN_IT)
        return Office(
            show.ONWARD,
            show.TITLE,
            SEE_CASES.roles,
            (Page(show.ONWARD, self.read), Page(ONE, self.one)),
            (
                Deed(f"{ONE}/answer", ANSWER, self.blank_answer, answers, None, show.CITES, ANSWER_ONWARD.roles),
                Deed(f"{ONE}/back", TAKE_BACK, self.blank_above, back, None, ("CIS-1f",), ANSWER_ONWARD.roles),
                Deed(f"{ONE}/pass", PASS, self.blank_passing, passes, show.LEAD, show.CITES, PASS_ON.roles),
            ),
            section=Section.OF_OTHERS,
            today=self.today,
        )

    async def read(self, here: Here) -> Sheet:
        """Show the askings of the body."""
        seen = await directory_at(self.running, here)
        cursor, at = here.asked.text("older"), self.running.now()
        page = await onward_kept.askings(self.running.node, here.session, cursor, at)
        table = show.table(page.items, seen.directory, here, older_of(page.after))
        return Sheet(show.TITLE, (table,), (), show.LEAD, show.CITES)

    async def one(self, here: Here) -> Sheet:
        """Show one asking, and what may be done with it."""
        kept, seen = await self._kept(here), await directory_at(self.running, here)
        onward, place = kept.onward, show.place(kept)
        ways = [Way(show.ITEM, f"{say.ITEMS}/{onward.asked.item}")] if onward.ours else []
        if here.may(PASS_ON):
            if not onward.ours and onward.state is OnwardState.ASKED:
                ways.append(Way(ANSWER, f"{place}/answer", main=True))
            if not onward.ours and onward.state is OnwardState.GRANTED:
                ways.append(Way(TAKE_BACK, f"{place}/back"))
            if onward.ours and onward.state is OnwardState.GRANTED:
                ways.append(Way(PASS, f"{place}/pass", main=True))
        if kinds_of_onward(onward):
            ways.append(Way(CAME, f"{PACKETS}/onward/{kept.paper.id}", main=True))
        carried = await packets.packets_about(self.running.node, here.session, kept.paper.id, self.running.now())
        missed = await not_taken_of(self.running, here, kept.paper.id)
        blocks = (*missed, *show.facts(kept, seen.directory, here), *packet_rows.about(carried, seen.directory, here))
        return Sheet(show.TITLE, blocks, tuple(ways), None, show.CITES)

    async def today(self, here: Here) -> Today:
        """Return the askings that wait for the owner's answer."""
        if not here.may(ANSWER_ONWARD):
            return Today(())
        seen = await directory_at(self.running, here)
        waiting = await onward_kept.askings_to_answer(self.running.node, here.session, self.running.now())
        return Today(
            tuple(Task(WAITS, show.place(one), named(seen.directory, one.onward.other, here)) for one in waiting)
        )

    async def blank_answer(self, here: Here) -> Blank:
        """Return the form of an answer: a consent with its limits, or a refusal with its ground."""
        kept, seen = await self._kept(here), await directory_at(self.running, here)
        asked = kept.onward.asked
        grounds = tuple(Choice(one.value, show.GROUNDS[one], (CLAUSES[one],)) for one in OnwardGround)
        fields = (
            Field("answer", ANSWER, Kind.CHOICE, choices=(Choice("grant", GRANT), Choice("refuse", REFUSE))),
            Field("purpose", show.PURPOSE_GIVEN, Kind.LONG, required=False, longest=LONGEST),
            Field("until", show.UNTIL_GIVEN, Kind.DAY, required=False),
            *(telling.RELEASE if asked.secret else ()),
            Field("ground", show.GROUND, Kind.CHOICE, required=False, choices=grounds),
            Field("reason", show.REASON, Kind.LONG, required=False, longest=LONGEST),
        )
        filled = Typed({"purpose": (asked.purpose,), "until": (asked.until.isoformat(),)})
        return Blank(fields, show.facts(kept, seen.directory, here), filled, lines_of(seen))

    async def prepare_answer(self, here: Here, typed: Typed) -> ToSign:
        """Make the answer; Problem `portal.field.missing` for a consent without its last day."""
        at = self.running.now()
        answer: Granted | Declined
        if typed.text("answer") == "grant":
            secret = any(typed.text(one.name).strip() for one in telling.RELEASE)
            release = telling.release(typed) if secret else None
            until = typed.day("until")
            if until is None:
                label = show.UNTIL_GIVEN
                raise MISSING.at("until", label_kk=label.kk, label_ru=label.ru, label_en=label.en)
            answer = Granted(typed.text("purpose"), until, release)
        else:
            answer = Declined(OnwardGround(typed.text("ground") or OnwardGround.OWNER.value), typed.text("reason"))
        form = answer_onward.Form(here.ids["onward"], answer)
        return shown(await answer_onward.prepare_answer(self.running.node, here.session, form, at))

    async def answer(self, here: Here, act: UUID, cms: bytes) -> str:
        """Answer."""
        made = await answer_onward.answer_onward(self.running.node, here.session, act, cms, self.running.now())
        return show.place(made)

    async def blank_above(self, here: Here) -> Blank:
        """Return a form without fields, with the asking above it."""
        kept, seen = await self._kept(here), await directory_at(self.running, here)
        return Blank((), show.facts(kept, seen.directory, here), named=lines_of(seen))

    async def blank_passing(self, here: Here) -> Blank:
        """Return the form in which it is chosen how the information goes on."""
        kept, seen = await self._kept(here), await directory_at(self.running, here)
        return Blank((CHANNEL,), show.facts(kept, seen.directory, here), named=lines_of(seen))

    async def prepare_back(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that takes a consent back."""
        form = answer_onward.OfOnward(here.ids["onward"])
        return shown(await answer_onward.prepare_taking_back(self.running.node, here.session, form, self.running.now()))

    async def take_back(self, here: Here, act: UUID, cms: bytes) -> str:
        """Take it back."""
        return show.place(await answer_onward.take_back(self.running.node, here.session, act, cms, self.running.now()))

    async def prepare_passing(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that passes it on."""
        form = pass_on.Form(here.ids["onward"], channel(typed))
        return shown(await pass_on.prepare_passing(self.running.node, here.session, form, self.running.now()))

    async def pass_on(self, here: Here, act: UUID, cms: bytes) -> str:
        """Pass it on."""
        return show.place(await pass_on.pass_on(self.running.node, here.session, act, cms, self.running.now()))

    async def _kept(self, here: Here) -> KeptOnward:
        return await onward_kept.one_asking(self.running.node, here.session, here.ids["onward"], self.running.now())
