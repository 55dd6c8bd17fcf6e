"""Papers, carriers, seats, received data: every hand, seal, hash and purpose is compared, and secrets stay outside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields as members
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest
from msgspec.structs import replace

from almasu.kernel.provision import carrier as carriers
from almasu.kernel.provision import keying as keyings
from almasu.kernel.provision import paper as papers
from almasu.kernel.provision import seat as seats
from almasu.kernel.provision.carrier import CarriedFile, Carrier, CarrierState, Link, Manifest, Medium
from almasu.kernel.provision.joint_act import FileFormat, Purpose
from almasu.kernel.provision.keying import Keying, KeyingState
from almasu.kernel.provision.paper import Card, CourierReceipt, Scan, Sheaf, Stage
from almasu.kernel.provision.parties import Actor, Duty
from almasu.kernel.provision.received import Provenance, Received, Use, Wanted, must_allow, to_destroy
from almasu.kernel.provision.seat import Cut, Seat
from almasu.kernel.provision.secrecy import CARD_ONLY, Secrecy, handling_of, strictest
from almasu.kernel.provision.way import Way
from almasu.law.problem import Problem, ProblemGroup
from kernel.provision.acts import data_set
from kernel.provision.conftest import BODY, DAY, HEAD, NOW, OFFICER, RESPONSIBLE, STRANGER, SYSTEM

ID = UUID(int=50)


def refused(code: str, step: Callable[[], object]) -> None:
    with pytest.raises(Problem) as told:
        step()
    assert told.value.kind.code == f"provision.{code}"


def card(secrecy: Secrecy = Secrecy.BANKING, outgoing: str = "12-1/7") -> Card:
    return Card(outgoing=outgoing, dated=date(2026, 11, 20), body=BODY, data_set="vehicles", secrecy=secrecy, sheets=3)


RECEIPT = CourierReceipt("K-1", "courier", NOW)


def at_agency(secrecy: Secrecy = Secrecy.BANKING) -> Sheaf:
    sheaf = papers.sealed(papers.registered(ID, card(secrecy), (), RESPONSIBLE), "S-77", RESPONSIBLE, NOW)
    return papers.received(papers.handed_over(sheaf, RECEIPT, RESPONSIBLE), "in-5", (), "S-77", OFFICER, NOW)


def test_a_paper_goes_from_number_to_number_under_one_seal() -> None:
    sheaf = papers.registered(ID, card(), ["12-1/6"], RESPONSIBLE)
    refused("paper.number", lambda: papers.registered(ID, card(), ["12-1/7"], RESPONSIBLE))
    refused("paper.number", lambda: papers.registered(ID, card(outgoing=" "), [], RESPONSIBLE))
    refused("duty", lambda: papers.registered(ID, card(), [], STRANGER))
    refused("paper.seal_needed", lambda: papers.handed_over(sheaf, RECEIPT, RESPONSIBLE))
    refused("handing.state", lambda: papers.received(sheaf, "in-5", (), "S-77", OFFICER, NOW))
    away = papers.handed_over(papers.sealed(sheaf, "S-77", RESPONSIBLE, NOW), RECEIPT, RESPONSIBLE)
    refused("handing.state", lambda: papers.sealed(away, "S-78", RESPONSIBLE, NOW))
    refused("paper.another_seal", lambda: papers.received(away, "in-5", (), "S-78", OFFICER, NOW))
    refused("paper.number", lambda: papers.received(away, "in-5", ["in-5"], "S-77", OFFICER, NOW))
    refused("duty", lambda: papers.received(away, "in-5", (), "S-77", RESPONSIBLE, NOW))
    assert papers.not_taken(away, OFFICER, NOW).stage is Stage.REFUSED
    there = papers.received(away, "in-5", (), "S-77", OFFICER, NOW)
    assert (there.stage, there.incoming) == (Stage.RECEIVED, "in-5")
    assert papers.put_away(there, Stage.DESTROYED, OFFICER, NOW).stage is Stage.DESTROYED
    refused("handing.state", lambda: papers.put_away(there, Stage.REFUSED, OFFICER, NOW))


@pytest.mark.parametrize("secrecy", sorted(CARD_ONLY))
def test_of_a_restricted_paper_there_is_a_card_and_no_place_for_content(secrecy: Secrecy) -> None:
    sheaf = at_agency(secrecy)
    refused("paper.card_only", lambda: papers.scanned(sheaf, Scan(ID, "a" * 64, 3, ID, "a.pdf"), OFFICER))
    refused("paper.card_only", lambda: keyings.may_be_keyed(sheaf, OFFICER))
    refused("paper.card_only", lambda: carriers.drafted(ID, replace(MANIFEST, secrecy=secrecy), RESPONSIBLE))
    with pytest.raises(ValueError, match="card"):
        received(secrecy=(Secrecy.PERSONAL, secrecy))
    told = {**msgspec.to_builtins(sheaf.card), "content": "the secret"}
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(told, Card, strict=False)


@pytest.mark.parametrize(
    "changed", [{"addressee": "x" * 121}, {"outgoing": "1\nthe secret"}, {"copy_number": "x" * 21}]
)
def test_a_card_holds_short_lines_and_no_content(changed: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="no content"):
        Card(**{**{name: getattr(card(), name) for name in Card.__struct_fields__}, **changed})


@pytest.mark.parametrize(
    "lines",
    [
        {"outgoing": "2026/11-0345-ҚБП", "seal": "А-17", "copy_number": "", "addressee": "2-басқарма бастығы"},
        {"receipt": "Р-4", "courier": "Мемлекеттік фельдъегерлік қызмет"},
        {"why": "4-парақ бүлінген", "data_set": "records_2026_11_23_and_more", "sheets": 850101300015},
    ],
)
def test_a_card_of_a_restricted_paper_takes_numbers_and_names(lines: dict[str, object]) -> None:
    papers.must_tell_no_content(Secrecy.STATE_SECRET, lines)
    papers.must_tell_no_content(Secrecy.BANKING, {**lines, "addressee": "счёт 4400112233445566"})
    refused("paper.card_line", lambda: papers.must_tell_no_content(Secrecy.RESTRICTED, {**lines, "seal": "0" * 12}))


def test_an_ordinary_paper_is_scanned_once() -> None:
    sheaf = papers.scanned(at_agency(), Scan(ID, "a" * 64, 3, ID, "a.pdf"), OFFICER)
    refused("handing.state", lambda: papers.scanned(sheaf, Scan(ID, "b" * 64, 3, ID, "b.pdf"), OFFICER))


def keying(**change: Any) -> Keying:
    told: dict[str, Any] = {
        "id": ID,
        "sheaf": ID,
        "body": BODY,
        "data_set": "vehicles",
        "material": ID,
        "fields": ("plate", "iin"),
        "state": KeyingState.KEYED_ONCE,
        "first_by": UUID(int=51),
        "first_at": NOW,
    }
    return Keying(**{**told, **change})


FIRST = {"plate": "123ABC01", "iin": "850101300015", "colour": "red"}


@pytest.mark.parametrize(
    ("second", "differing"),
    [
        ({"plate": "123ABC01", "iin": "850101300015"}, ()),
        ({"plate": " 123ABC01 ", "iin": "850101300015", "colour": "white"}, ()),
        ({"plate": "123ABC02", "iin": "850101300015"}, ("plate",)),
        ({}, ("plate", "iin")),
    ],
)
def test_what_matters_is_keyed_by_two_and_decided_by_a_third(
    second: dict[str, str], differing: tuple[str, ...]
) -> None:
    refused("duty", lambda: keyings.keyed_again(keying(), FIRST, second, RESPONSIBLE))
    mine = keying(first_by=OFFICER.account)
    refused("paper.keyed_by_one", lambda: keyings.keyed_again(mine, FIRST, second, OFFICER))
    after = keyings.keyed_again(keying(), FIRST, second, OFFICER)
    assert after.differing == differing
    assert after.state is (KeyingState.DIFFERS if differing else KeyingState.RECEIVED)
    refused("handing.state", lambda: keyings.keyed_again(after, FIRST, second, OFFICER))
    third = Actor(UUID(int=53), Duty.OFFICER)
    chosen = dict.fromkeys(differing, "1")
    if not differing:
        refused("handing.state", lambda: keyings.decided(after, chosen, third))
        return
    refused("paper.keyed_by_one", lambda: keyings.decided(after, chosen, OFFICER))
    refused("paper.keyed_otherwise", lambda: keyings.decided(after, {}, third))
    assert keyings.decided(after, chosen, third).state is KeyingState.RECEIVED
    assert keyings.settled(FIRST, chosen, differing) == {**FIRST, **chosen}


def test_an_act_that_marks_nothing_has_everything_keyed_twice() -> None:
    fields = data_set().fields
    assert keyings.keyed_twice(data_set()) == tuple(one.name for one in fields)
    marked = msgspec.structs.replace(data_set(), fields=(msgspec.structs.replace(fields[1], twice=True), *fields[2:]))
    assert keyings.keyed_twice(marked) == ("iin",)
    assert "twice" not in msgspec.to_builtins(fields[0]), "acts that were signed before are the same bytes"


MANIFEST = Manifest(
    number="USB-9",
    medium=Medium.USB,
    body=BODY,
    act="e" * 64,
    data_set="vehicles",
    secrecy=Secrecy.BANKING,
    format=FileFormat.CSV,
    packed_on=date(2026, 11, 20),
    files=(CarriedFile("a.csv.age", 10, "a" * 64, 3), CarriedFile("b.csv.age", 20, "b" * 64, 4)),
    cipher=carriers.CIPHER,
    key_of="age1",
)
FOUND = {"a.csv.age": (10, "a" * 64), "b.csv.age": (20, "b" * 64)}


def link(giver: str, taker: str, days: int = 0, seal: str = "S-1", *, whole: bool = True) -> Link:
    return Link(giver, taker, NOW + days * DAY, seal, whole, "R-1")


def away() -> Carrier:
    packed = carriers.packed(carriers.drafted(ID, MANIFEST, RESPONSIBLE), HEAD)
    return carriers.passed_on(packed, link(BODY, "courier"), at_agency=False)


def carried() -> Carrier:
    return carriers.passed_on(away(), link("courier", "agency", 1), at_agency=True)


@pytest.mark.parametrize(
    "wrong",
    [
        link("somebody", "agency", 1),
        link("courier", "agency", 1, "S-2"),
        link("courier", "agency", 1, whole=False),
        link("courier", "agency", -1),
    ],
)
def test_a_broken_chain_of_custody_ends_the_way_of_a_carrier(wrong: Link) -> None:
    drafted = carriers.drafted(ID, MANIFEST, RESPONSIBLE)
    refused("duty", lambda: carriers.packed(drafted, RESPONSIBLE))
    refused("handing.state", lambda: carriers.passed_on(drafted, link(BODY, "courier"), at_agency=False))
    packed = carriers.packed(drafted, HEAD)
    refused("handing.state", lambda: carriers.packed(packed, HEAD))
    refused("carrier.chain", lambda: carriers.passed_on(packed, replace(wrong, giver="courier"), at_agency=True))
    refused("carrier.chain", lambda: carriers.passed_on(away(), wrong, at_agency=True))
    unsigned = replace(link("courier", "agency", 1), receipt=" ")
    refused("paper.seal_needed", lambda: carriers.passed_on(away(), unsigned, at_agency=True))


@pytest.mark.parametrize(
    "found",
    [
        {},
        {**FOUND, "c.exe": (1, "d" * 64)},
        {**FOUND, "a.csv.age": (10, "d" * 64)},
        {**FOUND, "a.csv.age": (11, "a" * 64)},
    ],
)
def test_a_carrier_is_read_in_exactly_as_its_manifest_or_not_at_all(found: dict[str, tuple[int, str]]) -> None:
    with pytest.raises(ProblemGroup) as told:
        carriers.read_in(carried(), found, OFFICER, ID, NOW, NOW + DAY)
    assert {one.kind.code for one in told.value.problems} == {"provision.carrier.manifest"}
    refused("handing.state", lambda: carriers.read_in(away(), FOUND, OFFICER, ID, NOW, NOW + DAY))
    done = carriers.read_in(carried(), FOUND, OFFICER, ID, NOW, NOW + DAY)
    refused("handing.state", lambda: carriers.put_away(done, CarrierState.RETURNED, " ", OFFICER, NOW))
    refused("handing.state", lambda: carriers.put_away(done, CarrierState.PACKED, "A-1", OFFICER, NOW))
    gone = carriers.put_away(done, CarrierState.DESTROYED, "A-1", OFFICER, NOW)
    assert (gone.state, gone.is_late(NOW + 9 * DAY)) == (CarrierState.DESTROYED, False)
    assert (done.is_late(NOW + DAY), done.is_late(NOW + 2 * DAY)) == (False, True)


def test_nothing_travels_on_a_carrier_in_the_clear() -> None:
    refused("carrier.not_encrypted", lambda: carriers.drafted(ID, replace(MANIFEST, key_of=""), RESPONSIBLE))
    twice = replace(MANIFEST, files=(MANIFEST.files[0], replace(MANIFEST.files[1], name="A.CSV.age")))
    refused("carrier.manifest", lambda: carriers.drafted(ID, twice, RESPONSIBLE))
    huge = replace(MANIFEST, files=(replace(MANIFEST.files[0], size=20 << 30), MANIFEST.files[1]))
    refused("carrier.too_large", lambda: carriers.drafted(ID, huge, RESPONSIBLE))
    refused("carrier.one_file", lambda: carriers.drafted(ID, replace(MANIFEST, format=FileFormat.XML), RESPONSIBLE))


@pytest.mark.parametrize("data", [b"", b"[" * 100_000, b"{}", b"\xff", b"0" * 300_000, b'{"number": 7}'])
def test_what_is_no_manifest_is_refused_with_its_reason(data: bytes) -> None:
    refused("carrier.manifest_file", lambda: carriers.read_manifest(data))
    assert carriers.read_manifest(carriers.manifest_bytes(MANIFEST)) == MANIFEST


SEAT = Seat(
    ID, BODY, "vehicles", OFFICER.account, "No gateway yet there.", RESPONSIBLE.account, NOW, NOW + 30 * DAY, (ID,)
)


def test_a_seat_is_for_one_person_with_a_reason_and_an_end() -> None:
    assert seats.issued(SEAT, HEAD) == SEAT
    refused("duty", lambda: seats.issued(SEAT, OFFICER))
    refused("words_needed", lambda: seats.issued(replace(SEAT, proofs=()), RESPONSIBLE))
    refused("seat.term", lambda: seats.issued(replace(SEAT, until=NOW + 181 * DAY), RESPONSIBLE))
    refused("seat.term", lambda: seats.issued(replace(SEAT, until=NOW), RESPONSIBLE))
    refused("duty", lambda: seats.sat_down(ID, replace(SEAT, person=UUID(int=9)), OFFICER, NOW))
    for at in (NOW - DAY, NOW + 30 * DAY):
        refused("handing.state", lambda at=at: seats.sat_down(ID, SEAT, OFFICER, at))


@pytest.mark.parametrize(
    ("after", "revoked", "lawful", "blocked", "why"),
    [
        (timedelta(hours=1), False, True, False, None),
        (timedelta(hours=9), False, True, False, Cut.TOO_LONG),
        (timedelta(hours=1), True, True, False, Cut.REVOKED),
        (timedelta(hours=1), False, False, False, Cut.WAY_CHANGED),
        (timedelta(hours=1), True, False, True, Cut.BLOCKED),
        (30 * DAY, False, True, False, Cut.SEAT_ENDED),
    ],
)
def test_a_sitting_is_cut_when_its_right_ends(
    after: timedelta, revoked: bool, lawful: bool, blocked: bool, why: Cut | None
) -> None:
    sitting = seats.sat_down(ID, SEAT, OFFICER, NOW)
    seat = seats.revoked(SEAT, RESPONSIBLE, NOW + timedelta(minutes=1)) if revoked else SEAT
    assert seats.must_cut(sitting, seat, NOW + after, lawful=lawful, blocked=blocked) is why
    ended = seats.cut(sitting, Cut.LEFT, NOW)
    assert seats.cut(ended, Cut.REVOKED, NOW + DAY) == ended
    assert seats.must_cut(ended, seat, NOW + after, lawful=False, blocked=True) is None


MATERIAL = UUID(int=60)


def received(**changed: Any) -> Received:
    told: dict[str, Any] = {
        "id": ID,
        "provenance": Provenance(BODY, "auto", "vehicles", Way.INTEGRATION, 1, ID, "a" * 64, NOW, 7),
        "secrecy": (Secrecy.PERSONAL,),
        "purpose": Purpose.LAUNDERING,
        "material": MATERIAL,
        "until": NOW + 30 * DAY,
        **changed,
    }
    return Received(**told)


def wanted(**changed: Any) -> Wanted:
    told: dict[str, Any] = {
        "use": Use.OPEN,
        "purpose": Purpose.LAUNDERING,
        "why": "To compare the owners.",
        "materials": frozenset({MATERIAL}),
    }
    return Wanted(**{**told, **changed})


@pytest.mark.parametrize(
    ("data", "use", "by", "at", "code"),
    [
        ({}, {}, OFFICER, NOW, ""),
        ({}, {"use": Use.EXPORT}, OFFICER, NOW, ""),
        ({}, {}, RESPONSIBLE, NOW, "duty"),
        ({}, {}, SYSTEM, NOW, "duty"),
        ({}, {"materials": frozenset()}, OFFICER, NOW, "received.not_needed"),
        ({}, {"purpose": Purpose.TERRORIST_FINANCING}, OFFICER, NOW, "received.purpose"),
        ({}, {"why": ""}, OFFICER, NOW, "words_needed"),
        ({"secrecy": (Secrecy.OPEN,)}, {"why": ""}, OFFICER, NOW, ""),
        ({"secrecy": (Secrecy.OPEN, Secrecy.BANKING)}, {"use": Use.EXPORT}, OFFICER, NOW, "received.secrecy"),
        ({"secrecy": (Secrecy.OFFICIAL,)}, {"use": Use.PASS_ON}, OFFICER, NOW, "received.secrecy"),
        ({"secrecy": (Secrecy.OTHER,)}, {"use": Use.PRINT}, OFFICER, NOW, "received.secrecy"),
        ({"secrecy": ()}, {"use": Use.PRINT}, OFFICER, NOW, "received.secrecy"),
        ({}, {}, OFFICER, NOW + 30 * DAY, "received.past"),
        ({"destroyed_at": NOW}, {}, OFFICER, NOW, "received.past"),
    ],
)
def test_what_was_received_is_used_as_its_purpose_and_secrecy_allow(
    data: dict[str, Any], use: dict[str, Any], by: Any, at: Any, code: str
) -> None:
    if code:
        refused(code, lambda: must_allow(received(**data), wanted(**use), by, at))
    else:
        must_allow(received(**data), wanted(**use), by, at)


def test_data_go_with_their_time_or_their_material() -> None:
    known = [received(), received(id=UUID(int=2), until=NOW), received(id=UUID(int=3), destroyed_at=NOW, until=NOW)]
    assert to_destroy(known, frozenset(), NOW) == (UUID(int=2),)
    assert to_destroy(known, frozenset({MATERIAL}), NOW) == (ID, UUID(int=2))


def test_where_regimes_meet_only_what_each_allows_is_allowed() -> None:
    for one in Secrecy:
        for other in Secrecy:
            both, first, second = handling_of((one, other)), handling_of((one,)), handling_of((other,))
            for member in members(both):
                name = member.name
                parts = (getattr(first, name), getattr(second, name))
                assert getattr(both, name) is (any(parts) if name == "reason" else all(parts))
    assert strictest(()) is Secrecy.OTHER
    assert strictest((Secrecy.BANKING, Secrecy.OPEN)) is Secrecy.BANKING
