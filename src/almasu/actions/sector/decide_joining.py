"""Decide on applications to join: the centre checks them, creates what they ask for, returns or refuses (ASOI-5).

To create is the signed act that creates a profile or an account (`join`); it names the application and grants it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.sector import join
from almasu.actions.sector.acting import Acting, Meant, acting, prepared_by, signing
from almasu.actions.sector.apply_to_join import KIND, read_given
from almasu.actions.sector.grant_joining import of_another
from almasu.actions.sign_act import signed_act, told_of
from almasu.actions.turn_pages import listing, of_paper
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.page import Collection, Page
from almasu.kernel.papers.paper import Paper
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.joining import DECIDE_JOINING
from almasu.kernel.requests.free_text import free_text
from almasu.kernel.sector.applying import (
    AT_CENTRE,
    JOINING_ABSENT,
    JOINING_STATE,
    LEAST_WORDS,
    LONGEST_WORDS,
    Answered,
    Joining,
    JoiningState,
    Wish,
)
from almasu.kernel.sector.problems import WORDS_NEEDED
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.canonical import Json
from almasu.law.text import Text

ANSWERS = (JoiningState.RETURNED, JoiningState.REFUSED)


async def joinings(
    node: Node, token: str, states: Sequence[JoiningState], after: str, most: int, at: datetime
) -> Page[Paper]:
    """Return a page of applications in these states, newest first; the look is a leaf. Problem `list.no_such_page`."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, DECIDE_JOINING, at)
        listed = listing(node, who.said, Collection.JOINING, *states)
        found = await transaction.papers.in_states(KIND, list(states), listed.place(after), most + 1)
        page = listed.cut(found, most, of_paper)
        await _tell_seen(node, transaction, who, "joinings", len(page.items), at)
        return page


async def see_joining(node: Node, token: str, number: UUID, at: datetime) -> Paper:
    """Return an application; that it was opened is a leaf (ASOI-4). Problem `sector.joining_absent`."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, DECIDE_JOINING, at)
        paper = await transaction.papers.latest(number, KIND)
        if paper is None:
            raise JOINING_ABSENT.at()
        await _tell_seen(node, transaction, who, paper.about(), 1, at)
        return paper


async def check_joining(node: Node, token: str, number: UUID, at: datetime) -> Paper:
    """Note that an application was checked: its data could be kept as they stand now.

    ProblemGroup with what is wrong by now: then it is to be returned. Problems `sector.joining_absent`,
    `sector.joining_state`, `sector.joining_own`.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, DECIDE_JOINING, at)
        paper = _in(await transaction.papers.to_change(number, KIND), (JoiningState.SUBMITTED,))
        joining = of_another(paper, who)
        await read_given(node, transaction, joining.wish, joining.fields)
        checked = paper.moved(JoiningState.CHECKED, at, joining)
        await transaction.papers.keep(checked)
        entry = leaf(node, EntryKind.SECTOR_JOINING_CHECKED, at, who.said, checked.about(), checked.told())
        await transaction.journal.append(entry)
        return checked


async def prepare_granting(node: Node, token: str, number: UUID, at: datetime) -> PreparedAct:
    """Build the act that creates what a checked application asks for; Problems as of `join` and `check_joining`."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, DECIDE_JOINING, at)
        paper = _in(await transaction.papers.latest(number, KIND), (JoiningState.CHECKED,))
        joining = of_another(paper, who)
    prepare = join.prepare_profile if joining.wish is Wish.PROFILE else join.prepare_worker
    return await prepare(node, token, joining.fields, at, paper)


async def prepare_answer(
    node: Node, token: str, number: UUID, answer: JoiningState, words: str, at: datetime
) -> PreparedAct:
    """Build the act that returns an application, or refuses it, and says why.

    Problems: `sector.words_needed`, `sector.joining_absent`, `sector.joining_state`.
    """
    said = free_text(words)
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, DECIDE_JOINING, at)
        paper = _in(await transaction.papers.latest(number, KIND), AT_CENTRE)
        if answer not in ANSWERS:
            raise JOINING_STATE.at()
        if len(said.split()) < LEAST_WORDS or len(said) > LONGEST_WORDS:
            raise WORDS_NEEDED.at("words")
        body: dict[str, Json] = {
            "joining": str(number),
            "version": paper.version,
            "answer": answer.value,
            "words": said,
        }
        meant = Meant(ActPurpose.SECTOR_JOINING_ANSWER, body, _human(answer, of_another(paper, who)))
        return await prepared_by(node, transaction, who, meant, at)


async def answer_joining(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Paper:
    """Return or refuse the application as it was signed; Problem `sector.joining_state` where it went on meanwhile."""
    signed = await signed_act(node, token, act, ActPurpose.SECTOR_JOINING_ANSWER, cms, at)
    number, answer = UUID(str(signed.body["joining"])), JoiningState(str(signed.body["answer"]))
    async with node.store.transaction() as transaction:
        who = await signing(transaction, token, signed, DECIDE_JOINING, at)
        paper = _in(await transaction.papers.to_change(number, KIND), AT_CENTRE)
        if paper.version != signed.body["version"]:
            raise JOINING_STATE.at()
        joining = of_another(paper, who)
        told = Answered(str(signed.body["words"]), joining.edition, who.person.account.id, signed.act.id, at)
        moved = paper.moved(answer, at, replace(joining, answers=(*joining.answers, told)))
        await transaction.papers.keep(moved)
        says = {**moved.told(), **told_of(node, signed)}
        entry = leaf(node, EntryKind.SECTOR_JOINING_ANSWERED, at, who.said, moved.about(), says)
        await transaction.journal.append(entry)
        return moved


def _human(answer: JoiningState, joining: Joining) -> Text:
    bin_of = joining.organisation
    if answer is JoiningState.RETURNED:
        return Text(
            kk=f"Қосылу өтінімін түзетуге қайтарамын, БСН {bin_of}.",
            ru=f"Возвращаю заявку на подключение для исправления, БИН {bin_of}.",
            en=f"I return the application to join so that it is mended, BIN {bin_of}.",
        )
    return Text(
        kk=f"Қосылу өтінімінен бас тартамын, БСН {bin_of}.",
        ru=f"Отказываю в заявке на подключение, БИН {bin_of}.",
        en=f"I refuse the application to join, BIN {bin_of}.",
    )


def _in(paper: Paper | None, states: Sequence[JoiningState]) -> Paper:
    if paper is None:
        raise JOINING_ABSENT.at()
    if paper.state not in states:
        raise JOINING_STATE.at()
    return paper


async def _tell_seen(node: Node, transaction: Transaction, who: Acting, about: str, shown: int, at: datetime) -> None:
    entry = leaf(node, EntryKind.SECTOR_JOINING_VIEWED, at, who.said, about, {"shown": shown})
    await transaction.journal.append(entry)
