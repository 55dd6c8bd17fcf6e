"""For each address something worth sending: with it, whoever has the power gets through."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from actions.applying import CARD, DECLARED, VALUES
from actions.conftest import NOON, SUBJECT, form
from almasu.kernel.signatures.act import ActPurpose
from powers.people import HEAD, OTHER_HEAD, Somebody, iin_of
from powers.things import LATER, Thing

API = "/api/v1"
Sent = Mapping[str, Any] | Callable[[Any, Somebody], Mapping[str, Any]] | None


@dataclass(frozen=True)
class Sample:
    """One way of asking an address. `kind` is of what things it is asked, `{}` in the path where their number stands.

    `passes` are problems that are met only behind the door: wrong states, wrong figures. `signs` is the purpose of the
    act that is sent; its body is what `prepared` (an address above) makes for whoever may, or `says`; `kind` is then of
    what the act names, the first of its things. `answered` tells
    that an authenticator answers the act instead of a signature.
    """

    address: str
    kind: str = ""
    body: Sent = None
    query: str = ""
    fill: Mapping[str, str] = field(default_factory=dict)
    passes: frozenset[str] = frozenset()
    signs: ActPurpose | None = None
    prepared: str = ""
    answered: bool = False
    says: Mapping[str, Any] | Callable[[Somebody], Mapping[str, Any]] | None = None

    def said(self, who: Somebody) -> dict[str, Any]:
        return dict((self.says(who) if callable(self.says) else self.says) or {})

    def sent(self, thing: Thing | None, who: Somebody) -> Mapping[str, Any] | None:
        return self.body(thing, who) if callable(self.body) else self.body


def _(address: str, kind: str = "", body: Sent = None, *passes: str, **more: Any) -> Sample:
    method, path = address.split(" ", 1)
    return Sample(f"{method} {API}{path}", kind, body, passes=frozenset(passes), **more)


def signed(address: str, purpose: ActPurpose, prepared: str = "", *passes: str, **more: Any) -> Sample:
    above = prepared and f"{prepared.split(' ')[0]} {API}{prepared.split(' ')[1]}"
    return _(address, more.pop("kind", ""), None, *passes, signs=purpose, prepared=above, **more)


def answered(address: str) -> Sample:
    return Sample(
        f"POST {API}{address.split(' ')[1]}",
        passes=REFUSED,
        signs=ActPurpose.BIOMETRICS,
        says={"of": "device"},
        answered=True,
    )


REFUSED = frozenset({"biometrics.refused"})
ordinary = form(task="2026/1")
REQUEST = {
    "subject": SUBJECT,
    "ground": ordinary.ground,
    "purpose": ordinary.purpose,
    "justification": ordinary.justification,
    "task": "2026/1",
    "resources": [1, 3, 5],
}
APPLICATION = {
    "kind": "register",
    "values": VALUES,
    "declared": sorted(DECLARED),
    "card": CARD,
    "head_iin": HEAD,
}


def application_of(who: Somebody) -> dict[str, Any]:
    values = VALUES | {"iin": who.iin}
    return APPLICATION | {"values": values, "head_iin": OTHER_HEAD if who.iin == HEAD else HEAD}


def report(who: Somebody) -> dict[str, Any]:
    material = {"material": who.known["material"], "task": "2026/1", "kept_until": "2031-11-20"}
    return material | {"summary": "Орындалды.", "requests": [], "reason": "Мерзімі өтті."}


def lifting(who: Somebody) -> dict[str, Any]:
    return {"account": who.known["account"], "version": 1, "words": "Қате бұғатталды."}


ORDER = {
    "number": "13-Б",
    "dated": "2026-11-02",
    "head_iin": HEAD,
    "head_position": "Төраға",
    "since": "2026-11-02",
}
BLOCK = {"reason": "eds_lost", "note": "телефонмен хабарлады"}
RESOLUTION = {
    "number": "7-22/115",
    "issued_on": "2026-11-20",
    "since": (NOON - timedelta(days=1)).isoformat(),
    "until": (NOON + timedelta(days=1)).isoformat(),
    "valid_from": (NOON - timedelta(hours=1)).isoformat(),
    "valid_until": (NOON + timedelta(days=5)).isoformat(),
    "officers": [iin_of(13)],
}
CUT = {"words": "Қате шығарылды."}
AWAY = {"why": "leave", "since": "2026-11-20", "until": "2026-11-30", "ground": "14-Б бұйрық"}
CUT = {"words": "Қажеттілік жоқ."}
MEASURE = {"kind": "administrative", "words": "Хаттама жасалды.", "closes": True}
BREACH = {"law": "rules", "words": "Бұзушылық.", "liability": "Қызметтік тергеу.", "found_at": NOON.isoformat()}
WORKS = {
    "kind": "update",
    "starts": (NOON + timedelta(hours=3)).isoformat(),
    "ends": (NOON + timedelta(hours=4)).isoformat(),
    "kk": "Жаңарту.",
    "ru": "Обновление.",
    "en": "Update.",
}
EMERGENCY = {"situation": "nothing like it", "values": {}}
PERIOD = f"since={(NOON - timedelta(days=1)).isoformat()}&until={LATER.isoformat()}".replace("+", "%2B")
DEVICE = {"id": "AAAA", "key": "AAAA", "counter": 0, "model": "", "synced": False}

COMING_IN = (
    _("POST /sign-in/challenge"),
    signed("POST /sign-in/proof", ActPurpose.LOGIN, "", "account.not_registered"),
    signed("POST /visits/proof", ActPurpose.VISIT, "", "session.stage"),
    _("POST /sign-in/code/again", "", None, "code.too_soon"),
    _("POST /sign-in/code", "", {"code": "12"}, "code.wrong"),
    _("POST /sign-in/biometrics/challenge"),
    answered("POST /sign-in/biometrics"),
    _("DELETE /session"),
    _("GET /consent"),
    signed("POST /consent", ActPurpose.CONSENT, "GET /consent"),
    _("POST /account/eds-password"),
    _("POST /account/authenticators/challenge"),
    answered("POST /account/authenticators/prepare"),
    signed("POST /account/authenticators", ActPurpose.AUTHENTICATOR, says={"authenticator": DEVICE}),
    _("DELETE /account/authenticators/{}", "authenticator"),
    _("GET /account"),
    _("POST /account/workplace/prepare", "", {"card": CARD}),
    signed("POST /account/workplace", ActPurpose.WORKPLACE, "POST /account/workplace/prepare"),
)
OVER_ACCOUNTS = (
    _("POST /applications/prepare", "", lambda _, who: application_of(who)),
    signed("POST /applications", ActPurpose.APPLICATION, "POST /applications/prepare"),
    _("GET /applications?box=mine"),
    _("GET /applications?box=for_me"),
    _("GET /applications?box=to_decide"),
    _("GET /applications?box=all"),
    _("POST /applications/{}/withdraw", "application"),
    _("POST /applications/{}/sign-off/prepare", "application", {"position": "басшы", "name": "Жақсыбеков Д."}),
    signed("POST /applications/sign-off", ActPurpose.SIGN_OFF, "POST /applications/{}/sign-off/prepare"),
    _("POST /applications/{}/decline", "application", {"words": "Қате."}),
    _("GET /applications/{}", "any application"),
    _("GET /applications/overdue"),
    _("POST /applications/{}/grant", "arrived", {"version": 1}),
    _("POST /applications/{}/refusal/prepare", "arrived", {"version": 1, "grounds": ["untrue"], "words": "Қате."}),
    signed("POST /applications/refusal", ActPurpose.REFUSAL, "POST /applications/{}/refusal/prepare"),
    _("GET /accounts"),
    _("GET /accounts/absent"),
    _("POST /accounts/{}/block/prepare", "account", BLOCK),
    signed("POST /accounts/block", ActPurpose.BLOCK, "POST /accounts/{}/block/prepare"),
    _("GET /account/consent", "", None, "consent.none"),
    _("GET /accounts/{}", "account"),
    _("GET /accounts/{}/consent", "account", None, "consent.none"),
    _("GET /accounts/blocks-to-decide"),
    _("POST /accounts/{}/lift/prepare", "account", {"words": "Қате бұғатталды."}),
    signed("POST /accounts/lift", ActPurpose.LIFT, says=lifting, kind="account"),
)
ASKING = (
    _("POST /may-i", "", REQUEST),
    _("POST /requests/prepare", "", REQUEST),
    signed("POST /requests", ActPurpose.REQUEST, "POST /requests/prepare"),
    _("GET /requests"),
    _("GET /requests/{}", "request"),
    _("GET /requests/{}/dossier", "request"),
    _("GET /requests/{}/looks", "request"),
    _("GET /requests/{}/replay", "request", query="under=SIO-2022"),
    _("GET /requests/{}/evidence", "request", None, "evidence.not_yet"),
    _("GET /requests/{}/evidence.pdf", "request", None, "evidence.not_yet"),
    _("GET /requests/{}/download", "request", query="task=2026/1&reason=material"),
    _("GET /copies"),
    _("POST /copies/{}/destroyed", "copy", {}),
    _("GET /materials"),
    _("GET /materials/{}", "material"),
    _("POST /materials/{material_id}/answers", "request", lambda thing, _: {"request": thing.id}),
    _("POST /materials/{}/answers", "material", lambda _, who: {"request": who.known["request"]}),
    _("POST /materials/{}/close/prepare", "material", {"kept_until": "2031-11-20", "summary": "Орындалды."}),
    signed("POST /materials/close", ActPurpose.TASK_REPORT, kind="material", says=report),
    _("POST /materials/{}/destroy/prepare", "material", {"reason": "Сақтау мерзімі өтті."}),
    signed("POST /materials/destroy", ActPurpose.DESTRUCTION, kind="material", says=report),
    _("POST /relatives", "", {"iins": [iin_of(41)]}),
    _("POST /countersignatures", "", REQUEST | {"subject": iin_of(20)}),
    _("GET /countersignatures?box=for_me"),
    _("GET /countersignatures/{}", "countersignature"),
    _("POST /countersignatures/{}/prepare", "countersignature"),
    signed("POST /countersignatures/sign", ActPurpose.COUNTERSIGNATURE, "POST /countersignatures/{}/prepare"),
)
OVER_USERS = (
    _("GET /control/orders"),
    _("GET /control/orders/officers"),
    _("GET /control/orders/to-sign"),
    _("GET /control/orders/{}", "order"),
    _("POST /control/orders", "account", lambda thing, _: ORDER | {"officers": [thing.id]}, "control.order_nobody"),
    _("POST /control/orders/{}/prepare", "order"),
    signed("POST /control/orders/sign", ActPurpose.CONTROL_ORDER, "POST /control/orders/{}/prepare"),
    _("POST /control/orders/{}/decide", "signed order", {"confirmed": True}),
    _("GET /control/requests", query=PERIOD),
    _("GET /control/requests/{}", "request"),
    _("GET /control/requests/{}/replay", "request", query="under=2022"),
    _("GET /control/oddities"),
    _("GET /control/duty"),
    _("GET /control/packs"),
    _("GET /control/packs/{}", "pack"),
    _("POST /control/packs", "", {"month": "2026-10"}),
    _("POST /control/packs/{}/prepare", "pack"),
    signed("POST /control/packs/sign", ActPurpose.CONTROL_PACK, "POST /control/packs/{}/prepare"),
    _("GET /control/packs/{}/none.txt", "pack", None, "control.not_in_report"),
    _("POST /control/breaches/prepare", "account", lambda thing, _: {"account": thing.id, "words": "Жеке мақсат."}),
    signed("POST /control/breaches", ActPurpose.LIABILITY, "POST /control/breaches/prepare"),
    _("GET /control/cases"),
    _("GET /control/cases/{}", "liability"),
    _("GET /control/overdue"),
    _("GET /control/people"),
    _("GET /control/left"),
    _("POST /control/people/notes", "account", lambda thing, _: AWAY | {"account": thing.id}),
    _("POST /control/people/notes/{}/withdraw", "away"),
    _("POST /control/cases/{}/close", "liability", {"outcome": "disciplinary", "words": "Сөгіс."}),
    _("GET /notices"),
    _("GET /notices/{}", "notice"),
    _("POST /operator/breaches/prepare", "person", lambda thing, _: BREACH | {"iin": thing.id}),
    signed("POST /operator/breaches", ActPurpose.BREACH, "POST /operator/breaches/prepare"),
    _("GET /operator/breaches"),
    _("GET /operator/breaches/{}", "report"),
    _("GET /operator/breaches/{}/papers", "report"),
    _("GET /operator/lawfulness", query=PERIOD),
    _("GET /operator/lawfulness/{}", "request"),
    _("GET /operator/services"),
    _("GET /operator/diagnostics"),
    _("POST /operator/diagnostics", "", {}),
    _("GET /operator/archive", "", None, "log.no_checkpoint"),
    _("GET /operator/emergencies"),
    _("POST /operator/emergencies/prepare", "", EMERGENCY, "emergency.no_situation"),
    signed("POST /operator/emergencies", ActPurpose.EMERGENCY, "", "emergency.no_situation", says=EMERGENCY),
    _("POST /operator/works/prepare", "", WORKS),
    signed("POST /operator/works", ActPurpose.WORKS, "POST /operator/works/prepare"),
)
SUPERVISING = (
    _("POST /supervision/resolutions/prepare", "case", lambda thing, _: RESOLUTION | {"case": thing.id}),
    signed("POST /supervision/resolutions", ActPurpose.RESOLUTION, "POST /supervision/resolutions/prepare"),
    _(
        "POST /supervision/resolutions/cuts/prepare",
        "resolution in force",
        lambda thing, _: CUT | {"resolution": thing.id},
    ),
    signed(
        "POST /supervision/resolutions/cuts",
        ActPurpose.RESOLUTION_CUT,
        "POST /supervision/resolutions/cuts/prepare",
    ),
    _("GET /supervision/resolutions"),
    _("GET /supervision/cases"),
    _("GET /supervision/cases/{}", "case"),
    _("GET /supervision/resolutions/{}", "resolution"),
    _("GET /supervision/resolutions/{}/requests", "resolution"),
    _("GET /supervision/resolutions/{resolution}/requests/{}", "covered request"),
    _("GET /supervision/resolutions/{}/requests/{request_id}", "resolution"),
    _("GET /supervision/resolutions/{resolution}/requests/{}/replay", "covered request", query="under=2022"),
    _("GET /supervision/resolutions/{}/requests/{request_id}/replay", "resolution", query="under=2022"),
    _("GET /supervision/resolutions/{}/export", "resolution"),
    _("POST /supervision/measures/prepare", "case", lambda thing, _: MEASURE | {"case": thing.id}),
    signed("POST /supervision/measures", ActPurpose.MEASURE, "POST /supervision/measures/prepare"),
    _("GET /owner/resources"),
    _("GET /owner/resources/{}/uses", "resource", query=PERIOD),
    _("GET /owner/resources/{}/statement", "resource", query=PERIOD),
)
SAMPLES = (*COMING_IN, *OVER_ACCOUNTS, *ASKING, *OVER_USERS, *SUPERVISING)
