"""Which power each page, deed and file of the portal's offices stands on, by its place.

A deed stands on its power with its form, its sign page and the signature.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from almasu.kernel.powers import asking, coming_in, over_accounts, over_users, supervising
from almasu.kernel.powers.power import Power

_PLACES: tuple[tuple[Power, tuple[str, ...]], ...] = (
    (over_accounts.LIST_APPLICATIONS, ("/applications",)),
    (over_accounts.SEE_APPLICATION, ("/applications/{paper}", "/offices/applications/{paper}")),
    (over_accounts.APPLY, ("/applications/register", "/applications/change", "/applications/block")),
    (over_accounts.SIGN_OFF_APPLICATION, ("/applications/{paper}/sign-off", "/applications/{paper}/decline")),
    (over_accounts.WITHDRAW_APPLICATION, ("/applications/{paper}/withdraw",)),
    (coming_in.SEE_OWN_ACCOUNT, ("/account",)),
    (coming_in.RENEW_WORKPLACE, ("/account/workplace",)),
    (coming_in.CONFIRM_PASSWORD, ("/account/password",)),
    (coming_in.BIND_AUTHENTICATOR, ("/account/devices/new",)),
    (coming_in.REMOVE_AUTHENTICATOR, ("/account/devices/{paper}/remove",)),
    (over_accounts.LIST_OF_OFFICE, ("/offices/applications",)),
    (
        over_accounts.DECIDE_APPLICATION,
        ("/offices/applications/{paper}/grant", "/offices/applications/{paper}/refuse"),
    ),
    (over_accounts.LIST_ACCOUNTS, ("/offices/accounts",)),
    (
        over_accounts.SEE_ACCOUNT,
        ("/account/consent", "/offices/accounts/{account}", "/offices/accounts/{account}/consent"),
    ),
    (over_accounts.BLOCK_ACCOUNT, ("/offices/accounts/{account}/block",)),
    (over_accounts.LIFT_BLOCK, ("/offices/accounts/{account}/lift",)),
    (
        over_users.KEEP_EMERGENCIES,
        (
            "/offices/operator",
            "/offices/operator/emergencies",
            "/offices/operator/emergencies/{entry}",
            "/offices/operator/emergencies/new",
            "/offices/operator/emergencies/{entry}/close",
        ),
    ),
    (over_users.ANNOUNCE_WORKS, ("/offices/operator/works", "/offices/operator/works/new")),
    (
        over_users.LIST_BREACHES,
        (
            "/offices/operator/breaches",
            "/offices/operator/breaches/{report}",
            "/offices/operator/breaches/{report}/papers",
        ),
    ),
    (
        over_users.REPORT_BREACH,
        ("/offices/operator/breaches/new", "/offices/operator/lawfulness/{asked}/breach"),
    ),
    (
        over_users.CONTROL_LAWFULNESS,
        ("/offices/operator/lawfulness", "/offices/operator/lawfulness/{asked}"),
    ),
    (
        over_users.TRY_SERVICES,
        (
            "/offices/operator/services",
            "/offices/operator/archive",
            "/offices/operator/diagnostics",
            "/offices/operator/diagnostics/test",
        ),
    ),
    (
        over_users.SEE_ORDERS,
        (
            "/offices/control",
            "/offices/control/orders",
            "/offices/control/orders/{order}",
            "/offices/control-orders",
        ),
    ),
    (over_users.DRAFT_ORDER, ("/offices/control/orders/new",)),
    (
        over_users.SIGN_ORDER,
        ("/offices/control-orders-to-sign", "/offices/control-orders-to-sign/{order}/confirm"),
    ),
    (over_users.DECIDE_ORDER, ("/offices/control-orders/{order}/decide",)),
    (
        over_users.SEE_REPORTS,
        (
            "/offices/control/reports",
            "/offices/control/requests/{asked}",
            "/offices/control/requests/{asked}/replay",
            "/offices/control/oddities",
        ),
    ),
    (over_users.SEE_AWAY, ("/offices/control/people", "/offices/control/left")),
    (over_users.NOTE_AWAY, ("/offices/control/people/new", "/offices/control/people/{note}/withdraw")),
    (
        over_users.MAKE_PACK,
        (
            "/offices/control/packs",
            "/offices/control/packs/new",
            "/offices/control/packs/{pack}",
            "/offices/control/packs/{pack}/confirm",
            "/offices/control/packs/{pack}/summary.pdf",
            "/offices/control/packs/{pack}/requests.parquet",
            "/offices/control/packs/{pack}/requests.csv.zst",
            "/offices/control/packs/{pack}/requests.xlsx",
            "/offices/control/packs/{pack}/oddities.json",
            "/offices/control/packs/{pack}/summary.json",
            "/offices/control/packs/{pack}/known.json",
            "/offices/control/packs/{pack}/manifest.json",
            "/offices/control/packs/{pack}/signature.json",
        ),
    ),
    (over_users.FIND_BREACH, ("/offices/control/requests/{asked}/breach",)),
    (
        over_users.KEEP_CASES,
        ("/offices/control/cases", "/offices/control/cases/{case}", "/offices/control/cases/{case}/close"),
    ),
    (supervising.LIST_CASES, ("/offices/supervision", "/offices/supervision/cases/{case}")),
    (
        supervising.ISSUE_RESOLUTION,
        ("/offices/supervision/resolutions/new", "/offices/supervision/cases/{case}/resolution"),
    ),
    (
        supervising.HOLD_CHECK,
        (
            "/offices/supervision/resolutions/{resolution}",
            "/offices/supervision/resolutions/{resolution}/requests/{asked}",
            "/offices/supervision/resolutions/{resolution}/requests/{asked}/replay",
        ),
    ),
    (
        supervising.TAKE_ALONG,
        (
            "/offices/supervision/resolutions/{resolution}/export",
            "/offices/supervision/resolutions/{resolution}/requests/{asked}/proof",
        ),
    ),
    (supervising.CUT_RESOLUTION, ("/offices/supervision/resolutions/{resolution}/cut",)),
    (supervising.TAKE_MEASURE, ("/offices/supervision/cases/{case}/measure",)),
    (asking.SEE_MATERIAL, ("/offices/materials", "/offices/materials/{material}")),
    (asking.CLOSE_TASK, ("/offices/materials/{material}/close",)),
    (asking.DESTROY_MATERIAL, ("/offices/materials/{material}/destroy",)),
    (asking.JOIN_ANSWERS, ("/offices/materials/{material}/join",)),
    (
        asking.TAKE_COPY,
        ("/offices/materials/requests/{asked}/copy",),
    ),
    (asking.CONFIRM_COPY, ("/offices/materials/copies/{copy}/destroyed",)),
    (asking.SEE_REQUEST, ("/offices/materials/requests/{asked}/detail",)),
    (asking.REPLAY, ("/offices/materials/requests/{asked}/replay",)),
    (asking.SEE_COUNTERSIGNATURES, ("/offices/countersigning", "/offices/countersigning/{paper}")),
    (asking.COUNTERSIGN, ("/offices/countersigning/{paper}/sign-it",)),
    (asking.DECLARE_RELATIVES, ("/offices/countersigning/relatives",)),
    (supervising.SEE_USES, ("/offices/owner", "/offices/owner/uses", "/offices/owner/statement")),
)
FOR_EVERYBODY_TOO = frozenset({"/works"})
"""Places of offices that ask nobody who they are."""
OF_OFFICES: Mapping[str, Power] = MappingProxyType({place: power for power, places in _PLACES for place in places})
