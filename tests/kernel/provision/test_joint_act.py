"""The joint act: gaps named, one form of bytes, approval and signature of both, force by days, what it covers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
import pytest

from almasu.kernel.provision import act_course as course
from almasu.kernel.provision import act_diff, coverage, ladder
from almasu.kernel.provision.act_course import Notice, Stage, Version
from almasu.kernel.provision.act_print import printed
from almasu.kernel.provision.drafting import gaps
from almasu.kernel.provision.joint_act import (
    ActContent,
    Extent,
    FileFormat,
    Period,
    Schedule,
    act_bytes,
    act_schema,
    read_act,
    row_schema,
)
from almasu.kernel.provision.parties import Actor
from almasu.kernel.provision.schedule_words import in_words
from almasu.law import moment
from almasu.law.canonical import sha256_hex
from almasu.law.problem import Problem, ProblemGroup
from almasu.law.text import Language
from kernel.provision.acts import ACT, SECRETS, VEHICLES, act, field
from kernel.provision.conftest import BODY, HEAD, HEAD_OF_AGENCY, NOW, OFFICER, RESPONSIBLE, STRANGER, SYSTEM

SIGNED = UUID(int=77)


def changed_set(**changed: Any) -> list[dict[str, Any]]:
    return [{**VEHICLES, **changed}, SECRETS]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({}, ""),
        ({"until": "2026-10-31"}, "ends_before"),
        ({"until": "2033-01-01"}, "too_long"),
        ({"since": "9999-12-30", "until": "9999-12-31"}, "day"),
        ({"since": "0001-01-01", "until": "0001-01-01"}, "day"),
        ({"sources": ACT["sources"] * 2}, "twice"),
        ({"data_sets": [VEHICLES, VEHICLES]}, "twice"),
        ({"contacts": ACT["contacts"][:1] * 2}, "contact"),
        ({"compliance": ACT["compliance"][1:]}, "compliance"),
        ({"data_sets": changed_set(source="boats")}, "source"),
        ({"data_sets": changed_set(keys=["vin"])}, "key"),
        ({"data_sets": changed_set(fields=[*VEHICLES["fields"], field("iin")])}, "twice"),
        ({"data_sets": changed_set(fields=[field("iin"), field("plate", secrecy="state_secret")])}, "restricted"),
        ({"data_sets": [VEHICLES, {**SECRETS, "way": "carrier"}]}, "restricted"),
        ({"data_sets": changed_set(schedule=None)}, "schedule"),
        ({"data_sets": changed_set(giving="on_request")}, "schedule"),
        ({"data_sets": changed_set(way="workplace")}, "way_schedule"),
        ({"data_sets": changed_set(schedule={**VEHICLES["schedule"], "period": "weekly", "day": 8})}, "schedule_day"),
        ({"data_sets": changed_set(fields=[field("iin"), field("plate", pattern="(")])}, "pattern"),
        ({"data_sets": changed_set(fields=[field("iin"), field("plate", pattern="(a+)+b")])}, "pattern"),
        ({"data_sets": changed_set(fields=[field("iin"), field("plate", pattern="(a|a)*b")])}, "pattern"),
        ({"data_sets": changed_set(fields=[field("iin"), field("plate", pattern="(?:KZ|RU){2}")])}, ""),
    ],
)
def test_a_draft_with_a_gap_is_not_put_to_approval(changed: dict[str, Any], code: str) -> None:
    content = act(**changed)
    found = {one.kind.code for one in gaps(content)}
    assert found == ({f"provision.act.{code}"} if code else set())
    version = course.drafted(1, content, RESPONSIBLE, NOW)
    if code:
        with pytest.raises(ProblemGroup):
            course.put_to_approval(version, OFFICER)
    else:
        assert course.put_to_approval(version, OFFICER).stage is Stage.AT_APPROVAL


@pytest.mark.parametrize(
    "changed",
    [
        {"purposes": []},
        {"purposes": ["taxes"]},
        {"body": "12"},
        {"weather": "fine"},
        {"contacts": [{**ACT["contacts"][0], "phone": "call me"}]},
        {"data_sets": [{**VEHICLES, "code": "a b"}]},
        {"data_sets": [{**VEHICLES, "fields": []}]},
        {"compliance": [{"side": "body", "act": "1", "as_of": "2026-10-01", "document": "x"}]},
    ],
)
def test_what_is_no_act_is_not_read_as_one(changed: dict[str, Any]) -> None:
    with pytest.raises(msgspec.ValidationError):
        act(**changed)


def test_an_act_has_one_form_of_bytes() -> None:
    data = act_bytes(act())
    assert read_act(data) == act()
    assert act_bytes(read_act(data)) == data
    for other in (data + b" ", data.replace(b'"format"', b' "format"', 1), b"{}", b"[" * 10_000):
        with pytest.raises(msgspec.MsgspecError):
            read_act(other)
    assert "ActContent" in str(act_schema())


def test_a_row_of_a_set_has_a_schema() -> None:
    schema = row_schema(act().data_sets[0])
    assert schema["required"] == ["row_id", "iin", "plate", "since"]
    assert schema["properties"]["colour"]["enum"] == ["red", "white"]
    assert schema["additionalProperties"] is False


def at_signature(content: ActContent | None = None, number: int = 1) -> Version:
    version = course.put_to_approval(course.drafted(number, content or act(), RESPONSIBLE, NOW), OFFICER)
    for who in (RESPONSIBLE, OFFICER):
        version = course.approved(version, version.sha256, who, NOW)
    return version


def signed(content: ActContent | None = None, number: int = 1, at: datetime = NOW) -> Version:
    version = at_signature(content, number)
    for who in (HEAD, HEAD_OF_AGENCY):
        version = course.signed(version, version.sha256, SIGNED, who, at)
    return version


def test_an_act_needs_both_approvals_and_both_heads() -> None:
    version = course.put_to_approval(course.drafted(1, act(), RESPONSIBLE, NOW), OFFICER)
    half = course.approved(version, version.sha256, RESPONSIBLE, NOW)
    assert half.stage is Stage.AT_APPROVAL
    assert at_signature().stage is Stage.AT_SIGNATURE
    one_head = course.signed(at_signature(), at_signature().sha256, SIGNED, HEAD, NOW)
    assert (one_head.stage, course.in_force([one_head], NOW)) == (Stage.AT_SIGNATURE, None)
    assert signed().stage is Stage.SIGNED


@pytest.mark.parametrize("who", [STRANGER, SYSTEM, OFFICER, RESPONSIBLE])
def test_nobody_but_the_heads_signs(who: Actor) -> None:
    version = at_signature()
    with pytest.raises(Problem):
        course.signed(version, version.sha256, SIGNED, who, NOW)


def test_hands_are_given_once_and_to_the_draft_that_was_read() -> None:
    version = course.put_to_approval(course.drafted(1, act(), RESPONSIBLE, NOW), OFFICER)
    half = course.approved(version, version.sha256, RESPONSIBLE, NOW)
    for step in (
        lambda: course.approved(half, half.sha256, RESPONSIBLE, NOW),
        lambda: course.approved(half, "0" * 64, OFFICER, NOW),
        lambda: course.approved(half, half.sha256, STRANGER, NOW),
        lambda: course.signed(half, half.sha256, SIGNED, HEAD, NOW),
        lambda: course.sent_back(half, "no", OFFICER),
    ):
        with pytest.raises(Problem):
            step()
    again = course.rewritten(half, act(number="8-ББ"), OFFICER, NOW)
    assert (again.approvals, again.draft, again.stage) == ((), 2, Stage.DRAFT)
    with pytest.raises(Problem):
        course.rewritten(signed(), act(), OFFICER, NOW)
    back = course.sent_back(at_signature(), "The plate is missing.", HEAD_OF_AGENCY)
    assert (back.stage, back.approvals, back.signatures) == (Stage.DRAFT, (), ())


def test_a_lower_way_is_signed_only_with_its_proofs() -> None:
    low = act(data_sets=[{**VEHICLES, "way": "paper"}])
    version = at_signature(low)
    bare = ladder.begun(BODY, "vehicles", NOW, restricted=False)
    for known in ((), (bare,)):
        with pytest.raises(Problem, match="way_unproved"):
            course.signed(version, version.sha256, SIGNED, HEAD, NOW, known)


@pytest.mark.parametrize(
    ("at", "number"),
    [
        ("2026-10-31T23:59:59+05:00", None),
        ("2026-11-20T09:59:59+05:00", None),
        ("2026-11-20T10:00:00+05:00", 1),
        ("2027-05-31T23:59:59+05:00", 1),
        ("2027-05-31T19:00:00+00:00", 2),
        ("2027-12-31T23:59:59+05:00", 2),
        ("2028-01-01T00:00:00+05:00", None),
    ],
)
def test_one_version_governs_a_moment(at: str, number: int | None) -> None:
    versions = [signed(), signed(act(since="2027-06-01", until="2027-12-31"), 2)]
    found = course.in_force(versions, moment.read(at))
    assert (found.number if found else None) == number


def ended(version: Version, last: date) -> Version:
    one = course.ending_early(version, last, SIGNED, HEAD, NOW)
    return course.ending_early(one, last, SIGNED, HEAD_OF_AGENCY, NOW)


@pytest.mark.parametrize(
    ("second", "governs"),
    [
        (signed(act(until="2026-12-15"), 2), None),
        (ended(signed(act(), 2), date(2026, 12, 15)), None),
        (ended(signed(act(since="2027-06-01", until="2027-12-31"), 2), date(2026, 12, 15)), 1),
    ],
    ids=["its days are over", "ended early by both", "given up before its first day"],
)
def test_an_act_that_another_took_the_place_of_does_not_come_back(second: Version, governs: int | None) -> None:
    found = course.in_force([signed(), second], moment.read("2027-07-01T10:00:00+05:00"))
    assert (found.number if found else None) == governs


def test_an_act_ends_early_only_by_both_on_one_day() -> None:
    one = course.ending_early(signed(), date(2026, 12, 1), SIGNED, HEAD, NOW)
    assert course.last_day(one) == date(2027, 10, 31)
    other = course.ending_early(one, date(2026, 12, 5), SIGNED, HEAD_OF_AGENCY, NOW)
    assert course.last_day(other) == date(2027, 10, 31)
    both = course.ending_early(one, date(2026, 12, 1), SIGNED, HEAD_OF_AGENCY, NOW)
    assert course.last_day(both) == date(2026, 12, 1)
    for day in (date(2026, 11, 19), date(2027, 11, 1)):
        with pytest.raises(Problem) as told:
            course.ending_early(signed(), day, SIGNED, HEAD, NOW)
        assert (told.value.kind.code, told.value.where) == ("provision.act.ending_day", "last")
        assert "31.10.2027" in told.value.remedy.ru, "until when it may be"


@pytest.mark.parametrize(
    ("versions", "at", "told"),
    [
        ([signed()], "2026-12-01T10:00:00+05:00", []),
        ([signed()], "2027-10-01T10:00:00+05:00", [Notice.ENDS_SOON]),
        (
            [signed(), at_signature(act(since="2027-11-01", until="2028-01-01"), 2)],
            "2027-10-01T10:00:00+05:00",
            [Notice.FOLLOWS_UNSIGNED],
        ),
        ([signed()], "2027-11-01T10:00:00+05:00", [Notice.ENDED]),
        ([signed(), at_signature(act(since="2026-12-01"), 2)], "2026-12-01T10:00:00+05:00", [Notice.UNSIGNED]),
        ([signed(), signed(act(since="2027-11-01", until="2028-01-01"), 2)], "2027-10-30T10:00:00+05:00", []),
        ([signed(), signed(act(since="2027-11-05", until="2028-01-01"), 2)], "2027-10-30T10:00:00+05:00", [Notice.GAP]),
    ],
)
def test_both_sides_are_warned_of_an_end_and_a_gap(versions: list[Version], at: str, told: list[Notice]) -> None:
    assert [one.what for one in course.warnings(versions, moment.read(at))] == told


def test_a_difference_is_a_fact_and_says_whether_more_moves() -> None:
    fields = [field("vin"), *VEHICLES["fields"][:2], field("plate", secrecy="open"), *VEHICLES["fields"][3:4]]
    newer = act(number="8-ББ", data_sets=[SECRETS, {**VEHICLES, "fields": fields}])
    found = {one.place: (one.kind.value, one.widens) for one in act_diff.compared(act(), newer)}
    place = ("data_sets", "vehicles", "fields")
    assert found == {
        ("number",): ("changed", False),
        (*place, "vin"): ("added", True),
        (*place, "plate", "secrecy"): ("changed", True),
        (*place, "plate", "pattern"): ("changed", False),
        (*place, "colour"): ("removed", False),
    }
    assert act_diff.compared(act(), act()) == ()


def test_fields_beyond_the_act_are_cut_with_the_clause() -> None:
    given = coverage.covered(act(), "vehicles", ["iin", "salary", "iin"], "laundering")
    assert [one.name for one in given.fields] == ["iin"]
    assert [(one.field, one.cites) for one in given.cuts] == [("salary", ("FMA-5",))]
    assert len(coverage.covered(act(), "vehicles", [], "laundering").fields) == 5
    row, cut = coverage.trimmed({"iin": "1", "salary": 5}, given.fields)
    assert (row, cut) == ({"iin": "1"}, ("salary",))


@pytest.mark.parametrize(
    ("code", "fields", "purpose", "problem"),
    [
        ("boats", [], "laundering", "not_covered"),
        ("vehicles", ["salary"], "laundering", "nothing_left"),
        ("vehicles", [], "taxes", "purpose"),
        ("vehicles", [], "", "purpose"),
        ("vehicles", [], "proliferation_financing", "purpose"),
    ],
)
def test_nothing_moves_outside_the_act(code: str, fields: list[str], purpose: str, problem: str) -> None:
    with pytest.raises(Problem, match=f"provision.act.{problem}"):
        coverage.covered(act(), code, fields, purpose)


@pytest.mark.parametrize("language", list(Language))
def test_the_print_says_what_was_signed(language: Language) -> None:
    page = printed(act(), language)
    assert sha256_hex(act_bytes(act())) in page.hash
    assert "7-ББ" in page.title
    told = " ".join(text for part in page.parts for text in (part.heading, *part.paragraphs, *sum(part.rows, ())))
    assert all(one["name"] in told for one in VEHICLES["fields"])
    assert "{" not in page.opening + told
    assert ("translation" in page.opening) is (language is Language.EN)
    assert not {"integer", "on_request", "scheduled"} & set(told.split()), "words of programs stand in the print"


@pytest.mark.parametrize(
    ("period", "day", "told"),
    [
        (Period.DAILY, 1, ("күн сайын, 06:00", "ежедневно, 06:00", "daily, 06:00")),
        (Period.WEEKLY, 7, ("апта сайын, жексенбі, 06:00", "еженедельно, воскресенье, 06:00", "weekly, Sunday, 06:00")),
        (Period.MONTHLY, 31, ("ай сайын, 31-күні, 06:00", "ежемесячно, 31-го числа, 06:00", "monthly, day 31, 06:00")),
        (
            Period.QUARTERLY,
            10,
            (
                "тоқсан сайын, тоқсанның 10-күні, 06:00",
                "ежеквартально, 10-й день квартала, 06:00",
                "quarterly, day 10 of the quarter, 06:00",
            ),
        ),
    ],
)
def test_a_schedule_says_its_day_and_hour_in_words(period: Period, day: int, told: tuple[str, str, str]) -> None:
    said = in_words(Schedule(period=period, extent=Extent.FULL, format=FileFormat.CSV, day=day, hour=6))
    whole = (f"{told[0]}; толық; CSV", f"{told[1]}; полностью; CSV", f"{told[2]}; in full; CSV")
    assert (said.kk, said.ru, said.en) == whole
