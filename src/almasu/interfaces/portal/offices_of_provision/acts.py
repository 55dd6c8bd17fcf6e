"""Joint acts for both sides: the list, one version with what may be done now, its differences, its files (FMA-5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from almasu.actions.provision import register_body, see_acts
from almasu.actions.provision.said_of_act import ACT_FILE
from almasu.interfaces.portal.offices.blocks import (
    Block,
    Cell,
    Link,
    On,
    Own,
    Said,
    Sheet,
    State,
    Table,
    Tone,
    Way,
    Words,
)
from almasu.interfaces.portal.offices.office import File, Here, Office, Page
from almasu.interfaces.portal.offices.older import older_of
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.today import Figure, Task, Today
from almasu.interfaces.portal.offices_of_provision import act_blocks as show
from almasu.interfaces.portal.offices_of_provision import words as say
from almasu.interfaces.portal.offices_of_provision.act_blocks import ACTS, ONE
from almasu.interfaces.portal.offices_of_provision.act_drafting import FROM_FILE, Drafting
from almasu.interfaces.portal.offices_of_provision.act_hands import Hands
from almasu.interfaces.portal.offices_of_provision.act_ways import ways_on
from almasu.interfaces.portal.views.proof import EvidenceFile
from almasu.kernel.powers.provision_acts import DRAFT_ACT, SEE_ACTS
from almasu.kernel.provision import act_words as words
from almasu.kernel.provision.act_course import Stage
from almasu.kernel.provision.act_diff import KIND_NAMES, Difference
from almasu.kernel.provision.body import body_number
from almasu.kernel.provision.difference_words import worded
from almasu.kernel.provision.joint_act import ActContent
from almasu.law.text import Language, Text
from almasu.wiring.provision_act_pdf import pdf_of
from almasu.wiring.running import Running

TITLE = Text("Бірлескен актілер", "Совместные акты", "Joint acts")
ONE_TITLE = Text("Бірлескен акт", "Совместный акт", "Joint act")
BACK = Text("Актіге оралу", "Назад к акту", "Back to the act")
NEW = Text("Жаңа акт жазу", "Составить новый акт", "Write a new act")
BODIES = Text("Органмен жаңа акт", "Новый акт с органом", "A new act with a body")
THINK_OF = Text("Назар аударыңыз", "Обратите внимание", "To think of")
THINK_OF_ACTS = Text("Назар аударатын актілер", "Акты, требующие внимания", "Acts to think of")
DIFFERENCES = Text("Алдыңғы нұсқадан айырмасы", "Отличия от прошлой версии", "Differences from the version before")
PLACE = Text("Қай жерде", "Где", "Where")
KIND = Text("Не болды", "Что стало", "What became of it")
WAS = Text("Болған", "Было", "Was")
NOW = Text("Болды", "Стало", "Is now")
WIDENS = Text("Кеңейте ме", "Расширяет ли", "Whether more moves")
MORE = Text("көбірек беріледі", "передаётся больше", "more moves")
NO_MORE = Text("жоқ", "нет", "no")
FIRST = Text(
    "Бұл алғашқы нұсқа: салыстыратын ештеңе жоқ.",
    "Это первая версия: сравнивать не с чем.",
    "This is the first version: there is nothing to compare with.",
)
NO_ACTS = Text(
    "Бірлескен акт әлі жоқ: актісіз ешқандай мәлімет берілмейді. Жобаны төменде органды таңдап не файлдан жазыңыз.",
    "Совместных актов ещё нет: без акта сведения не передаются. Напишите проект, выбрав орган ниже, или из файла.",
    "There is no joint act yet: without one no data are given. Write a draft: choose the body below, or take a file.",
)
NO_ACTS_TO_SIGN = Text(
    "Бірлескен акт әлі жоқ. Жобаны органның жауапты қызметкері не Агенттіктің талдаушысы жазады; екі жақ келіскен соң, "
    "қол қоюға осында келеді.",
    "Совместных актов ещё нет. Проект пишет ответственный органа или аналитик Агентства; после согласования он придёт "
    "сюда на подпись.",
    "There is no joint act yet. The body's responsible person or the Agency's analyst writes the draft; once both "
    "sides approved it, it comes here to be signed.",
)
NOTHING_CHANGED = Text(
    "Алдыңғы нұсқадан айырмасы жоқ.",
    "Отличий от предыдущей версии нет.",
    "It says nothing otherwise than the version before.",
)
TO_APPROVE = Text("Бірлескен актіні келісу", "Согласовать совместный акт", "Approve a joint act")
TO_SIGN = Text("Бірлескен актіге қол қою", "Подписать совместный акт", "Sign a joint act")
SHOWN = 2_000
MOST = 100


@dataclass(frozen=True, slots=True)
class Acts:
    """The pages of joint acts."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        return Office(
            ACTS,
            TITLE,
            SEE_ACTS.roles,
            (Page(ACTS, self.read), Page(ONE, self.one), Page(f"{ONE}/differences", self.differences)),
            (*Drafting(self.running).deeds(), *Hands(self.running).deeds()),
            (
                File(f"{ONE}/json", self.json),
                File(f"{ONE}/pdf-kk", self.pdf_kk),
                File(f"{ONE}/pdf-ru", self.pdf_ru),
                File(f"{ONE}/pdf-en", self.pdf_en),
            ),
            section=Section.GIVERS,
            today=self.today,
        )

    async def read(self, here: Here) -> Sheet:
        """Show the versions that somebody sees, the last moved first, below what is to be thought of."""
        at, node = self.running.now(), self.running.node
        page = await see_acts.acts(node, here.session, here.asked.text("older"), see_acts.AT_ONCE, at)
        rows = tuple(show.row_of(one, here) for one in page.items)
        blocks: list[Block] = list(await self._warnings(here))
        empty = NO_ACTS if here.may(DRAFT_ACT) else NO_ACTS_TO_SIGN
        blocks.append(Table(TITLE, show.COLUMNS, rows, empty, older_of(page.after), ("FMA-5",)))
        if not here.may(DRAFT_ACT):
            return Sheet(TITLE, tuple(blocks), (), None, ("FMA-5",))
        blocks.append(await self._new(here))
        return Sheet(TITLE, tuple(blocks), (Way(FROM_FILE, f"{ACTS}/file"),), None, ("FMA-5",))

    async def today(self, here: Here) -> Today:
        """Return what waits for whoever is here: drafts to approve, acts to sign; and how many warnings there are."""
        page = await see_acts.acts(self.running.node, here.session, "", MOST, self.running.now())
        stage, text = (Stage.AT_APPROVAL, TO_APPROVE) if here.may(DRAFT_ACT) else (Stage.AT_SIGNATURE, TO_SIGN)
        tasks = tuple(
            Task(text, f"{ACTS}/{one.paper.id}", (Own(one.version.read().number),))
            for one in page.items
            if one.version.stage is stage
        )
        told = await see_acts.warnings_now(self.running.node, here.session, self.running.now())
        figure = Figure(THINK_OF_ACTS, len(told), ACTS, Tone.BAD if told else Tone.PLAIN)
        return Today(tasks, (figure,))

    async def one(self, here: Here) -> Sheet:
        """Show one version, and what whoever is here may do with it now."""
        number = here.ids["version"]
        seen = await see_acts.see_act(self.running.node, here.session, number, self.running.now())
        may_write = here.may(DRAFT_ACT) and seen.version.stage in (Stage.DRAFT, Stage.AT_APPROVAL)
        others = tuple(show.row_of(one, here) for one in seen.others)
        blocks = (
            *show.warned(seen),
            show.standing(seen, here),
            *show.says(seen.content, here, number if may_write else None),
            *show.hands(seen.version, seen.names),
            Table(show.VERSIONS, show.COLUMNS, others, say.NOTHING),
        )
        return Sheet(ONE_TITLE, blocks, tuple(ways_on(seen, here)), None, ("FMA-5",))

    async def differences(self, here: Here) -> Sheet:
        """Show what a version has otherwise than the one before it."""
        number, at = here.ids["version"], self.running.now()
        seen = await see_acts.see_act(self.running.node, here.session, number, at)
        before = [one for one in seen.others if one.version.number < seen.version.number]
        if not before:
            return Sheet(DIFFERENCES, (Words(None, FIRST),), (), None, ("FMA-5",))
        older, newer, found = await see_acts.differences(
            self.running.node, here.session, number, before[-1].paper.id, at
        )
        acts = older.version.read(), newer.version.read()
        rows = tuple(_difference(one, *acts, here) for one in found)
        table = Table(DIFFERENCES, (PLACE, KIND, WAS, NOW, WIDENS), rows, NOTHING_CHANGED)
        back = Way(BACK, f"{ACTS}/{number}")
        return Sheet(DIFFERENCES, (table,), (back,), None, ("FMA-5",))

    async def json(self, here: Here) -> EvidenceFile:
        """Return the canonical bytes of a version: exactly those that are hashed and signed."""
        number, at = here.ids["version"], self.running.now()
        taken = await see_acts.take_act(self.running.node, here.session, number, "json", at)
        return EvidenceFile(ACT_FILE, taken.kept.version.content)

    async def pdf_kk(self, here: Here) -> EvidenceFile:
        """Return the act as a document in Kazakh."""
        return await self._pdf(here, Language.KK)

    async def pdf_ru(self, here: Here) -> EvidenceFile:
        """Return the act as a document in Russian."""
        return await self._pdf(here, Language.RU)

    async def pdf_en(self, here: Here) -> EvidenceFile:
        """Return the act translated into English: what binds is said in Kazakh and Russian."""
        return await self._pdf(here, Language.EN)

    async def _pdf(self, here: Here, language: Language) -> EvidenceFile:
        form, at = f"pdf-{language.value}", self.running.now()
        taken = await see_acts.take_act(self.running.node, here.session, here.ids["version"], form, at)
        return EvidenceFile(f"joint-act-{language.value}.pdf", await pdf_of(taken, language))

    async def _warnings(self, here: Here) -> Iterator[Block]:
        found = await see_acts.warnings_now(self.running.node, here.session, self.running.now())
        rows: tuple[tuple[tuple[Cell, ...], ...], ...] = tuple(
            (
                (Link(one.kept.version.read().number, f"{ACTS}/{one.kept.paper.id}"),),
                (Said(words.NOTICE_NAMES[one.warned.what]),),
                (On(one.warned.day),),
            )
            for one in found
        )
        return iter([Table(THINK_OF, (show.ACT, show.WHAT, show.WHEN), rows, say.NOTHING)] if rows else [])

    async def _new(self, here: Here) -> Table:
        """Return the bodies with which whoever is here may begin an act."""
        bodies = await register_body.bodies(self.running.node, here.session, self.running.now())
        audience = self.running.node.audience
        rows: tuple[tuple[tuple[Cell, ...], ...], ...] = tuple(
            (
                (Own(one.said_in(here.language)),),
                (Link(NEW, f"{ACTS}/of/{body_number(audience, one.bin)}/new"),),
            )
            for one in bodies
        )
        return Table(BODIES, (say.BODY, NEW), rows, say.NOTHING)


def _difference(one: Difference, older: ActContent, newer: ActContent, here: Here) -> tuple[tuple[Cell, ...], ...]:
    told = worded(one, older, newer, here.language)
    widens = State(Tone.WAIT, MORE) if one.widens else Said(NO_MORE)
    return (
        (Own(told.where),),
        (Said(KIND_NAMES[one.kind]),),
        (Own(told.was[:SHOWN]),),
        (Own(told.now[:SHOWN]),),
        (widens,),
    )
