"""Which power each address of a node of the exchange between states stands on: of programs, and of people by place."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from almasu.interfaces.addresses import FOR_EVERYBODY
from almasu.interfaces.addresses_of_programs import API
from almasu.interfaces.addresses_of_provision import NOT_HERE, Listed
from almasu.kernel.powers import coming_in
from almasu.kernel.powers import interstate as over
from almasu.kernel.powers.power import Power


def _signed(path: str) -> tuple[str, str]:
    """Return the two addresses of a signed act: what builds it, what takes the signature."""
    return f"POST /cis/{path}/prepare", f"POST /cis/{path}"


_ABOUT_REQUEST = (
    *("outcomes", "incomplete", "accepted", "not-accepted", "withdrawn"),
    *("consent", "consent-back", "onward-asked"),
)
_ENTRIES = ("parties/{party}", "bodies/{listed}", "systems/{system}")
_KEPT = tuple(f"POST /cis/{what}{end}" for what in ("bodies", "notices", "systems") for end in ("/prepare", ""))
_PROGRAMS: Listed = (
    (coming_in.PROVE_EDS, ("POST /sign-in/challenge", "POST /sign-in/proof")),
    (coming_in.LEAVE, ("DELETE /session",)),
    (
        over.SEE_DIRECTORY,
        ("GET /cis/directory", "GET /cis/directory/{kind}/{name}", "GET /cis/systems", "GET /cis/acts"),
    ),
    (over.KEEP_DIRECTORY, _KEPT),
    (
        over.KEEP_NODES,
        (
            "GET /cis/nodes",
            "POST /cis/nodes/prepare",
            "POST /cis/nodes",
            *_signed("nodes-shut"),
            *_signed("nodes-changed"),
            *(f"POST /cis/bags{end}" for end in ("", "/unloaded", "/receipts", "/lost")),
            "POST /cis/differences",
        ),
    ),
    (over.SEE_DIFFERENCES, ("GET /cis/differences", "POST /cis/differences/{difference}/exports")),
    (over.REGISTER_CIS_WORKER, ("POST /cis/workers/prepare", "POST /cis/workers")),
    (
        over.SEE_CASES,
        (
            "GET /cis/requests",
            "GET /cis/requests/{case}",
            "GET /cis/requests/{case}/reminders",
            "GET /cis/not-taken",
            "GET /cis/disclosures",
            "GET /cis/offers",
            "GET /cis/offers/{offered}",
            "GET /cis/onward",
            "GET /cis/onward/{onward}",
        ),
    ),
    (
        over.WRITE_REQUEST,
        ("POST /cis/requests/drafts", "POST /cis/requests/{case}/draft", "GET /cis/requests/{case}/verdicts"),
    ),
    (over.ASK_BLIND, ("GET /cis/blind", "POST /cis/blind")),
    (over.SEND_REQUEST, ("POST /cis/requests/prepare", "POST /cis/requests")),
    (over.TELL, ("POST /cis/tellings/prepare", "POST /cis/tellings")),
    (
        over.STEER_REQUEST,
        (
            "POST /cis/conditions/prepare",
            "POST /cis/conditions",
            "POST /cis/withdrawals/prepare",
            "POST /cis/withdrawals",
            "POST /cis/requests/{case}/reviews",
        ),
    ),
    (
        over.CONSENT,
        (
            "POST /cis/consents/prepare",
            "POST /cis/consents",
            "POST /cis/consents-back/prepare",
            "POST /cis/consents-back",
        ),
    ),
    (
        over.CARRY_PACKETS,
        (
            "GET /cis/packets/outgoing",
            "GET /cis/requests/{case}/packets",
            "GET /cis/packets/incoming",
            "GET /cis/packets/about/{about}",
            "GET /cis/packets/{packet}",
            "POST /cis/packets/{packet}/prints",
            "POST /cis/packets/{packet}/hand-over",
            "POST /cis/packets/{packet}/receipt",
        ),
    ),
    (over.ENTER_PACKETS, ("POST /cis/packets-entered/prepare", "POST /cis/packets-entered")),
    (over.CONFIRM_PACKETS, ("GET /cis/packets/{packet}/entered", *_signed("packets-confirmed"))),
    (
        over.KEEP_MAILBOXES,
        (
            "GET /cis/mailboxes",
            "POST /cis/mailboxes/prepare",
            "POST /cis/mailboxes",
            "POST /cis/mailboxes-closed/prepare",
            "POST /cis/mailboxes-closed",
        ),
    ),
    (over.DISCLOSE, ("POST /cis/requests/{case}/disclosures",)),
    (
        over.OFFER,
        ("POST /cis/offers/prepare", "POST /cis/offers", "POST /cis/handings-over/prepare", "POST /cis/handings-over"),
    ),
    (over.ANSWER_OFFER, ("POST /cis/offer-answers/prepare", "POST /cis/offer-answers")),
    (
        over.USE_ITEM,
        (
            "GET /cis/items",
            "GET /cis/items/{item}",
            "POST /cis/items/{item}/openings",
            "POST /cis/items/{item}/exports",
            "POST /cis/items/{item}/prints",
        ),
    ),
    (over.ENTER_EQUAL, _signed("equal-marks")),
    (over.ASK_ONWARD, _signed("onward")),
    (over.ANSWER_ONWARD, (*_signed("onward-answers"), *_signed("onward-back"))),
    (over.PASS_ON, _signed("passings-on")),
    (over.SEE_CONSULTATIONS, ("GET /cis/consultations", "GET /cis/consultations/{consultation}")),
    (over.CONSULT, (*_signed("consultations"), *_signed("consultation-answers"), *_signed("minutes"))),
    (over.FILE_ACT, _signed("acts")),
    (over.COUNT_EXCHANGE, ("GET /cis/counts",)),
    (over.SEE_LEAVING, ("GET /cis/leaving",)),
)
_PEOPLE: Listed = (
    (coming_in.PROVE_EDS, ("POST /sign-in",)),
    (coming_in.LEAVE, ("POST /sign-out",)),
    (over.SEE_DIRECTORY, ("GET /",)),
)
_PLACES: Listed = (
    (over.SEE_DIRECTORY, ("/cis/directory", *(f"/cis/directory/{one}" for one in _ENTRIES), "/cis/acts")),
    (
        over.KEEP_DIRECTORY,
        (
            *(f"/cis/directory/{what}/new" for what in ("bodies", "notices", "systems")),
            *(
                f"/cis/directory/{one}/{what}"
                for one, what in zip(_ENTRIES, ("strike", "change", "change"), strict=True)
            ),
        ),
    ),
    (
        over.KEEP_NODES,
        (
            *(f"/cis/nodes{end}" for end in ("", "/new", "/change", "/shut", "/card")),
            *(f"/cis/bags{end}" for end in ("", "/new", "/came", "/receipt", "/lost")),
            "/cis/differences/new",
        ),
    ),
    (over.SEE_DIFFERENCES, ("/cis/differences", "/cis/differences/{difference}/file")),
    (over.REGISTER_CIS_WORKER, ("/cis/directory/people/new",)),
    (
        over.SEE_CASES,
        (
            "/cis/requests",
            "/cis/requests/{case}",
            "/cis/disclosures",
            "/cis/offers",
            "/cis/offers/{offer}",
            "/cis/onward",
            "/cis/onward/{onward}",
        ),
    ),
    (over.WRITE_REQUEST, ("/cis/requests/new", "/cis/requests/{case}/edit", "/cis/requests/{case}/anew")),
    (over.ASK_BLIND, ("/cis/blind", "/cis/blind/new")),
    (over.SEND_REQUEST, ("/cis/requests/{case}/send",)),
    (over.TELL, ("/cis/requests/{case}/tell",)),
    (over.STEER_REQUEST, tuple(f"/cis/requests/{{case}}/{what}" for what in ("conditions", "withdraw", "review"))),
    (over.CONSENT, ("/cis/requests/{case}/consent", "/cis/requests/{case}/consent-back")),
    (
        over.CARRY_PACKETS,
        (
            "/cis/packets",
            "/cis/packets/{packet}",
            "/cis/packets/came/{case}",
            "/cis/packets/{packet}/hand-over",
            "/cis/packets/{packet}/receipt",
            "/cis/packets/{packet}/print",
        ),
    ),
    (
        over.ENTER_PACKETS,
        (
            *(f"/cis/packets/{what}" for what in ("new", "offer", "invitation", "information", "act")),
            *(f"/cis/packets/came/{{case}}/{kind}" for kind in _ABOUT_REQUEST),
            "/cis/packets/offers/{offer}",
            "/cis/packets/onward/{onward}",
            "/cis/packets/consultations/{consultation}",
        ),
    ),
    (over.CONFIRM_PACKETS, ("/cis/packets/{packet}/confirm",)),
    (over.KEEP_MAILBOXES, ("/cis/mailboxes", "/cis/mailboxes/new", "/cis/mailboxes/close")),
    (over.DISCLOSE, ("/cis/requests/{case}/disclose",)),
    (over.OFFER, ("/cis/offers/new", "/cis/offers/{offer}/hand-over")),
    (over.ANSWER_OFFER, ("/cis/offers/{offer}/answer", "/cis/offers/{offer}/take-back")),
    (
        over.USE_ITEM,
        (
            "/cis/items",
            "/cis/items/{item}",
            "/cis/items/{item}/open",
            "/cis/items/{item}/openings/{opening}",
            "/cis/items/{item}/take",
        ),
    ),
    (over.ENTER_EQUAL, ("/cis/items/{item}/equal",)),
    (over.ASK_ONWARD, ("/cis/items/{item}/onward",)),
    (over.ANSWER_ONWARD, ("/cis/onward/{onward}/answer", "/cis/onward/{onward}/back")),
    (over.PASS_ON, ("/cis/onward/{onward}/pass",)),
    (over.SEE_CONSULTATIONS, ("/cis/consultations", "/cis/consultations/{consultation}")),
    (
        over.CONSULT,
        (
            "/cis/consultations/new",
            "/cis/consultations/{consultation}/answer",
            "/cis/consultations/{consultation}/minutes",
        ),
    ),
    (over.FILE_ACT, ("/cis/acts/new",)),
    (over.COUNT_EXCHANGE, ("/cis/counts",)),
    (over.SEE_LEAVING, ("/cis/leaving",)),
)

PROGRAMS_OF_INTERSTATE: Mapping[str, Power] = MappingProxyType(
    {one.replace(" ", f" {API}", 1): power for power, listed in _PROGRAMS for one in listed}
)
PEOPLE_OF_INTERSTATE: Mapping[str, Power] = MappingProxyType(
    {one: power for power, listed in _PEOPLE for one in listed}
)
PLACES_OF_INTERSTATE: Mapping[str, Power] = MappingProxyType(
    {one: power for power, listed in _PLACES for one in listed}
)
"""Pages and deeds; a deed stands on its power with its form, its sign page and the signature."""
EVERYBODY_IN_INTERSTATE = FOR_EVERYBODY - NOT_HERE
