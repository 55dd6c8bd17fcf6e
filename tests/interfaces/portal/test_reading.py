"""Bytes that hold more than the check page shows are not offered for signature."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from almasu.interfaces.portal.reading import read_act
from almasu.interfaces.portal.views.people import ToSign
from almasu.kernel.signatures.act import Act, ActPurpose, act_bytes
from almasu.law.canonical import Json, canonical_bytes
from almasu.law.problem import Fault
from almasu.law.text import Text

AT = datetime(2026, 11, 20, 5, tzinfo=UTC)
BODY: dict[str, Json] = {
    "key": {"kind": "iin", "value": "860314450216"},
    "ground": "g",
    "purpose": "p",
    "justification": "j",
    "task": "t",
    "resources": [1, 5],
}
ACT = Act(ActPurpose.REQUEST, "z/n", "860314450216", "o", BODY, {}, "SIO25", Text("қ", "р", "e"), "0" * 32, AT, AT)


def offered(data: bytes, purpose: ActPurpose = ActPurpose.REQUEST) -> ToSign:
    return ToSign(uuid4(), purpose, data, "860314450216", AT)


def test_a_request_is_read_back_whole() -> None:
    read = read_act(offered(act_bytes(ACT)))
    assert read.request is not None
    (subject,) = read.request.subjects
    assert (subject.key.value, subject.resources) == ("860314450216", (1, 5))
    assert (read.audience, read.nonce, read.expires) == ("z/n", "0" * 32, AT)


@pytest.mark.parametrize(
    "data",
    [
        act_bytes(replace(ACT, body={**BODY, "also": "more"})),
        act_bytes(replace(ACT, body={})),
        act_bytes(replace(ACT, body={**BODY, "key": {"kind": "soul", "value": "1"}})),
        act_bytes(replace(ACT, purpose=ActPurpose.LOGIN)),
        canonical_bytes({"format": "other"}),
        act_bytes(ACT).replace(b'"version":1', b'"version":2'),
        b"",
        b"not json",
    ],
)
def test_bytes_that_say_anything_else_are_a_fault(data: bytes) -> None:
    with pytest.raises(Fault):
        read_act(offered(data))


def test_an_act_of_several_subjects_is_read_back_whole() -> None:
    shared = {name: BODY[name] for name in ("ground", "purpose", "task")}
    own = {name: value for name, value in BODY.items() if name not in shared}
    second: dict[str, Json] = {
        **own, "key": {"kind": "bin", "value": "010140000004"}, "ties": ["colleague"], "countersigned": "c",
    }  # fmt: skip
    read = read_act(offered(act_bytes(replace(ACT, body={**shared, "subjects": [own, second]}))))
    assert read.request is not None
    assert [one.key.value for one in read.request.subjects] == ["860314450216", "010140000004"]
    assert read.request.subjects[1].countersigned == "c"
    with pytest.raises(Fault):
        read_act(offered(act_bytes(replace(ACT, body={**shared, "subjects": [own, {**second, "more": 1}]}))))
    with pytest.raises(Fault):
        read_act(offered(act_bytes(replace(ACT, body={**shared, "subjects": [own], "also": "more"}))))
