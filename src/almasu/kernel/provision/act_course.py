"""A joint act on its way: drafted by both, approved by both, signed by both heads, in force by its days (FMA-5).

Either side may write the next draft; that ends every approval given before, so nobody is bound by words they have not
read. Approvals and signatures name the hash of their draft. A new version takes over on its first day; an act
ends early only by a decision of both, for neither side may leave alone what both approved.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

import msgspec
from msgspec.structs import replace

from almasu.kernel.provision.drafting import gaps
from almasu.kernel.provision.joint_act import ActContent, DataSet, act_bytes, read_act
from almasu.kernel.provision.ladder import Ladder, lacking
from almasu.kernel.provision.parties import Actor, Duty, Side
from almasu.kernel.provision.problems import NOT_THEIR_DUTY, WORDS_NEEDED
from almasu.kernel.provision.problems_of_act import (
    ANOTHER_DRAFT,
    ENDING_DAY,
    LACKS_PROOFS,
    WRITTEN_MEANWHILE,
    WRONG_STAGE,
)
from almasu.kernel.provision.way import better_than
from almasu.law import moment
from almasu.law.canonical import sha256_hex
from almasu.law.problem import ProblemGroup

LEAST_WORDS = 3


class Stage(StrEnum):
    """Where a version stands. Force is no stage: it follows from the days."""

    DRAFT = "draft"
    AT_APPROVAL = "at_approval"
    AT_SIGNATURE = "at_signature"
    """Both sides approved this draft."""
    SIGNED = "signed"
    GIVEN_UP = "given_up"


class Hand(msgspec.Struct, frozen=True):
    """An approval or a signature: of which side, by whom, when, under which draft; `act` is the signed act's id."""

    side: Side
    by: UUID
    at: datetime
    sha256: str
    act: UUID | None = None


class Version(msgspec.Struct, frozen=True):
    """One version of the act between one body and the Agency.

    `draft` counts the writings; `content` are the canonical bytes; `ends` is the early last day both decided on.
    """

    number: int
    body: str
    draft: int
    stage: Stage
    content: bytes
    written_by: UUID
    written_at: datetime
    approvals: tuple[Hand, ...] = ()
    signatures: tuple[Hand, ...] = ()
    returns: tuple[str, ...] = ()
    ends: date | None = None
    endings: tuple[Hand, ...] = ()

    @property
    def sha256(self) -> str:
        """Return the hash of the draft as it stands."""
        return sha256_hex(self.content)

    def read(self) -> ActContent:
        """Return what the version says."""
        return read_act(self.content)


def _kept(content: ActContent) -> bytes:
    """Return the bytes of an act that can be read again; msgspec.ValidationError where it is none."""
    data = act_bytes(content)
    read_act(data)
    return data


def drafted(number: int, content: ActContent, by: Actor, at: datetime) -> Version:
    """Return a new version written by either side."""
    by.must_be(content.body, Duty.RESPONSIBLE, Duty.OFFICER)
    return Version(number, content.body, 1, Stage.DRAFT, _kept(content), by.account, at)


def rewritten(version: Version, content: ActContent, by: Actor, at: datetime) -> Version:
    """Return the next draft; every approval of the one before is void."""
    by.must_be(version.body, Duty.RESPONSIBLE, Duty.OFFICER)
    if version.stage in (Stage.SIGNED, Stage.GIVEN_UP) or version.signatures or content.body != version.body:
        raise WRONG_STAGE.at()
    return replace(
        version,
        draft=version.draft + 1,
        stage=Stage.DRAFT,
        content=_kept(content),
        written_by=by.account,
        written_at=at,
        approvals=(),
    )


def as_read(version: Version, draft: int) -> Version:
    """Return the version where this is the draft that was read; Problem `provision.act.written_meanwhile` else."""
    if version.draft != draft:
        raise WRITTEN_MEANWHILE.at(now=str(version.draft), read=str(draft))
    return version


