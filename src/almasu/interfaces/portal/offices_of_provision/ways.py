"""The ways of a body's sets: why here, the proofs with their end, what it takes to climb, the tries (FMA-3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from almasu.actions.provision import see_ways
from almasu.actions.provision.propose import MATTERS
from almasu.actions.provision.see_ways import Better, Explained
from almasu.interfaces.portal.offices.blocks import (
    At,
    Block,
    Cell,
    Cites,
    Facts,
    Link,
    Many,
    Own,
    Said,
    Sentence,
    Sheet,
    State,
    Table,
    Tone,
    Way,
    Words,
)
from almasu.interfaces.portal.offices.office import Here, Office, Page
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices_of_provision import words_of_ways as say
from almasu.interfaces.portal.offices_of_provision.naming import Named, named
from almasu.interfaces.portal.offices_of_provision.way_deeds import WayDeeds
from almasu.kernel.parties.account import Role
from almasu.kernel.powers.provision_ways import DECIDE_TOGETHER, SEE_WAYS, STEP_TOGETHER
from almasu.kernel.provision.channel import Shut
from almasu.kernel.provision.impossibility import NOT_STATE_NETWORK, PROOF_NAMES, Proof, ProofKind
from almasu.kernel.provision.ladder import Attempt
from almasu.kernel.provision.network import SIGN_WORDS
from almasu.kernel.provision.proposal import Matter
from almasu.kernel.provision.way import CLAUSES, WAY_NAMES
from almasu.kernel.provision.way import Way as LawfulWay
from almasu.kernel.provision.way import Way as OfWay
from almasu.law.text import Text
from almasu.wiring.running import Running

MOST_SHOWN = 50
"""Steps and tries of one ladder that a page shows, the latest first."""
Row = tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class WaysOffice:
    """By which way each set is given."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        pages = (Page(say.WAYS, self.read), Page(say.ONE, self.read_one))
        deeds = WayDeeds(self.running).deeds()
        return Office(say.WAYS, say.TITLE, SEE_WAYS.roles, pages, deeds, section=Section.BY_WAYS)

    async def read(self, here: Here) -> Sheet:
        """Show the ladders of one's own body, or of all bodies."""
        older = here.asked.text("older")
        page = await see_ways.ladders_seen(self.running.node, here.session, older, self.running.now())
        columns = (say.SET, say.BODY, say.WAY, say.SINCE, say.BECAUSE)
        after = f"{say.WAYS}?older={page.after}" if page.after else ""
        names = await named(self.running, here, [(one.ladder.body, one.ladder.data_set) for one in page.items])
        rows = tuple(_line(one, names) for one in page.items)
        table = Table(say.TITLE, columns, rows, say.NO_SETS, after, ("FMA-3",))
        return Sheet(say.TITLE, (table,), (), say.LEAD, ("FMA-3", "FMA-4.2"))

    async def read_one(self, here: Here) -> Sheet:
        """Show why a set is given by its way."""
        node, at = self.running.node, self.running.now()
        found = await see_ways.explain(node, here.session, here.ids["ladder"], at)
        role = None if here.person is None else here.person.holds
        names = await named(self.running, here, [(found.ladder.body, found.ladder.data_set)])
        ways = tuple(_deeds(found, role))
        blocks = (*_blocks(found, role, names), *_term(self.running, found.ladder.way))
        return Sheet(say.HERE, blocks, ways, say.LEAD, ("FMA-3",))


def _term(running: Running, way: LawfulWay) -> Iterator[Block]:
    """Yield what the workplace is by the order's list of terms, where it is the way (FMA-2.1)."""
    if way is LawfulWay.WORKPLACE:
        word = next(one for one in running.law.glossary if one.id == "automated_workplace")
        yield Words(word.word, word.means, Tone.PLAIN, ("FMA-2.1",))


def _line(one: Explained, names: Named) -> Row:
    ladder, last = one.ladder, one.ladder.steps[-1]
    return (
        names.data_set(ladder.body, ladder.data_set, f"{say.WAYS}/{one.number}"),
        names.body(ladder.body),
        (Said(WAY_NAMES[last.way]),),
        (At(last.at),),
        (Said(say.WHYS[last.why]),),
    )


