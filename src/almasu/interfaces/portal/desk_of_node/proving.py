"""Proving: receipts and requests against the journal, and the notices of the desk."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never
from uuid import UUID

from almasu.actions import take_copy, view_request
from almasu.actions.entering import consented
from almasu.actions.read_journal import Included, NotThere, StillWaiting, whereabouts
from almasu.actions.view_applications import own_account
from almasu.interfaces.portal.desk_of_node.reminders import reminders
from almasu.interfaces.portal.desk_of_node.showing import DOWN_FROM, story_view
from almasu.interfaces.portal.views.law import Notice, NoticeKind
from almasu.interfaces.portal.views.people import SessionToken
from almasu.interfaces.portal.views.proof import (
    EvidenceFile,
    GivenOut,
    Outcome,
    Place,
    ProofView,
    Stamped,
    Step,
    Witness,
)
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.proof_file import Proven, prove
from almasu.kernel.journal.receipt import open_receipt, receipt_name
from almasu.kernel.journal.tree import leaf_hash
from almasu.kernel.materials.copy import copy_says
from almasu.kernel.requests.problems import NOT_FOUND, RECEIPT_UNREADABLE
from almasu.kernel.signatures.reasons.reason import Stopped
from almasu.kernel.signatures.timestamp import Stamp
from almasu.law.text import Language, Text
from almasu.wiring.evidence import made_pack, page_of, stamp_over
from almasu.wiring.evidence_pdf import pdf_of
from almasu.wiring.running import Running

RECEIPT_HOLDS = Text(
    kk="Түбіртекке осы тораптың кілтімен қол қойылған.",
    ru="Квитанция подписана ключом этого узла.",
    en="The receipt is signed with this node's key.",
)
STANDS = Text(
    kk="Жазба журналда тұр, одан бақылау нүктесіне дейінгі жол есептелді.",
    ru="Запись стоит в журнале, путь от неё до контрольной точки пересчитан.",
    en="The entry stands in the journal; the path from it to the checkpoint was recomputed.",
)
SIGNED = Text(
    kk="Бақылау нүктесіне журнал мен куәгерлер қол қойған.",
    ru="Контрольную точку подписали журнал и свидетели.",
    en="The checkpoint is signed by the journal and by its witnesses.",
)
WAITS = Text(
    kk="Жазба сақталған және журналдағы орнын күтуде; бірнеше секундтан кейін қайталаңыз.",
    ru="Запись сохранена и ждёт места в журнале; повторите через несколько секунд.",
    en="The entry is kept and waits for its place in the journal; try again in a few seconds.",
)
MISSING = Text(
    kk="Журналда мұндай жазба жоқ.",
    ru="Такой записи в журнале нет.",
    en="The journal holds no such entry.",
)
FALSE = Text(
    kk="Дәлел расталмады.",
    ru="Доказательство не подтвердилось.",
    en="The proof does not hold.",
)


def _stamped(stamp: Stamp | Stopped | None) -> Stamped:
    match stamp:
        case Stamp():
            return Stamped(Outcome.PASSED, stamp.at, stamp.path.leaf.common_name)
        case Stopped():
            return Stamped(Outcome.FAILED, seen=stamp.reason.code)
        case None:
            return Stamped(Outcome.INDETERMINATE)


class ProvingDesk:
    """The chapter `Proving` of the portal's port."""

    running: Running

    async def prove_receipt(self, receipt: str) -> ProofView:
        """Check a receipt as pasted or uploaded against the journal now."""
        try:
            opened = open_receipt(receipt.strip().encode() + b"\n", self.running.log_keys.held.receipts)
        except Malformed as malformed:
            raise RECEIPT_UNREADABLE.at("receipt") from malformed
        signed = Step(RECEIPT_HOLDS, Outcome.PASSED, receipt_name(opened.origin))
        return await self._proof(opened.commitment, (signed,))

    async def prove_request(self, session: SessionToken, request: UUID) -> ProofView:
        """Check the acceptance of one's own request against the journal now."""
        found = await view_request.view_request(self.running.node, session, request, self.running.now())
        async with self.running.node.store.transaction() as transaction:
            evidence = await transaction.requests.evidence(request)
        proof = await self._proof(found.leaf, ())
        return proof if evidence is None else replace(proof, signature=story_view(evidence))

    async def given_out(self, code: str) -> GivenOut:
        """Return the copy that bears a verification code, with its place in the journal."""
        paper = await take_copy.copy_with_code(self.running.node, code)
        says = copy_says(paper)
        return GivenOut(
            code=code,
            number=paper.id,
            format=says.format.name,
            digest=says.digest,
            taken_at=says.taken_at,
            destroy_by=paper.due_at,
            destroyed_on=says.destroyed_on,
            proof=await self._proof(bytes.fromhex(says.leaf), ()) if says.leaf else None,
        )

    async def prove_answer(self, session: SessionToken, request: UUID, number: int) -> ProofView:
        """Check the entry of one answer to one's own request against the journal now; 404 before it came."""
        found = await view_request.view_request(self.running.node, session, request, self.running.now())
        leaf = next((row.leaf for row in found.rows if row.resource == number), None)
        if leaf is None:
            raise NOT_FOUND.at()
        return await self._proof(leaf, ())

    async def evidence(self, session: SessionToken, request: UUID) -> EvidenceFile:
        """Make the evidence pack of one's own request, as a page that checks itself; the export is journalled."""
        made = await made_pack(self.running, session, request, open_answers=False)
        return EvidenceFile(f"almasu-evidence-{made.number}.html", page_of(made.data))

    async def evidence_document(self, session: SessionToken, request: UUID, language: Language) -> EvidenceFile:
        """Make the evidence pack as a PDF made to be read, with the pack attached; the export is journalled."""
        made = await made_pack(self.running, session, request, open_answers=False)
        return EvidenceFile(
            f"almasu-evidence-{made.number}.pdf", await pdf_of(made, self.running.node.law.called, language)
        )

    async def notices(self, session: SessionToken) -> tuple[Notice, ...]:
        """Return which registers are silent now, and what the person should do soon."""
        at = self.running.now()
        due = tuple(reminders(await own_account(self.running.node, session, at), at))
        async with self.running.node.store.transaction() as transaction:
            await consented(transaction, session, at)
            silent = await transaction.requests.silent_lately(at)
        down = [self.running.node.resources[number] for number, share in silent.items() if share >= DOWN_FROM]
        if not down:
            return due
        says = Text(
            kk="Қазір жауап бермей тұр: {names}.", ru="Сейчас не отвечают: {names}.", en="Not answering now: {names}."
        )
        named = Text(
            kk=says.kk.format(names=", ".join(one.name.kk for one in down)),
            ru=says.ru.format(names=", ".join(one.name.ru for one in down)),
            en=says.en.format(names=", ".join(one.name.en for one in down)),
        )
        return (Notice(NoticeKind.OUTAGE, named, at, None), *due)

    async def _proof(self, commitment: bytes, before: tuple[Step, ...]) -> ProofView:
        found = await whereabouts(self.running.journal, commitment)
        match found:
            case Included():
                proof = self._included(commitment, found, before)
                return replace(proof, stamp=_stamped(await stamp_over(self.running, found.index)))
            case StillWaiting():
                return self._absent(commitment, Place.WAITING, Step(WAITS, Outcome.INDETERMINATE), before)
            case NotThere():
                return self._absent(commitment, Place.UNKNOWN, Step(MISSING, Outcome.FAILED), before)
            case _:
                assert_never(found)

    def _included(self, commitment: bytes, found: Included, before: tuple[Step, ...]) -> ProofView:
        file, head = found.file(), found.published.head
        proven: Proven | None = None
        steps: tuple[Step, ...]
        try:
            proven = prove(file, commitment, self.running.policy)
            steps = (Step(STANDS, Outcome.PASSED, str(found.index)), Step(SIGNED, Outcome.PASSED, head.origin))
        except Malformed as malformed:
            steps = (Step(FALSE, Outcome.FAILED, str(malformed)),)
        times = {} if proven is None else {one.key: one.at for one in proven.cosigned}
        return ProofView(
            place=Place.INCLUDED,
            outcome=steps[-1].outcome,
            checked_at=self.running.now(),
            leaf=leaf_hash(commitment).hex(),
            index=found.index,
            size=head.size,
            root=head.root.hex(),
            path=tuple(node.hex() for node in found.path),
            checkpoint=found.published.note.decode(),
            witnesses=tuple(Witness(one.key.name, times.get(one.key)) for one in self.running.policy.witnesses),
            steps=(*before, *steps),
            file=file.data(),
            file_name=f"almasu-{found.index}.tlog-proof",
        )

    def _absent(self, commitment: bytes, place: Place, step: Step, before: tuple[Step, ...]) -> ProofView:
        return ProofView(
            place=place,
            outcome=step.outcome,
            checked_at=self.running.now(),
            leaf=leaf_hash(commitment).hex(),
            index=None,
            size=0,
            root="",
            path=(),
            checkpoint="",
            witnesses=(),
            steps=(*before, step),
            file=b"",
            file_name="",
        )
