"""The exchange between states over HTTP: the same actions as the pages of its zone (CIS-7a to CIS-8.4)."""

from __future__ import annotations

from uuid import UUID

import msgspec
from litestar import Router, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from almasu.actions.interstate import (
    ask_blind,
    consent,
    enter_directory,
    nodes,
    offer,
    register_worker,
    see_cases,
    steer_request,
    tell,
    write_request,
)
from almasu.actions.interstate.ask_blind import BlindCard, KeptBlind
from almasu.actions.interstate.consent import Disclosure, To
from almasu.actions.interstate.directory import KeptBody, PartyNotice
from almasu.interfaces.api.by_eds import of_a_session
from almasu.interfaces.api.evidence import evidence_keys
from almasu.interfaces.api.given import Bearer, OfNode, token_of, with_session
from almasu.interfaces.api.interstate_bags import bag_routes
from almasu.interfaces.api.interstate_differences import difference_routes
from almasu.interfaces.api.interstate_directory import entry_of_directory
from almasu.interfaces.api.interstate_items import of_items
from almasu.interfaces.api.interstate_lists import (
    CaseLine,
    OfferLine,
    case_line,
    case_made,
    list_routes,
    offer_line,
)
from almasu.interfaces.api.interstate_mailboxes import mailbox_routes
from almasu.interfaces.api.interstate_packets import packet_routes
from almasu.interfaces.api.interstate_register import of_register
from almasu.interfaces.api.messages_of_sector import AccountMade
from almasu.interfaces.api.saying_sector import account
from almasu.interfaces.api.sign_in import begin
from almasu.interfaces.api.signing import Building, Finishing, signed_pair
from almasu.kernel.grounds.decision import verdict_word
from almasu.kernel.interstate.blind import Lead
from almasu.kernel.interstate.messages import Standing
from almasu.kernel.interstate.parties import Body, Directory
from almasu.kernel.interstate.peers import Peer, SignedCard
from almasu.kernel.interstate.systems import System

SIGN = "sign exactly these bytes."


class Verdicts(msgspec.Struct, frozen=True):
    """What every rule says of a draft, by its id: met, broken, cannot_tell, not_in_force, not_applicable."""

    verdicts: dict[str, str]


class NodesTold(msgspec.Struct, frozen=True):
    """How messages to each node stand, and this node's own card, null before it was made."""

    lines: tuple[Standing, ...]
    own: SignedCard | None


class PeerLine(msgspec.Struct, frozen=True):
    """A node as it was registered or shut out: its name, its state, whether messages go there."""

    node: str
    state: str
    stands: str


class BlindLine(msgspec.Struct, frozen=True):
    """A blind question: where it stands (sent, came, read, refused, gone), and the keys that both sides know."""

    id: UUID
    card: BlindCard
    state: str
    leads: tuple[Lead, ...]


class ToBody(msgspec.Struct, frozen=True):
    """To which body it is disclosed that a request was sent (CIS-8.4)."""

    body: str


@get("/directory")
async def directory(running: OfNode, authorization: Bearer) -> Directory:
    """Return the Parties and bodies as they stand at this node."""
    return (await enter_directory.see_directory(running.node, token_of(authorization), running.now())).directory


@get("/systems")
async def systems(running: OfNode, authorization: Bearer) -> tuple[System, ...]:
    """Return the systems with the cards of their regimes."""
    seen = await enter_directory.see_directory(running.node, token_of(authorization), running.now())
    return tuple(seen.systems)


@get("/nodes")
async def lines(running: OfNode, authorization: Bearer) -> NodesTold:
    """Return the nodes of other states, how messages to each stand, and this node's own card."""
    found = await nodes.nodes(running.node, token_of(authorization), running.now())
    return NodesTold(tuple(found.lines), found.own)


@get("/requests/{case:uuid}")
async def one_request(running: OfNode, authorization: Bearer, case: FromPath[UUID]) -> CaseLine:
    """Return one request; what is foreign, hidden or missing is absent alike."""
    at = running.now()
    return case_line(await see_cases.one_case(running.node, token_of(authorization), case, at), at)


@post("/requests/drafts", status_code=201)
async def write(running: OfNode, authorization: Bearer, data: JSONBody[write_request.Form]) -> CaseLine:
    """Keep a draft of a request."""
    at = running.now()
    return case_line(await write_request.write_request(running.node, token_of(authorization), data, at), at)


