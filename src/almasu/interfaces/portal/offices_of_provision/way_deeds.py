"""What is done about a way: record a letter, take it back, decide and step together, give the other hand (FMA-3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from almasu.actions.provision import propose, prove, see_ways
from almasu.actions.provision.propose import HANDS, ToPropose, ToSecond
from almasu.actions.provision.prove import Back, Letter
from almasu.actions.provision.see_ways import Explained
from almasu.interfaces.portal.desk_of_node.coming_in import to_sign
from almasu.interfaces.portal.offices.blocks import Facts, Said
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Signed
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_provision import words_of_ways as say
from almasu.interfaces.portal.offices_of_provision.naming import named
from almasu.interfaces.portal.views.asking import Choice
from almasu.interfaces.portal.views.people import ToSign
from almasu.kernel.powers.provision_ways import DECIDE_TOGETHER, PROVE_IMPOSSIBLE, STEP_TOGETHER
from almasu.kernel.provision.impossibility import PROOF_NAMES, Proof
from almasu.kernel.provision.ladder import Ladder
from almasu.kernel.provision.ladder_port import ladder_number
from almasu.kernel.provision.proposal import Matter
from almasu.kernel.provision.way import WAY_NAMES, Way
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.canonical import sha256_hex
from almasu.law.text import Text
from almasu.wiring.running import Running


@dataclass(frozen=True, slots=True)
class WayDeeds:
    """Every deed of a ladder."""

    running: Running

    def deeds(self) -> tuple[Deed, ...]:
        """Return all of them."""
        letter = Signed(ActPurpose.PROVISION_PROOF, self.prepare_letter, self.record, say.SIGN)
        back = Signed(ActPurpose.PROVISION_PROOF_BACK, self.prepare_back, self.take_back, say.SIGN)
        proves = PROVE_IMPOSSIBLE.roles
        decide, step = Together(self.running, Matter.DECISION), Together(self.running, Matter.STEP)
        decides, stepping = DECIDE_TOGETHER.roles, STEP_TOGETHER.roles
        cites, both = ("FMA-3",), ("FMA-3", "FMA-5")
        return (
            Deed(f"{say.ONE}/letter", say.LETTER, self.blank_letter, letter, None, cites, proves),
            Deed(f"{say.ONE}/back", say.BACK, self.blank_back, back, None, cites, proves),
            Deed(f"{say.ONE}/decide", say.DECIDE, decide.blank, decide.proposing(), say.BY_BOTH, both, decides),
            Deed(f"{say.ONE}/step", say.STEP, step.blank, step.proposing(), say.BY_BOTH, both, stepping),
            Deed(
                f"{say.WAYS}/decisions/{{proposal:uuid}}",
                say.HAND_DECISION,
                decide.blank_hand,
                decide.giving(),
                None,
                both,
                decides,
            ),
            Deed(
                f"{say.WAYS}/steps/{{proposal:uuid}}",
                say.HAND_STEP,
                step.blank_hand,
                step.giving(),
                None,
                both,
                stepping,
            ),
        )

    async def blank_letter(self, here: Here) -> Blank:
        """Return the form of a letter."""
        above = (await about(self.running, here, await seen(self.running, here)),)
        return Blank(say.LETTER_FIELDS, above, named=say.NAMED)

    async def prepare_letter(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that records it."""
        found = (await seen(self.running, here)).ladder
        letter = Letter(
            body=found.body,
            data_set=found.data_set,
            way=Way(typed.text("way")),
            why=typed.text("why"),
            until=day(typed, "until"),
            paper=typed.text("paper"),
            dated=day(typed, "dated"),
            sha256=digest_of(typed),
        )
        return ready(await prove.prepare_letter(self.running.node, here.session, letter, self.running.now()))

    async def record(self, here: Here, act: UUID, cms: bytes) -> str:
        """Record the letter."""
        found = await prove.record_letter(self.running.node, here.session, act, cms, self.running.now())
        return place_of(self.running, found)

    async def blank_back(self, here: Here) -> Blank:
        """Return the form that chooses the proof."""
        found = await seen(self.running, here)
        standing = [one for one in found.ladder.proofs if one.stands(found.at) and one.may_go_back]
        choices = tuple(Choice(str(one.id), _called(one)) for one in standing)
        above = (await about(self.running, here, found),)
        return Blank((Field("proof", say.PROOF, Kind.CHOICE, choices=choices),), above, named=say.NAMED)

    async def prepare_back(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that takes it back."""
        found = (await seen(self.running, here)).ladder
        back = Back(found.body, found.data_set, typed.id("proof") or UUID(int=0))
        return ready(await prove.prepare_back(self.running.node, here.session, back, self.running.now()))

    async def take_back(self, here: Here, act: UUID, cms: bytes) -> str:
        """Take the proof back."""
        found = await prove.take_back(self.running.node, here.session, act, cms, self.running.now())
        return place_of(self.running, found)


@dataclass(frozen=True, slots=True)
class Together:
    """What needs a hand of both sides, of one matter."""

    running: Running
    matter: Matter

    def proposing(self) -> Signed:
        """Return how it is proposed."""
        return Signed(HANDS[self.matter].first, self.prepare, self.propose, say.SIGN)

    def giving(self) -> Signed:
        """Return how the other hand is given."""
        return Signed(HANDS[self.matter].other, self.prepare_hand, self.give_hand, say.SIGN)

    async def blank(self, here: Here) -> Blank:
        """Return the form of a proposal."""
        above = (await about(self.running, here, await seen(self.running, here)),)
        fields = say.LETTER_FIELDS if self.matter is Matter.DECISION else say.STEP_FIELDS
        return Blank(fields, above, named=(*say.NAMED, *(one for one in say.LETTER_FIELDS if one not in fields)))

    async def prepare(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that proposes."""
        found = (await seen(self.running, here)).ladder
        asked = ToPropose(
            body=found.body,
            data_set=found.data_set,
            way=Way(typed.text("way")),
            why=typed.text("why"),
            until=typed.day("until"),
            paper=typed.text("paper"),
            dated=typed.day("dated"),
            sha256=digest_of(typed),
        )
        node, at = self.running.node, self.running.now()
        return ready(await propose.prepare_proposal(self.matter, node, here.session, asked, at))

    async def propose(self, here: Here, act: UUID, cms: bytes) -> str:
        """Keep the proposal."""
        await propose.propose(self.matter, self.running.node, here.session, act, cms, self.running.now())
        return f"{say.WAYS}/{here.ids['ladder']}"

    async def blank_hand(self, here: Here) -> Blank:
        """Return the form of the other hand: nothing is filled in, the act says what is proposed."""
        return Blank((), named=say.HAND_NAMED)

    async def prepare_hand(self, here: Here, typed: Typed) -> ToSign:
        """Make the act of the other hand."""
        node, at = self.running.node, self.running.now()
        asked = ToSecond(here.ids["proposal"])
        return ready(await propose.prepare_hand(self.matter, node, here.session, asked, at))

    async def give_hand(self, here: Here, act: UUID, cms: bytes) -> str:
        """Carry out what both have signed."""
        found = await propose.give_hand(self.matter, self.running.node, here.session, act, cms, self.running.now())
        return place_of(self.running, found)


async def seen(running: Running, here: Here) -> Explained:
    """Return the ladder of the address for somebody who sees it."""
    return await see_ways.explain(running.node, here.session, here.ids["ladder"], running.now())


async def about(running: Running, here: Here, found: Explained) -> Facts:
    """Return of which set a deed is, whose, and by which way it goes now."""
    of = found.ladder
    names = await named(running, here, [(of.body, of.data_set)])
    known = (
        (say.SET, names.data_set(of.body, of.data_set)),
        (say.BODY, names.body(of.body)),
        (say.WAY, (Said(WAY_NAMES[of.way]),)),
    )
    return Facts(None, known)


def ready(act: PreparedAct) -> ToSign:
    """Return a prepared act as the sign page needs it."""
    return to_sign(act, said_by(act.data).actor)


def place_of(running: Running, ladder: Ladder) -> str:
    """Return the page of a ladder."""
    return f"{say.WAYS}/{ladder_number(running.node.audience, ladder.body, ladder.data_set)}"


def digest_of(typed: Typed) -> str:
    """Return the SHA-256 of the paper's file, as it was chosen or else as it was typed."""
    chosen = typed.files.get("file")
    return typed.text("sha256").strip().lower() if chosen is None else sha256_hex(chosen.data)


def day(typed: Typed, name: str) -> date:
    """Return a day that the form asked for."""
    return typed.day(name) or date.min


def _called(proof: Proof) -> Text:
    """Return by what a proof is chosen: its way, its kind, the number and day of its paper."""
    way, kind = WAY_NAMES[proof.way], PROOF_NAMES[proof.kind]
    paper = "" if proof.paper is None else f" № {proof.paper.number}, {date.fromisoformat(proof.paper.dated):%d.%m.%Y}"
    return Text(f"{way.kk}: {kind.kk}{paper}", f"{way.ru}: {kind.ru}{paper}", f"{way.en}: {kind.en}{paper}")