def _blocks(found: Explained, role: Role | None, names: Named) -> Iterator[Block]:
    ladder, last = found.ladder, found.ladder.steps[-1]
    rows: list[tuple[Text, tuple[Cell, ...]]] = [
        (say.SET, names.data_set(ladder.body, ladder.data_set)),
        (say.WAY, (Said(WAY_NAMES[ladder.way]), Cites((CLAUSES[ladder.way],)))),
        (say.SINCE, (At(last.at),)),
        (say.BECAUSE, (Said(say.WHYS[last.why]),)),
        (say.BODY, names.body(ladder.body)),
    ]
    if found.next_way is not ladder.way:
        rows.append((say.NEXT, (Said(WAY_NAMES[found.next_way]),)))
    yield Facts(None, tuple(rows), ("FMA-3",))
    if found.shut is not None:
        since = ((say.SHUT_SINCE, (At(found.shut.at),)), (say.SEEN_THEN, (_signs(found.shut),)))
        yield Words(say.SHUT, say.SHUT_MEANS, Tone.BAD, ("FMA-2.5",))
        yield Facts(None, since)
    if ladder.restricted:
        yield Words(None, say.RESTRICTED, Tone.WAIT, ("FMA-4.2",))
    else:
        columns = (say.WAY, say.NEEDS, say.UNTIL, say.LAST_TRY, say.OUTCOME, say.NEXT_TRY)
        yield Table(say.BETTER, columns, tuple(map(_better, found.better)), say.BEST)
    if found.proposals:
        yield _waiting(found, role)
    columns = (say.WAY, say.KIND, say.BECAUSE, say.PAPER, say.UNTIL, say.STATE)
    proofs = tuple(_proof(one, found) for one in reversed(ladder.proofs[-MOST_SHOWN:]))
    yield Table(say.PROOFS, columns, proofs, say.NO_PROOFS)
    tries = tuple(_attempt(one) for one in reversed(ladder.attempts[-MOST_SHOWN:]))
    yield Table(say.TRIES, (say.WAY, say.LAST_TRY, say.OUTCOME), tries, say.NO_TRIES)
    steps: tuple[Row, ...] = tuple(
        ((Said(WAY_NAMES[one.way]),), (At(one.at),), (Said(say.WHYS[one.why]),))
        for one in reversed(ladder.steps[-MOST_SHOWN:])
    )
    yield Table(say.HISTORY, (say.WAY, say.SINCE, say.BECAUSE), steps, say.NO_PROOFS)


def _signs(shut: Shut) -> Cell:
    return Many(tuple(SIGN_WORDS[sign] for sign in shut.signs))


def _better(one: Better) -> Row:
    until = max((proof.until for proof in one.proofs), default=None)
    stands: tuple[Cell, ...] = (Said(say.OPEN_NOW),) if until is None else (Said(say.LAPSES),)
    nobody: tuple[Cell, ...] = (Said(say.BY_NOBODY),)
    return (
        (Said(WAY_NAMES[one.way]), Cites((CLAUSES[one.way],))),
        stands,
        () if until is None else (At(until),),
        () if one.last_try is None else (At(one.last_try),),
        () if one.last_try is None else (_outcome(one.last_code),),
        nobody if one.way is OfWay.PAPER or one.next_try is None else (At(one.next_try),),
    )


def _outcome(code: str) -> Cell:
    return State(Tone.BAD, say.code_words(code)) if code else State(Tone.GOOD, say.WORKED)


def _attempt(one: Attempt) -> Row:
    return ((Said(WAY_NAMES[one.way]),), (At(one.at),), (_outcome("" if one.worked else one.code),))


def _proof(one: Proof, found: Explained) -> Row:
    paper: tuple[Cell, ...] = () if one.paper is None else (Own(one.paper.number),)
    return (
        (Said(WAY_NAMES[one.way]),),
        (Said(PROOF_NAMES[one.kind]),),
        (_why(one),),
        paper,
        (At(one.until),),
        (_standing(one, found),),
    )


def _why(one: Proof) -> Cell:
    if one.kind is not ProofKind.MEASURED_FAILURE or one.measured is None:
        return Own(one.why)
    names: dict[str, Text | str] = {"failures": str(one.measured.failures), "code": say.code_words(one.measured.code)}
    return Said(say.NOT_APART) if one.measured.code == NOT_STATE_NETWORK else Sentence(say.MEASURED, names)


def _standing(one: Proof, found: Explained) -> Cell:
    if one.stands(found.at):
        return State(Tone.GOOD, say.STANDS)
    return State(Tone.PLAIN, say.ENDED.get(one.ended_why, say.LAPSED))


def _waiting(found: Explained, role: Role | None) -> Table:
    rows: list[Row] = []
    for number, one in found.proposals:
        place, power, words = {
            Matter.DECISION: ("decisions", DECIDE_TOGETHER, say.HAND_DECISION),
            Matter.STEP: ("steps", STEP_TOGETHER, say.HAND_STEP),
        }[one.matter]
        hand: tuple[Cell, ...] = (Link(words, f"{say.WAYS}/{place}/{number}"),) if role in power.roles else ()
        rows.append(((Said(MATTERS[one.matter]),), (Said(WAY_NAMES[one.way]),), (At(one.at),), hand))
    return Table(say.WAITS, (say.MATTER, say.WAY, say.PROPOSED, say.STATE), tuple(rows), say.NOTHING_WAITS)


def _deeds(found: Explained, role: Role | None) -> Iterator[Way]:
    place = f"{say.WAYS}/{found.number}"
    yield Way(say.LETTER, f"{place}/letter", main=True)
    if any(one.stands(found.at) and one.may_go_back for one in found.ladder.proofs):
        yield Way(say.BACK, f"{place}/back")
    if role in DECIDE_TOGETHER.roles:
        yield Way(say.DECIDE, f"{place}/decide")
    if role in STEP_TOGETHER.roles:
        yield Way(say.STEP, f"{place}/step")