@post("/requests/{case:uuid}/draft", status_code=201)
async def rewrite(
    running: OfNode, authorization: Bearer, case: FromPath[UUID], data: JSONBody[write_request.Form]
) -> CaseLine:
    """Keep the next version of a draft."""
    at = running.now()
    return case_line(await write_request.rewrite_request(running.node, token_of(authorization), case, data, at), at)


@get("/requests/{case:uuid}/verdicts")
async def verdicts(running: OfNode, authorization: Bearer, case: FromPath[UUID]) -> Verdicts:
    """Return what every rule says of a draft before it is signed."""
    judged = await write_request.judge_request(running.node, token_of(authorization), case, running.now())
    return Verdicts({one.rule_id: verdict_word(one.verdict) for one in judged.findings})


@post("/requests/{case:uuid}/disclosures", status_code=201)
async def disclose(running: OfNode, authorization: Bearer, case: FromPath[UUID], data: JSONBody[ToBody]) -> Disclosure:
    """Disclose under a consent that stands that the request was sent, and nothing of what it says."""
    return await consent.disclose(running.node, token_of(authorization), To(case, data.body), running.now())


@post("/requests/{case:uuid}/reviews", status_code=201)
async def look_again(
    running: OfNode, authorization: Bearer, case: FromPath[UUID], data: JSONBody[steer_request.Again]
) -> CaseLine:
    """Note that a standing request is still needed, and when it is looked at again."""
    at = running.now()
    return case_line(await steer_request.look_again(running.node, token_of(authorization), case, data, at), at)


@get("/disclosures")
async def disclosures(running: OfNode, authorization: Bearer) -> tuple[Disclosure, ...]:
    """Return what was disclosed to the caller's body."""
    return tuple(await consent.disclosed_to_us(running.node, token_of(authorization), running.now()))


@get("/blind")
async def blind_questions(running: OfNode, authorization: Bearer) -> tuple[BlindLine, ...]:
    """Return the blind questions of the caller's body, with the leads that still stand."""
    found = await ask_blind.blind_questions(running.node, token_of(authorization), running.now())
    return tuple(_blind(one) for one in found)


@post("/blind", status_code=201)
async def blindly(running: OfNode, authorization: Bearer, data: JSONBody[ask_blind.Form]) -> BlindLine:
    """Ask which of some subjects a body of another state knows; the answer comes later."""
    return _blind(await ask_blind.ask_blind(running.node, token_of(authorization), data, running.now()))


@get("/offers/{offered:uuid}")
async def one_offer(running: OfNode, authorization: Bearer, offered: FromPath[UUID]) -> OfferLine:
    """Return one offer."""
    return offer_line(await offer.one_offer(running.node, token_of(authorization), offered, running.now()))


def interstate_routes() -> Router:
    """Return the routes of the zone: below `/cis`, and signing in."""
    looks = (
        directory,
        entry_of_directory,
        systems,
        lines,
        *list_routes(),
        one_request,
        write,
        rewrite,
        verdicts,
        disclose,
        look_again,
        disclosures,
    )
    parts = (
        *looks,
        blind_questions,
        blindly,
        one_offer,
        *of_items(),
        *of_register(),
        *packet_routes(),
        *bag_routes(),
        *difference_routes(),
        *mailbox_routes(),
        *_of_keeper(),
        *_of_requests(),
        *_of_offers(),
    )
    inside = Router(
        "/",
        route_handlers=[*of_a_session(), Router("/cis", route_handlers=[*parts])],
        guards=[with_session],
        security=[{"session": []}],
    )
    return Router("/", route_handlers=[begin, evidence_keys, inside])


