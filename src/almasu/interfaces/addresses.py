"""Which power an address stands on: every address of programs and people, with its method.

What is for everybody is named as well: an address that is in neither list is a mistake that tests find.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from almasu.kernel.powers import asking, coming_in, over_accounts, over_users, supervising
from almasu.kernel.powers.power import Power

API = "/api/v1"

FOR_EVERYBODY = frozenset(
    {
        f"POST {API}/sign-in",
        f"POST {API}/visits",
        f"GET {API}/applications/form",
        f"GET {API}/resources",
        f"GET {API}/works",
        f"GET {API}/evidence-keys",
        f"GET {API}/schema",
        f"GET {API}/schema/openapi.json",
        f"GET {API}/schema/{{path}}",
        "GET /openapi.json",
        "GET /healthz",
        "GET /log/checkpoint",
        "GET /log/policy",
        "GET /log/receipts.vkey",
        "GET /log/rotations",
        "GET /log/tile/{rest}",
        "GET /log/proof/inclusion",
        "GET /log/proof/consistency",
        "GET /log/leaf/{commitment}",
        "GET /log/leaf/{commitment}/proof",
        "GET /sign-in",
        "GET /help",
        "GET /verify",
        "POST /verify",
        "GET /law/{act}",
        "GET /law/clauses/{clause_id}",
        "GET /static/{digest}/{path}",
    }
)
"""What needs no session: the doors themselves, the law, the journal's hashes, announced works."""

FROM_LISTED_PLACES = frozenset(
    {
        "GET /metrics",
        "GET /log/supervision/checkpoint",
        "GET /log/supervision/policy",
        "GET /log/supervision/receipts.vkey",
        "GET /log/supervision/rotations",
        "GET /log/supervision/tile/{rest}",
        "GET /log/supervision/proof/inclusion",
        "GET /log/supervision/proof/consistency",
        "GET /log/supervision/leaf/{commitment}",
        "GET /log/supervision/leaf/{commitment}/proof",
    }
)
"""What answers machines in listed places only; to everybody else, in whatever role, there is nothing here."""

OF_PROGRAMS: tuple[tuple[Power, tuple[str, ...]], ...] = (
    (
        coming_in.PROVE_EDS,
        (
            "POST /sign-in/challenge",
            "POST /sign-in/proof",
            "POST /visits/proof",
        ),
    ),
    (
        coming_in.PROVE_FACTOR,
        (
            "POST /sign-in/code/again",
            "POST /sign-in/code",
            "POST /sign-in/biometrics/challenge",
            "POST /sign-in/biometrics",
        ),
    ),
    (coming_in.LEAVE, ("DELETE /session",)),
    (
        coming_in.CONSENT,
        (
            "GET /consent",
            "POST /consent",
        ),
    ),
    (coming_in.CONFIRM_PASSWORD, ("POST /account/eds-password",)),
    (
        coming_in.BIND_AUTHENTICATOR,
        (
            "POST /account/authenticators/challenge",
            "POST /account/authenticators/prepare",
            "POST /account/authenticators",
        ),
    ),
    (coming_in.REMOVE_AUTHENTICATOR, ("DELETE /account/authenticators/{paper}",)),
    (coming_in.SEE_OWN_ACCOUNT, ("GET /account",)),
    (
        coming_in.RENEW_WORKPLACE,
        (
            "POST /account/workplace/prepare",
            "POST /account/workplace",
        ),
    ),
    (
        over_accounts.APPLY,
        (
            "POST /applications/prepare",
            "POST /applications",
        ),
    ),
    (over_accounts.LIST_APPLICATIONS, ("GET /applications",)),
    (
        over_accounts.LIST_OF_OFFICE,
        (
            "GET /applications?box=to_decide",
            "GET /applications?box=all",
        ),
    ),
    (over_accounts.WITHDRAW_APPLICATION, ("POST /applications/{paper}/withdraw",)),
    (
        over_accounts.SIGN_OFF_APPLICATION,
        (
            "POST /applications/{paper}/sign-off/prepare",
            "POST /applications/sign-off",
            "POST /applications/{paper}/decline",
        ),
    ),
    (over_accounts.SEE_APPLICATION, ("GET /applications/{paper}",)),
    (over_accounts.LIST_OVERDUE, ("GET /applications/overdue",)),
    (
        over_accounts.DECIDE_APPLICATION,
        (
            "POST /applications/{paper}/grant",
            "POST /applications/{paper}/refusal/prepare",
            "POST /applications/refusal",
        ),
    ),
    (over_accounts.LIST_ACCOUNTS, ("GET /accounts",)),
    (over_accounts.LIST_ABSENT, ("GET /accounts/absent",)),
    (
        over_accounts.BLOCK_ACCOUNT,
        (
            "POST /accounts/{account}/block/prepare",
            "POST /accounts/block",
        ),
    ),
    (
        asking.ASK,
        (
            "POST /may-i",
            "POST /requests/prepare",
            "POST /requests",
        ),
    ),
    (
        asking.SEE_REQUEST,
        (
            "GET /requests",
            "GET /requests/{request_id}",
        ),
    ),
    (asking.OPEN_ANSWERS, ("GET /requests/{request_id}/dossier",)),
    (
        asking.TAKE_EVIDENCE,
        (
            "GET /requests/{request_id}/evidence",
            "GET /requests/{request_id}/evidence.pdf",
        ),
    ),
    (asking.TAKE_COPY, ("GET /requests/{request_id}/download",)),
    (asking.LIST_COPIES, ("GET /copies",)),
    (asking.CONFIRM_COPY, ("POST /copies/{copy_id}/destroyed",)),
    (
        asking.SEE_MATERIAL,
        (
            "GET /materials",
            "GET /materials/{material_id}",
        ),
    ),
    (asking.JOIN_ANSWERS, ("POST /materials/{material_id}/answers",)),
    (
        asking.CLOSE_TASK,
        (
            "POST /materials/{material_id}/close/prepare",
            "POST /materials/close",
        ),
    ),
    (
        asking.DESTROY_MATERIAL,
        (
            "POST /materials/{material_id}/destroy/prepare",
            "POST /materials/destroy",
        ),
    ),
    (asking.DECLARE_RELATIVES, ("POST /relatives",)),
    (asking.ASK_HEAD, ("POST /countersignatures",)),
    (
        asking.COUNTERSIGN,
        (
            "POST /countersignatures/{paper_id}/prepare",
            "POST /countersignatures/sign",
        ),
    ),
    (over_users.SEE_ORDERS, ("GET /control/orders",)),
    (over_users.DRAFT_ORDER, ("POST /control/orders",)),
    (
        over_users.SIGN_ORDER,
        (
            "POST /control/orders/{paper}/prepare",
            "POST /control/orders/sign",
        ),
    ),
    (over_users.DECIDE_ORDER, ("POST /control/orders/{paper}/decide",)),
    (
        over_users.SEE_REPORTS,
        (
            "GET /control/requests",
            "GET /control/requests/{request_id}",
        ),
    ),
    (over_users.SEE_DUTY, ("GET /control/duty",)),
    (
        over_users.MAKE_PACK,
        (
            "POST /control/packs",
            "POST /control/packs/{paper}/prepare",
            "POST /control/packs/sign",
            "GET /control/packs/{paper}/{name}",
        ),
    ),
    (
        over_users.FIND_BREACH,
        (
            "POST /control/breaches/prepare",
            "POST /control/breaches",
        ),
    ),
    (
        over_users.KEEP_CASES,
        (
            "GET /control/cases",
            "POST /control/cases/{paper}/close",
        ),
    ),
    (
        over_users.READ_NOTICE,
        (
            "GET /notices",
            "GET /notices/{notice_id}",
        ),
    ),
    (
        over_users.REPORT_BREACH,
        (
            "POST /operator/breaches/prepare",
            "POST /operator/breaches",
        ),
    ),
    (
        over_users.KEEP_EMERGENCIES,
        (
            "GET /operator/emergencies",
            "POST /operator/emergencies/prepare",
            "POST /operator/emergencies",
        ),
    ),
    (
        over_users.ANNOUNCE_WORKS,
        (
            "POST /operator/works/prepare",
            "POST /operator/works",
        ),
    ),
    (
        supervising.ISSUE_RESOLUTION,
        (
            "POST /supervision/resolutions/prepare",
            "POST /supervision/resolutions",
        ),
    ),
    (supervising.LIST_RESOLUTIONS, ("GET /supervision/resolutions",)),
    (supervising.LIST_CASES, ("GET /supervision/cases",)),
    (
        supervising.HOLD_CHECK,
        (
            "GET /supervision/resolutions/{resolution}/requests",
            "GET /supervision/resolutions/{resolution}/requests/{request_id}",
        ),
    ),
    (supervising.TAKE_ALONG, ("GET /supervision/resolutions/{resolution}/export",)),
    (
        supervising.TAKE_MEASURE,
        (
            "POST /supervision/measures/prepare",
            "POST /supervision/measures",
        ),
    ),
    (
        supervising.SEE_USES,
        (
            "GET /owner/resources",
            "GET /owner/resources/{resource}/uses",
            "GET /owner/resources/{resource}/statement",
        ),
    ),
)
"""Addresses of programs, below `API`."""