def put_to_approval(version: Version, by: Actor) -> Version:
    """Return the version before both sides; ProblemGroup with every gap of the draft."""
    by.must_be(version.body, Duty.RESPONSIBLE, Duty.OFFICER)
    if version.stage is not Stage.DRAFT:
        raise WRONG_STAGE.at()
    found = gaps(version.read())
    if found:
        raise ProblemGroup(found)
    return replace(version, stage=Stage.AT_APPROVAL)


def approved(version: Version, sha256: str, by: Actor, at: datetime, act: UUID | None = None) -> Version:
    """Return the version with one side's approval; with both it waits for the heads."""
    by.must_be(version.body, Duty.RESPONSIBLE, Duty.OFFICER)
    if version.stage is not Stage.AT_APPROVAL or any(one.side is by.side for one in version.approvals):
        raise WRONG_STAGE.at()
    approvals = (*version.approvals, _hand(version, sha256, by, at, act))
    stage = Stage.AT_SIGNATURE if len(approvals) == len(Side) else Stage.AT_APPROVAL
    return replace(version, approvals=approvals, stage=stage)


def sent_back(version: Version, words: str, by: Actor) -> Version:
    """Return the version as a draft again, with what one side wants otherwise; a signed one stays as it is."""
    by.must_be(version.body, Duty.RESPONSIBLE, Duty.OFFICER, Duty.HEAD_OF_BODY, Duty.HEAD_OF_AGENCY)
    if version.stage not in (Stage.AT_APPROVAL, Stage.AT_SIGNATURE):
        raise WRONG_STAGE.at()
    if len(words.split()) < LEAST_WORDS:
        raise WORDS_NEEDED.at("words")
    returns = (*version.returns, words.strip())
    return replace(version, stage=Stage.DRAFT, approvals=(), signatures=(), returns=returns)


def signed(
    version: Version, sha256: str, act: UUID, by: Actor, at: datetime, ladders: Iterable[Ladder] = ()
) -> Version:
    """Return the version with one head's signature; with both it is signed.

    Every set must lie on a way that its ladder's proofs carry at this moment (`provision.act.way_unproved`). Whoever
    wrote the draft may not sign it.
    """
    by.must_be(version.body, Duty.HEAD_OF_BODY, Duty.HEAD_OF_AGENCY)
    if version.stage is not Stage.AT_SIGNATURE or any(one.side is by.side for one in version.signatures):
        raise WRONG_STAGE.at()
    if by.account == version.written_by or any(by.account == one.by for one in version.approvals):
        raise NOT_THEIR_DUTY.at()
    known = {one.data_set: one for one in ladders}
    for data_set in version.read().data_sets:
        _must_be_proved(data_set, known.get(data_set.code), at)
    signatures = (*version.signatures, _hand(version, sha256, by, at, act))
    stage = Stage.SIGNED if len(signatures) == len(Side) else Stage.AT_SIGNATURE
    return replace(version, signatures=signatures, stage=stage)


def given_up(version: Version, by: Actor) -> Version:
    """Return a version that nobody signed as given up."""
    by.must_be(version.body, Duty.RESPONSIBLE, Duty.OFFICER)
    if version.stage is not Stage.DRAFT:
        raise WRONG_STAGE.at()
    return replace(version, stage=Stage.GIVEN_UP)


def ending_early(version: Version, last: date, act: UUID, by: Actor, at: datetime) -> Version:
    """Return the version with a head's will to end it after a day; it ends so once both named the same day.

    Problems: `provision.act.stage`, `provision.act.ending_day` for a day that is past, or beyond the act's last one.
    """
    by.must_be(version.body, Duty.HEAD_OF_BODY, Duty.HEAD_OF_AGENCY)
    if version.stage is not Stage.SIGNED or len(version.endings) == len(Side):
        raise WRONG_STAGE.at("last")
    if not moment.in_astana(at).date() <= last <= version.read().until:
        raise ENDING_DAY.at("last", until=f"{version.read().until:%d.%m.%Y}")
    others = tuple(one for one in version.endings if one.side is not by.side)
    if version.ends is not None and version.ends != last:
        others = ()
    endings = (*others, _hand(version, version.sha256, by, at, act))
    return replace(version, ends=last, endings=endings)


