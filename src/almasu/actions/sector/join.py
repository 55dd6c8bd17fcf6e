"""Join organisations and their people: the centre creates profiles and accounts by signed acts (ASOI-5, ASOI-6).

What is typed is the data that the responsible worker gave; the signed act says it whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.entering import act_of, leaf, version_of
from almasu.actions.node import Node
from almasu.actions.sector.acting import CONNECTED, Acting, Meant, acting, connected, law_of, prepared_by, signing
from almasu.actions.sector.grant_joining import grant_joining
from almasu.actions.sector.judge import permitted, told
from almasu.actions.sign_act import SignedAct, signed_act, told_of
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.parties.account import Account, AccountState, Person, Role
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.sector import CREATE_PROFILE, REGISTER_WORKER, SEE_PROFILES
from almasu.kernel.sector.facts import Joined
from almasu.kernel.sector.fields import Field
from almasu.kernel.sector.joining import profile_of, worker_of
from almasu.kernel.sector.kept import OF_ORGANISATION, found_by, profile_number
from almasu.kernel.sector.law import Act
from almasu.kernel.sector.parties import Profile, Worker
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.canonical import Json
from almasu.law.problem import ProblemGroup
from almasu.law.text import Text

Typed = Mapping[str, str]
MOST_WORKERS = 500


async def prepare_profile(
    node: Node, token: str, typed: Typed, at: datetime, application: Paper | None = None
) -> PreparedAct:
    """Build the act that creates a profile, of an application where one is granted.

    ProblemGroup with every field that is wrong, `sector.profile_exists`.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, CREATE_PROFILE, at)
        profile, problems = profile_of(law_of(node).catalogue, typed, await connected(transaction))
        if profile is None:
            raise ProblemGroup(problems)
        human = Text(
            kk=f"Қаржы ұйымының профилін жасаймын: {profile.name}, БСН {profile.bin}.",
            ru=f"Создаю профиль финансовой организации: {profile.name}, БИН {profile.bin}.",
            en=f"I create the profile of a financial organisation: {profile.name}, BIN {profile.bin}.",
        )
        meant = Meant(ActPurpose.SECTOR_PROFILE, _said(profile, application), human)
        return await prepared_by(node, transaction, who, meant, at)