OF_PEOPLE: tuple[tuple[Power, tuple[str, ...]], ...] = (
    (coming_in.PROVE_EDS, ("POST /sign-in",)),
    (
        coming_in.PROVE_FACTOR,
        (
            "GET /sign-in/code",
            "POST /sign-in/code",
            "POST /sign-in/code/again",
        ),
    ),
    (coming_in.LEAVE, ("POST /sign-out",)),
    (
        coming_in.CONSENT,
        (
            "GET /consent",
            "POST /consent",
        ),
    ),
    (
        coming_in.CONFIRM_PASSWORD,
        (
            "POST /sign-in/eds-password",
            "POST /eds-password",
        ),
    ),
    (
        asking.ASK,
        (
            "GET /requests/new",
            "POST /requests/new",
            "POST /requests/recognise",
            "POST /requests/may-i",
            "POST /requests/check",
            "GET /requests/check/{act}",
            "POST /requests/check/{act}",
        ),
    ),
    (
        asking.SEE_REQUEST,
        (
            "GET /",
            "GET /requests",
            "GET /requests/{request_id}",
            "GET /requests/{request_id}/stream",
            "GET /requests/{request_id}/proof",
            "GET /requests/{request_id}/proof/file",
            "GET /requests/{request_id}/receipt",
        ),
    ),
    (
        asking.OPEN_ANSWERS,
        (
            "GET /requests/{request_id}/dossier",
            "GET /requests/{request_id}/answers/{number}",
        ),
    ),
    (
        asking.TAKE_EVIDENCE,
        (
            "GET /requests/{request_id}/evidence",
            "GET /requests/{request_id}/evidence.pdf",
        ),
    ),
)
"""Addresses of the portal's pages and forms."""


def addresses() -> Mapping[str, Power]:
    """Return every address that needs a power, as `GET /path/{id}`, with that power."""
    programs = {_below(API, one): power for power, listed in OF_PROGRAMS for one in listed}
    return MappingProxyType({**programs, **{one: power for power, listed in OF_PEOPLE for one in listed}})


def _below(root: str, address: str) -> str:
    method, path = address.split(" ", 1)
    return f"{method} {root}{path}"
