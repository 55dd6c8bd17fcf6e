"""Which power each address of the HTTP interface stands on; paths are below `API`."""

from __future__ import annotations

from almasu.kernel.powers import asking, coming_in, over_accounts, over_users, supervising
from almasu.kernel.powers.power import Power

API = "/api/v1"

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
    (asking.REPLAY, ("GET /requests/{request_id}/replay",)),
    (asking.OPEN_ANSWERS, ("GET /requests/{request_id}/dossier", "GET /requests/{request_id}/looks")),
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
    (asking.SEE_COUNTERSIGNATURES, ("GET /countersignatures", "GET /countersignatures/{paper_id}")),
    (over_users.SEE_ORDERS, ("GET /control/orders", "GET /control/orders/{paper}")),
    (over_users.DRAFT_ORDER, ("GET /control/orders/officers", "POST /control/orders")),
    (
        over_users.SIGN_ORDER,
        (
            "GET /control/orders/to-sign",
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
            "GET /control/requests/{request_id}/replay",
            "GET /control/oddities",
        ),
    ),
    (over_users.SEE_DUTY, ("GET /control/duty",)),
    (
        over_users.MAKE_PACK,
        (
            "GET /control/packs",
            "GET /control/packs/{paper}",
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
            "GET /control/cases/{paper}",
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
    (
        supervising.CUT_RESOLUTION,
        (
            "POST /supervision/resolutions/cuts/prepare",
            "POST /supervision/resolutions/cuts",
        ),
    ),
    (
        supervising.LIST_RESOLUTIONS,
        ("GET /supervision/resolutions", "GET /supervision/resolutions/{resolution}"),
    ),
    (supervising.LIST_CASES, ("GET /supervision/cases", "GET /supervision/cases/{case}")),
    (
        supervising.HOLD_CHECK,
        (
            "GET /supervision/resolutions/{resolution}/requests",
            "GET /supervision/resolutions/{resolution}/requests/{request_id}",
            "GET /supervision/resolutions/{resolution}/requests/{request_id}/replay",
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
    (
        over_accounts.SEE_ACCOUNT,
        (
            "GET /account/consent",
            "GET /accounts/{account}",
            "GET /accounts/{account}/consent",
        ),
    ),
    (
        over_accounts.LIFT_BLOCK,
        (
            "GET /accounts/blocks-to-decide",
            "POST /accounts/{account}/lift/prepare",
            "POST /accounts/lift",
        ),
    ),
    (over_users.SEE_AWAY, ("GET /control/people", "GET /control/left")),
    (over_users.NOTE_AWAY, ("POST /control/people/notes", "POST /control/people/notes/{paper}/withdraw")),
    (over_users.SEE_OVERDUE, ("GET /control/overdue",)),
    (
        over_users.LIST_BREACHES,
        (
            "GET /operator/breaches",
            "GET /operator/breaches/{report}",
            "GET /operator/breaches/{report}/papers",
        ),
    ),
    (
        over_users.CONTROL_LAWFULNESS,
        ("GET /operator/lawfulness", "GET /operator/lawfulness/{request_id}"),
    ),
    (
        over_users.TRY_SERVICES,
        (
            "GET /operator/services",
            "GET /operator/archive",
            "GET /operator/diagnostics",
            "POST /operator/diagnostics",
        ),
    ),
)
"""Addresses of programs, below `API`."""