def _of_keeper() -> tuple[HTTPRouteHandler, ...]:
    return (
        *signed_pair(
            "/bodies",
            Building(Body, enter_directory.prepare_body, f"Build the act that enters a body: {SIGN}"),
            Finishing(enter_directory.enter_body, Body, _body, "Enter the body."),
        ),
        *signed_pair(
            "/notices",
            Building(PartyNotice, enter_directory.prepare_notice, f"Build the act that enters a notice: {SIGN}"),
            Finishing(enter_directory.enter_notice, PartyNotice, _same_notice, "Enter the notice."),
        ),
        *signed_pair(
            "/systems",
            Building(System, enter_directory.prepare_system, f"Build the act that enters a system: {SIGN}"),
            Finishing(enter_directory.enter_system, System, _same_system, "Enter the system."),
        ),
        *signed_pair(
            "/nodes",
            Building(nodes.OfCard, nodes.prepare_node, f"Build the act that registers a node: {SIGN}"),
            Finishing(nodes.register_node, PeerLine, _peer, "Register the node."),
        ),
        *signed_pair(
            "/nodes-changed",
            Building(nodes.NewCard, nodes.prepare_change, f"Build the act that changes a node's card by hand: {SIGN}"),
            Finishing(nodes.change_node, PeerLine, _peer, "Change the card of the node."),
        ),
        *signed_pair(
            "/nodes-shut",
            Building(nodes.OfNode, nodes.prepare_shutting, f"Build the act that shuts a node out: {SIGN}"),
            Finishing(nodes.shut_node, PeerLine, _peer, "Shut the node out."),
        ),
        *signed_pair(
            "/workers",
            Building(
                register_worker.Worker, register_worker.prepare_worker, f"Build the act that registers somebody: {SIGN}"
            ),
            Finishing(register_worker.register_worker, AccountMade, account, "Register the person."),
        ),
    )


def _of_requests() -> tuple[HTTPRouteHandler, ...]:
    return (
        *signed_pair(
            "/requests",
            Building(write_request.OfDraft, write_request.prepare_request, f"Build the act of a request: {SIGN}"),
            Finishing(write_request.send_request, CaseLine, case_made, "Let the request out."),
        ),
        *signed_pair(
            "/tellings",
            Building(tell.Form, tell.prepare_telling, f"Build the notice of what was done or refused: {SIGN}"),
            Finishing(tell.tell, CaseLine, case_made, "Tell."),
        ),
        *signed_pair(
            "/conditions",
            Building(steer_request.OfItem, steer_request.prepare_conditions, f"Build the answer to conditions: {SIGN}"),
            Finishing(steer_request.answer_conditions, CaseLine, case_made, "Accept or decline the conditions."),
        ),
        *signed_pair(
            "/withdrawals",
            Building(steer_request.OfCase, steer_request.prepare_withdrawal, f"Build the withdrawal: {SIGN}"),
            Finishing(steer_request.withdraw_request, CaseLine, case_made, "Withdraw the request."),
        ),
        *signed_pair(
            "/consents",
            Building(consent.Form, consent.prepare_consent, f"Build the consent to disclosure: {SIGN}"),
            Finishing(consent.give_consent, CaseLine, case_made, "Give the consent."),
        ),
        *signed_pair(
            "/consents-back",
            Building(consent.OfConsent, consent.prepare_taking_back, f"Build the act that takes it back: {SIGN}"),
            Finishing(consent.take_consent_back, CaseLine, case_made, "Take the consent back."),
        ),
    )


def _of_offers() -> tuple[HTTPRouteHandler, ...]:
    return (
        *signed_pair(
            "/offers",
            Building(offer.Form, offer.prepare_offer, f"Build the act of an offer: {SIGN}"),
            Finishing(offer.offer, OfferLine, offer_line, "Make the offer."),
        ),
        *signed_pair(
            "/offer-answers",
            Building(offer.Settling, offer.prepare_settling, f"Build the answer to an offer: {SIGN}"),
            Finishing(offer.settle_offer, OfferLine, offer_line, "Answer the offer."),
        ),
        *signed_pair(
            "/handings-over",
            Building(offer.Handing, offer.prepare_handing, f"Build the act of handing over: {SIGN}"),
            Finishing(offer.hand_over, OfferLine, offer_line, "Hand it over."),
        ),
    )


def _blind(kept: KeptBlind) -> BlindLine:
    asked = kept.asked
    leads = () if asked is None else asked.leads
    return BlindLine(kept.paper.id, kept.card, "gone" if asked is None else asked.state, leads)


def _peer(peer: Peer) -> PeerLine:
    return PeerLine(peer.node, peer.card.state, peer.state.value)


def _body(kept: KeptBody) -> Body:
    return kept.body


def _same_notice(notice: PartyNotice) -> PartyNotice:
    return notice


def _same_system(system: System) -> System:
    return system
