"""What the operator sees over HTTP: lawfulness of requests, reported breaches, services, the archive (SIO25-14.1)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Request, Response, Router, get
from litestar.params import FromPath, FromQuery, QueryParameter

from almasu.actions.operating import control_lawfulness, take_breach, try_services
from almasu.interfaces.api.evidence import attachment
from almasu.interfaces.api.given import Bearer, OfNode, aware, token_of, with_session
from almasu.interfaces.api.messages import Words
from almasu.interfaces.api.pages import GOES_ON, After, paged
from almasu.interfaces.api.saying import words
from almasu.kernel.grounds.decision import verdict_word
from almasu.kernel.operating.lawfulness import Standing
from almasu.wiring.archived import archived
from almasu.wiring.watching import open_probes

Most = Annotated[int, QueryParameter(ge=1, le=control_lawfulness.MOST_AT_ONCE)]


class JudgedLine(msgspec.Struct, frozen=True):
    """What a rule said of a request then and says of the same facts now; `then` is empty where it was not kept."""

    rule: str
    says: Words
    then: str
    now: str
    cites: tuple[str, ...]


class StandingLine(msgspec.Struct, frozen=True):
    """How a request stands before the law; the asker under a pseudonym, `odd` the rules that need a look."""

    request: UUID
    accepted_at: datetime
    asker: str
    role: str
    ground: str
    purpose: str
    edition: str
    resources: tuple[int, ...]
    states: dict[str, int]
    odd: tuple[str, ...]
    rules: tuple[JudgedLine, ...]


class BreachLine(msgspec.Struct, frozen=True):
    """A reported breach, and what became of it: the account, the notice to the body, the prosecutor's case."""

    id: UUID
    reported_at: datetime
    account: UUID
    account_state: str
    user: str
    body: str
    law: str
    words: str
    liability: str
    found_at: datetime
    request: UUID | None
    notice: UUID
    notice_state: str
    case: UUID


class ServiceLine(msgspec.Struct, frozen=True):
    """How a service was found: `because` is empty where it answers, null where nobody can tell."""

    place: str
    because: str | None
    tried_at: datetime


class HealthAnswer(msgspec.Struct, frozen=True):
    """Services tried now, and what each register answered since a moment: counts of questions by their state.

    `silent` are the registers that are not asked now, since they failed again and again.
    """

    since: datetime
    services: tuple[ServiceLine, ...]
    registers: dict[str, dict[str, int]]
    silent: tuple[int, ...]


class Cosigned(msgspec.Struct, frozen=True):
    """Which witness co-signed the published log, and when."""

    witness: str
    at: datetime


class ArchiveAnswer(msgspec.Struct, frozen=True):
    """The published log and its archive: `kept` of the `full` parts are sealed with their records."""

    entries: int
    root: str
    full: int
    kept: int
    cosigned: tuple[Cosigned, ...]


@get("/operator/lawfulness", response_headers=[GOES_ON])
async def lawfulness(
    running: OfNode,
    request: Request[Any, Any, Any],
    authorization: Bearer,
    since: FromQuery[datetime],
    until: FromQuery[datetime],
    after: After = "",
    most: Most = 50,
) -> Response[tuple[StandingLine, ...]]:
    """Return how the requests accepted in a period stand, in their order; no people, no answers. It is journalled."""
    token, span = token_of(authorization), (aware(since), aware(until))
    page = await control_lawfulness.standings(running.node, token, *span, after, most, running.now())
    return paged(request, map(_standing, page.items), page.after)


@get("/operator/lawfulness/{request_id:uuid}")
async def one_lawfulness(running: OfNode, authorization: Bearer, request_id: FromPath[UUID]) -> StandingLine:
    """Return how one request stands before the law. The look is journalled."""
    token = token_of(authorization)
    return _standing(await control_lawfulness.one_standing(running.node, token, request_id, running.now()))


@get("/operator/breaches")
async def breaches(running: OfNode, authorization: Bearer) -> tuple[BreachLine, ...]:
    """Return the reported breaches, newest first, with what became of each."""
    found = await take_breach.breaches(running.node, token_of(authorization), running.now())
    return tuple(_breach(one) for one in found)


@get("/operator/breaches/{report:uuid}")
async def one_breach(running: OfNode, authorization: Bearer, report: FromPath[UUID]) -> BreachLine:
    """Return one reported breach."""
    return _breach(await take_breach.one_breach(running.node, token_of(authorization), report, running.now()))


@get("/operator/breaches/{report:uuid}/papers", media_type="application/zip")
async def papers(running: OfNode, authorization: Bearer, report: FromPath[UUID]) -> Response[bytes]:
    """Return the papers of a breach as a zip, each leaf with its proof under the co-signed checkpoint. Journalled."""
    token, log = token_of(authorization), running.main
    made = await take_breach.take_breach(running.node, token, report, log.journal, log.origin, running.now())
    return attachment(made.data, "application/zip", made.name)


@get("/operator/services")
async def services(running: OfNode, authorization: Bearer) -> HealthAnswer:
    """Try every service now and count what registers answered in the last hour."""
    async with open_probes(running) as probes:
        found = await try_services.health(running.node, token_of(authorization), probes, running.now())
    registers = {
        str(number): {state.value: count for state, count in counts.items()}
        for number, counts in found.registers.items()
    }
    tried = tuple(ServiceLine(one.place, one.because, one.at) for one in found.services)
    return HealthAnswer(found.since, tried, registers, tuple(sorted(found.silent)))


@get("/operator/archive")
async def archive(running: OfNode, authorization: Bearer) -> ArchiveAnswer:
    """Return how far the log is archived with its records."""
    found = await archived(running, token_of(authorization))
    cosigned = tuple(Cosigned(name, at) for name, at in found.cosigned)
    return ArchiveAnswer(found.size, found.root.hex(), found.full, found.kept, cosigned)


def operator_look_routes() -> Router:
    """Return the routes of what the operator sees."""
    handlers = [lawfulness, one_lawfulness, breaches, one_breach, papers, services, archive]
    return Router("/", route_handlers=handlers, guards=[with_session], security=[{"session": []}])


def _standing(one: Standing) -> StandingLine:
    rules = tuple(
        JudgedLine(
            finding.rule_id,
            words(finding.says),
            one.then.get(finding.rule_id, ""),
            verdict_word(finding.verdict),
            finding.cites,
        )
        for finding in one.now
    )
    states = {state.value: count for state, count in one.states.items()}
    return StandingLine(
        request=one.request,
        accepted_at=one.accepted_at,
        asker=one.asker,
        role=one.role,
        ground=one.ground,
        purpose=one.purpose,
        edition=one.edition,
        resources=one.resources,
        states=states,
        odd=one.oddities,
        rules=rules,
    )


def _breach(one: take_breach.Reported) -> BreachLine:
    said = one.said
    return BreachLine(
        id=one.paper.id,
        reported_at=one.paper.at,
        account=said.account,
        account_state=one.account.state.value,
        user=one.account.person.full_name(),
        body=said.body_bin,
        law=said.law.value,
        words=said.words,
        liability=said.liability,
        found_at=said.found_at,
        request=said.request,
        notice=one.notice.id,
        notice_state=one.notice.state,
        case=said.case,
    )
