"""What every signature about a joint act names: which version and draft, its days, its digest, the file it is of."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from almasu.actions.provision.acting import Acting, Meant
from almasu.actions.provision.acts import Kept
from almasu.kernel.provision.act_course import Stage
from almasu.kernel.provision.problems_of_act import OTHER_AGENCY, WRONG_STAGE
from almasu.kernel.signatures.act import ActPurpose
from almasu.law.canonical import Json
from almasu.law.text import Text

ACT_FILE = "joint-act.json"
"""The name under which the canonical bytes of an act are given out and signed for."""


def must_wait(kept: Kept, stage: Stage) -> Kept:
    """Return a version that stands at a stage; Problem `provision.act.stage` else."""
    if kept.version.stage is not stage:
        raise WRONG_STAGE.at()
    return kept


def must_be_its_agency(kept: Kept, who: Acting) -> Kept:
    """Return a version that names the signer's own Agency; Problem `provision.act.other_agency` else.

    Of a body no such look is needed: an act of another body is absent to its people.
    """
    if who.of_agency and kept.version.read().agency != who.person.account.body_bin:
        raise OTHER_AGENCY.at("agency")
    return kept


def named(kept: Kept, purpose: ActPurpose, human: Text, more: Mapping[str, Json] | None = None) -> Meant:
    """Return what somebody means to do with a version; the file of the act is named by its digest beside the body."""
    version, content = kept.version, kept.version.read()
    body: dict[str, Json] = {
        "paper": str(kept.paper.id),
        "number": content.number,
        "body": content.body_name.ru,
        "agency": content.agency_name.ru,
        "since": content.since.isoformat(),
        "until": content.until.isoformat(),
        "data_sets": [one.code for one in content.data_sets],
        "draft": version.draft,
        "sha256": version.sha256,
        **(more or {}),
    }
    told = human.filled(
        number=content.number,
        since=f"{content.since:%d.%m.%Y}",
        until=f"{content.until:%d.%m.%Y}",
        draft=str(version.draft),
    )
    return Meant(purpose, body, told, {ACT_FILE: version.sha256})


def number_in(body: Mapping[str, object]) -> UUID:
    """Return which version a signed act is about."""
    return UUID(str(body["paper"]))
