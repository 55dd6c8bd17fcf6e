"""Applications, blocks and biometrics over HTTP, as a program in front of the node does it."""

from __future__ import annotations

import base64
import json
from uuid import uuid4

import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient

from actions.applying import APPLICANT, CARD, DECLARED, HEAD, OPERATOR, VALUES
from actions.conftest import StoppedClock
from actions.soft_authenticator import SoftAuthenticator
from almasu.kernel.parties.account import Account, AccountState, Person, Role
from almasu.law.text import Text

Client = AsyncTestClient[Litestar]


class Caller:
    """One person's program."""

    def __init__(self, client: Client, iin: str) -> None:
        self.client, self.iin, self.token = client, iin, ""

    async def call(self, path: str, body: object = None, status: int | None = None, method: str = "POST"):
        headers = {"authorization": f"Bearer {self.token}"} if self.token else {}
        answer = await self.client.request(method, f"/api/v1{path}", json=body, headers=headers)
        assert status is None or answer.status_code == status, answer.text
        return answer.json() if answer.content else None

    def signed(self, act: dict[str, str]) -> dict[str, str]:
        return {"act": act["id"], "cms": base64.b64encode(f"signed {self.iin} {act['id']}".encode()).decode()}

    async def visit(self) -> None:
        begun = await self.call("/visits", status=201)
        self.token = begun["session"]
        self.token = (await self.call("/visits/proof", self.signed(begun["challenge"]), 200))["session"]

    async def prove(self):
        begun = await self.call("/sign-in", status=201)
        self.token = begun["session"]
        return await self.call("/sign-in/proof", self.signed(begun["challenge"]), 200)

    async def sign_in(self, code: str) -> None:
        done = await self.call("/sign-in/code", {"code": code}, 200)
        self.token = done["session"]
        if done["consent_needed"]:
            act = await self.call("/consent", method="GET")
            await self.call("/consent", self.signed(act), 200)


FORM = {"kind": "register", "values": VALUES, "declared": sorted(DECLARED), "card": CARD, "head_iin": HEAD}


async def register(program: Client, iin: str, role: Role) -> None:
    node = program.app.state.running.node
    person = Person(iin, "Ковалёва", "Ирина", "", Text("оператор", "оператор", "operator"), "+77001234568")
    account = Account(uuid4(), person, role, "031040071224", AccountState.REGISTERED, "", None, 0)
    async with node.store.transaction() as transaction:
        await transaction.accounts.register(account, program.app.state.running.now())


async def test_from_nobody_to_biometrics_over_http(program: Client, clock: StoppedClock) -> None:
    await register(program, OPERATOR, Role.OPERATOR)
    messages = program.app.state.running.node.messages
    applicant, head, operator = (Caller(program, iin) for iin in (APPLICANT, HEAD, OPERATOR))
    form = await applicant.call("/applications/form?kind=register", method="GET", status=200)
    assert form["notice"] is not None
    assert {field["code"] for field in form["fields"]} >= set(VALUES)
    await applicant.visit()
    act = await applicant.call("/applications/prepare", FORM, 201)
    filed = await applicant.call("/applications", applicant.signed(act), 201)
    await head.visit()
    (waiting,) = await head.call("/applications?box=for_me", method="GET", status=200)
    assert waiting["id"] == filed["id"]
    said = {"position": "басқарма басшысы", "name": "Жақсыбеков Д."}
    act = await head.call(f"/applications/{filed['id']}/sign-off/prepare", said, 201)
    arrived = await head.call("/applications/sign-off", head.signed(act), 200)
    assert arrived["due_at"].endswith("+05:00")
    await operator.prove()
    await operator.sign_in(messages.last_code())
    decided = await operator.call(f"/applications/{filed['id']}/grant", {"version": arrived["version"]}, 200)
    assert (decided["state"], decided["overdue"], decided["card"]["expired"]) == ("registered", False, False)
    assert "phone" in await applicant.prove()
    await applicant.sign_in(messages.last_code())
    device = SoftAuthenticator()
    asked = await applicant.call("/account/authenticators/challenge", status=201)
    assert asked["options"]["authenticatorSelection"]["userVerification"] == "required"
    answer = json.loads(device.make(challenge_in(asked)))
    act = await applicant.call("/account/authenticators/prepare", {"act": asked["act"], "answer": answer}, 201)
    await applicant.call("/account/authenticators", applicant.signed(act), 201)
    assert await applicant.prove() == {"means": ["biometrics", "sms"]}
    asked = await applicant.call("/sign-in/biometrics/challenge", status=201)
    answer = json.loads(device.use(challenge_in(asked)))
    done = await applicant.call("/sign-in/biometrics", {"act": asked["act"], "answer": answer}, 200)
    applicant.token = done["session"]
    own = await applicant.call("/account", method="GET", status=200)
    assert own["password"]["state"] == "kept"
    assert own["account"]["consent_signed_at"].endswith("+05:00")
    accounts = await operator.call("/accounts", method="GET", status=200)
    (theirs,) = [one for one in accounts if one["role"] == "officer"]
    block = {"reason": "breach", "note": "сұраулары тапсырмасыз"}
    act = await operator.call(f"/accounts/{theirs['id']}/block/prepare", block, 201)
    await operator.call("/accounts/block", operator.signed(act), 200)
    assert (await applicant.call("/account", method="GET", status=401))["code"] == "session.ended"
    card = await operator.call(f"/accounts/{theirs['id']}", method="GET", status=200)
    assert (card["blocks"][0]["sanction"], card["asked_before_consent"]) == ("suspend", False)
    assert await operator.call("/accounts/blocks-to-decide", method="GET", status=200) == []
    act = await operator.call(f"/accounts/{theirs['id']}/lift/prepare", {"words": "тексерілді"}, 201)
    assert (await operator.call("/accounts/lift", operator.signed(act), 200))["state"] == "active"


def challenge_in(asked: dict[str, dict[str, str]]) -> bytes:
    text = asked["options"]["challenge"]
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


WRONG = [
    ({**FORM, "values": {}}, 422, "application.missing"),
    ({**FORM, "head_iin": APPLICANT}, 422, "application.own_head"),
    ({**FORM, "kind": "unblock"}, 400, "http.unreadable"),
    ({**FORM, "card": {"x" * 41: True}}, 400, "http.unreadable"),
]


@pytest.mark.parametrize(("form", "status", "code"), WRONG)
async def test_a_wrong_form_is_told_by_field(program: Client, form: object, status: int, code: str) -> None:
    applicant = Caller(program, APPLICANT)
    await applicant.visit()
    assert (await applicant.call("/applications/prepare", form, status))["code"] == code


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/account"),
        ("GET", "/accounts"),
        ("GET", "/accounts/absent"),
        ("GET", "/account/consent"),
        ("GET", "/accounts/blocks-to-decide"),
        ("GET", "/applications?box=mine"),
        ("GET", "/applications/overdue"),
        ("POST", "/account/eds-password"),
        ("POST", "/account/authenticators/challenge"),
    ],
)
async def test_without_a_session_nothing_is_told(program: Client, method: str, path: str) -> None:
    answer = await Caller(program, APPLICANT).call(path, method=method, status=401)
    assert answer["code"] == "http.no_session"