def last_day(version: Version) -> date:
    """Return the last day of a signed version, early where both decided so."""
    until = version.read().until
    return min(until, version.ends) if version.ends is not None and len(version.endings) == len(Side) else until


def in_force(versions: Iterable[Version], at: datetime) -> Version | None:
    """Return the version that governs a moment, by its day in Astana: the latest that came into force, while it lasts.

    A version comes into force on its first day, and not before both signatures were given: none reaches back before
    them. It takes the place of those before it for good: where it ends, early or not, none of them comes back.
    """
    day = moment.in_astana(at).date()
    begun = [
        one
        for one in versions
        if one.stage is Stage.SIGNED
        and all(hand.at <= at for hand in one.signatures)
        and one.read().since <= min(day, last_day(one))
    ]
    latest = max(begun, key=lambda one: one.number, default=None)
    return latest if latest is not None and day <= last_day(latest) else None


class Notice(StrEnum):
    """What both sides are told about the life of their act."""

    ENDS_SOON = "ends_soon"
    """It ends, and nobody has written what follows."""
    FOLLOWS_UNSIGNED = "follows_unsigned"
    """It ends; what follows is written, and a signature is missing."""
    ENDED = "ended"
    GAP = "gap"
    """A signed version follows, but days lie between."""
    UNSIGNED = "unsigned"
    """The first day of a version has come and a signature is missing."""


class Warned(msgspec.Struct, frozen=True):
    """A warning: which version, what, and the day it speaks of."""

    number: int
    what: Notice
    day: date


def warnings(versions: Iterable[Version], at: datetime, ahead: timedelta = timedelta(days=60)) -> tuple[Warned, ...]:
    """Return what is to be said on a day: `ahead` is how early the coming end is told."""
    known = sorted(versions, key=lambda one: one.number)
    today = moment.in_astana(at).date()
    unsigned = [one for one in known if one.stage in (Stage.DRAFT, Stage.AT_APPROVAL, Stage.AT_SIGNATURE)]
    told = [Warned(one.number, Notice.UNSIGNED, one.read().since) for one in unsigned if one.read().since <= today]
    governing = in_force(known, at)
    signed_ones = [one for one in known if one.stage is Stage.SIGNED]
    if governing is None:
        past = [one for one in signed_ones if last_day(one) < today]
        return (*told, *(Warned(one.number, Notice.ENDED, last_day(one)) for one in past[-1:]))
    end = last_day(governing)
    starts = [one.read().since for one in signed_ones if one.number > governing.number and last_day(one) > end]
    follows = min(starts, default=None)
    if follows is None and end - today <= ahead:
        written = any(one.number > governing.number and one.read().until > end for one in unsigned)
        told.append(Warned(governing.number, Notice.FOLLOWS_UNSIGNED if written else Notice.ENDS_SOON, end))
    elif follows is not None and follows > end + timedelta(days=1):
        told.append(Warned(governing.number, Notice.GAP, end + timedelta(days=1)))
    return tuple(told)


def _must_be_proved(data_set: DataSet, ladder: Ladder | None, at: datetime) -> None:
    if data_set.is_restricted:
        return
    if better_than(data_set.way) if ladder is None else lacking(ladder, data_set.way, at):
        raise LACKS_PROOFS.at("data_sets", code=data_set.code)


def _hand(version: Version, sha256: str, by: Actor, at: datetime, act: UUID | None = None) -> Hand:
    if sha256 != version.sha256:
        raise ANOTHER_DRAFT.at()
    if by.side is None:
        raise NOT_THEIR_DUTY.at()
    return Hand(by.side, by.account, at, sha256, act)