async def create_profile(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Profile:
    """Create the profile that was signed; a second one of the same BIN meets `paper.changed`."""
    signed = await signed_act(node, token, act, ActPurpose.SECTOR_PROFILE, cms, at)
    profile = msgspec.convert(signed.body, Profile)
    async with node.store.transaction() as transaction:
        who = await signing(transaction, token, signed, CREATE_PROFILE, at)
        number = profile_number(profile.bin, node.audience)
        facts = Joined(at, profile=True, lacking=_lacking(law_of(node).catalogue.profile, profile))
        judged = told(permitted(node, Act.JOINED, facts))
        paper = new_paper(number, PaperKind.SECTOR_PROFILE, CONNECTED, at, profile, found_by(profile.bin))
        says = {**judged, "organisation_kind": profile.kind.value}
        await _created(node, transaction, who, signed, paper, EntryKind.SECTOR_PROFILE_CREATED, says)
    return profile


async def profiles(node: Node, token: str, at: datetime) -> Sequence[Profile]:
    """Return the connected organisations in the order of their names."""
    async with node.store.transaction() as transaction:
        await acting(transaction, token, SEE_PROFILES, at)
        return tuple((await connected(transaction)).values())


async def prepare_worker(
    node: Node, token: str, typed: Typed, at: datetime, application: Paper | None = None
) -> PreparedAct:
    """Build the act that creates the account of an organisation's user, of an application where one is granted.

    ProblemGroup with every field that is wrong.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, REGISTER_WORKER, at)
        worker, problems = worker_of(law_of(node).catalogue, typed, await connected(transaction))
        if worker is None:
            raise ProblemGroup(problems)
        human = Text(
            kk=f"Ұйым пайдаланушысының есептік жазбасын жасаймын, БСН {worker.organisation}.",
            ru=f"Создаю учётную запись пользователя организации, БИН {worker.organisation}.",
            en=f"I create the account of an organisation's user, BIN {worker.organisation}.",
        )
        meant = Meant(ActPurpose.SECTOR_WORKER, _said(worker, application), human)
        return await prepared_by(node, transaction, who, meant, at)


async def register_worker(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Account:
    """Register the user that was signed; Problem `account.exists` where the person has an account already."""
    signed = await signed_act(node, token, act, ActPurpose.SECTOR_WORKER, cms, at)
    worker = msgspec.convert(signed.body, Worker)
    account = account_of(worker, node.new_id())
    async with node.store.transaction() as transaction:
        who = await signing(transaction, token, signed, REGISTER_WORKER, at)
        await transaction.accounts.register(account, at)
        facts = Joined(
            at,
            profile=False,
            lacking=_lacking(law_of(node).catalogue.worker, worker),
            connected=worker.organisation in await connected(transaction),
        )
        judged = told(permitted(node, Act.JOINED, facts))
        kept = await transaction.accounts.with_id(account.id) or account
        registered = {"role": kept.role.value, **version_of(kept)}
        entry = leaf(node, EntryKind.ACCOUNT_REGISTERED, at, who.said, act_of(kept), registered)
        await transaction.journal.append(entry)
        card = new_paper(account.id, PaperKind.SECTOR_WORKER, CONNECTED, at, worker, found_by(worker.organisation))
        says = {**judged, "account": act_of(kept)}
        await _created(node, transaction, who, signed, card, EntryKind.SECTOR_WORKER_REGISTERED, says)
    return account


async def workers(node: Node, token: str, organisation: str, at: datetime) -> Sequence[Worker]:
    """Return the users of an organisation as they were registered; the look is a leaf (ASOI-4)."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, REGISTER_WORKER, at)
        papers = await transaction.papers.found(
            PaperKind.SECTOR_WORKER, OF_ORGANISATION, organisation, None, MOST_WORKERS
        )
        seen = leaf(node, EntryKind.SECTOR_WORKERS_VIEWED, at, who.said, "workers", {"shown": len(papers)})
        await transaction.journal.append(seen)
        return [msgspec.json.decode(paper.data, type=Worker) for paper in papers]


async def _created(
    node: Node,
    transaction: Transaction,
    who: Acting,
    signed: SignedAct,
    paper: Paper,
    kind: EntryKind,
    says: Mapping[str, Json],
) -> None:
    """Keep what a signed act created, tell the journal, and grant the application that the act names."""
    await transaction.papers.keep(paper)
    told_whole = {**paper.told(), **told_of(node, signed), **says}
    await transaction.journal.append(leaf(node, kind, paper.at, who.said, paper.about(), told_whole))
    await grant_joining(node, transaction, who, signed, paper.id, paper.at)


def _said(given: Profile | Worker, application: Paper | None) -> dict[str, Json]:
    """Return what the act of creating says; of an application it names the number and the version that is granted."""
    of = {} if application is None else {"application": str(application.id), "version": application.version}
    return {**msgspec.to_builtins(given), **of}


def _lacking(fields: Sequence[Field], given: Profile | Worker) -> tuple[str, ...]:
    """Return the required fields of a form that what was given leaves empty."""
    values = msgspec.to_builtins(given)
    return tuple(one.name for one in fields if one.required and not values.get(one.name))


def account_of(worker: Worker, number: UUID) -> Account:
    """Return the account of an organisation's user: they sign in with their EDS from the first moment on."""
    position = Text(worker.position, worker.position, worker.position)
    person = Person(worker.iin, worker.surname, worker.given_name, worker.patronymic, position, worker.phones[0])
    role = Role(worker.duty.value)
    return Account(number, person, role, worker.organisation, AccountState.ACTIVE, "", None, 0)
