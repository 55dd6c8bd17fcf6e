"""The annexes of each edition: what they hold, what stands in for what, and how a node puts its own in place."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest

from almasu.kernel.annexes.application import ApplicationKind, FieldShape, GivenBy
from almasu.kernel.annexes.of_editions import Annexes
from almasu.kernel.parties.account import Role
from almasu.law.problem import Fault
from almasu.law.text import Language
from almasu.regimes.sio_pso.regime import SioPso
from almasu.wiring.law import law_with, open_law

FIT = {
    "protected_carrier": True,
    "processor_ghz": Decimal("3.1"),
    "free_disk_gb": Decimal(80),
    "memory_gb": Decimal(4),
    "network_mbps": Decimal(100),
    "browser": True,
    "protected_channel": True,
    "carrier_drivers": "KazToken 4.6",
    "no_internet": True,
}


@pytest.fixture
def annexes(regime: SioPso) -> Annexes:
    """The annexes from the package's own sheets."""
    return regime.annexes


def replacement(stem: str, **change: object) -> bytes:
    """A sheet of the package with members changed: what an operator would write."""
    sheet = msgspec.yaml.decode(open_law().files[f"regimes/sio_pso/annexes/data/{stem}.yaml"].data)
    return msgspec.yaml.encode({**sheet, **change})


def test_a_workplace_has_the_nine_conditions_of_annex_3(annexes: Annexes) -> None:
    conditions = annexes.workplace_conditions("SIO-2025").conditions
    assert [one.cites for one in conditions] == [(f"SIO22-A3.{number}",) for number in range(9)]
    assert [one.number for one in conditions] == list(range(9))


def test_a_fit_workplace_keeps_them_all(annexes: Annexes) -> None:
    assert annexes.workplace_conditions("SIO-2025").unkept(FIT) == ()


@pytest.mark.parametrize(
    ("code", "stated", "keeps_out"),
    [
        ("protected_carrier", False, True),
        ("processor_ghz", Decimal("3.0"), False),
        ("processor_ghz", True, False),
        ("free_disk_gb", Decimal("79.9"), False),
        ("memory_gb", Decimal("NaN"), False),
        ("network_mbps", None, False),
        ("carrier_drivers", "  ", False),
        ("protected_channel", "yes", True),
        ("no_internet", None, True),
    ],
)
def test_what_is_not_kept_is_named_and_some_of_it_keeps_out(
    annexes: Annexes, code: str, stated: bool | Decimal | str | None, keeps_out: bool
) -> None:
    conditions = annexes.workplace_conditions("SIO-2025")
    card = {**FIT, code: stated} if stated is not None else {name: it for name, it in FIT.items() if name != code}
    assert [one.code for one in conditions.unkept(card)] == [code]
    assert bool(conditions.blocking(card)) is keeps_out


def test_the_application_has_every_field_of_annex_4(annexes: Annexes) -> None:
    cited = {clause for field in annexes.application_form("SIO-2022").fields for clause in field.cites}
    assert {f"SIO22-A4.{number}" for number in range(14)} <= cited


def test_scan_and_seal_belong_to_2022_and_the_number_for_codes_to_2025(annexes: Annexes) -> None:
    of_2022 = {field.code for field in annexes.application_form("SIO-2022").fields}
    of_2025 = {field.code for field in annexes.application_form("SIO-2025").fields}
    assert of_2022 - of_2025 == {"scan"}
    assert of_2025 - of_2022 == {"mobile_phone"}


def test_nothing_but_patronymic_and_note_may_stay_empty_at_registration(annexes: Annexes) -> None:
    kind = ApplicationKind.REGISTER
    form = annexes.application_form("SIO-2025")
    optional = {field.code for field in form.fields_for(kind) if kind not in field.required_for}
    assert optional == {"patronymic", "note"}
    assert {field.code for field in form.typed_for(kind)}.isdisjoint({"number", "organisation_code", "head_name"})
    typed = [field for field in form.fields if field.shape in {FieldShape.TEXT, FieldShape.PHONE, FieldShape.NOTE}]
    assert all(field.most for field in typed if field.given_by is not GivenBy.SYSTEM)


@pytest.mark.parametrize(("kind", "signs"), [("register", True), ("change", True), ("block", False)])
def test_the_head_signs_what_gives_access_and_not_what_ends_it(annexes: Annexes, kind: str, signs: bool) -> None:
    assert annexes.application_form("SIO-2025").head_signs(ApplicationKind(kind)) is signs


@pytest.mark.parametrize("edition", ["SIO-2022", "SIO-2025"])
def test_the_terms_tell_every_clause_of_annex_5(annexes: Annexes, edition: str) -> None:
    told = {clause for paragraph in annexes.consent(edition).clauses for clause in paragraph.cites}
    of_annex_5 = {one for one in open_law().clauses if one.startswith("SIO22-A5.")}
    assert of_annex_5 - {"SIO22-A5.H"} <= told


def test_the_terms_of_2025_are_another_version_than_the_agreement_of_2022(annexes: Annexes) -> None:
    assert annexes.consent("SIO-2022").version != annexes.consent("SIO-2025").version
    assert annexes.consent("SIO-2025").paragraphs[0].en in annexes.consent("SIO-2025").whole().en


def test_the_journal_of_emergencies_has_six_situations_and_six_columns(annexes: Annexes) -> None:
    form = annexes.emergency_journal("SIO-2022")
    assert [one.cites[0] for one in form.situations] == [f"SIO22-A6.{number}" for number in range(1, 7)]
    assert [one.cites[0] for one in form.columns] == [f"SIO22-A6.c{number}" for number in range(1, 7)]
    flooding = form.situation("flooding")
    assert flooding is not None
    assert flooding.number == 6
    assert form.situation("meteorite") is None


def test_2025_adds_cause_and_measures(annexes: Annexes) -> None:
    added = annexes.emergency_journal("SIO-2025").columns[6:]
    assert [(one.code, one.required, one.cites) for one in added] == [
        ("cause", True, ("SIO25-14.2",)),
        ("measures", True, ("SIO25-14.2",)),
    ]


def test_stand_ins_say_so_in_three_languages_and_2022_stands_for_itself(annexes: Annexes) -> None:
    for sheet, clause in (
        (annexes.workplace_conditions, "SIO25-R21.4"),
        (annexes.application_form, "SIO25-R21.5"),
        (annexes.consent, "SIO25-R21.6"),
        (annexes.emergency_journal, "SIO25-R21.7"),
        (annexes.dismissal, "SIO25-R21.15cl"),
    ):
        own, stand_in = sheet("SIO-2022").annex, sheet("SIO-2025").annex
        assert own.stand_in_for == ""
        assert own.notice() is None
        assert stand_in.stand_in_for == clause
        notice = stand_in.notice()
        assert notice is not None
        assert all(clause in notice.said_in(language) for language in Language)


def test_an_unknown_edition_has_no_annexes(annexes: Annexes) -> None:
    with pytest.raises(Fault, match="SIO-2017"):
        annexes.consent("SIO-2017")


def test_a_node_puts_its_own_sheet_in_place_and_its_hash_is_told() -> None:
    data = replacement("workplace", version="r21-annex4", stand_in_for="", renewed_after_days=90)
    law = law_with({}, {"workplace_sheet": data})
    conditions = law.sio_pso.annexes.workplace_conditions("SIO-2025")
    assert conditions.renewed_after_days == 90
    assert conditions.annex.notice() is None
    assert law.sio_pso.annexes.workplace_conditions("SIO-2022").annex.version == "sio22-annex3"
    assert law.hashes()["node/workplace_sheet"] == conditions.annex.sha256


@pytest.mark.parametrize(
    ("setting", "stem", "change", "because"),
    [
        ("consent_sheet", "consent_2025", {}, "another version"),
        ("workplace_sheet", "workplace", {"renewed_after_days": 90}, "another version"),
        ("dismissal_sheet", "dismissal", {}, "another version"),
        ("workplace_sheet", "workplace", {"stand_in_for": "SIO25-9"}, "unknown text"),
        ("workplace_sheet", "workplace", {"conditions": []}, "length"),
        ("workplace_sheet", "workplace", {"version": "Annex 4"}, "regex"),
        ("application_sheet", "application", {"colour": "red"}, "colour"),
        ("emergency_sheet", "emergency", {"columns": [{"number": 1, "code": "cause", "shape": "text",
          "cites": ["SIO25-14.2"], "label": {"kk": "а", "ru": "б", "en": "c"}}]}, "measures, started_at"),
        ("emergency_sheet", "emergency", {"title": {"kk": " ", "ru": "б", "en": "c"}}, "lacks a language"),
        ("dismissal_sheet", "dismissal", {"version": "r21-clause15", "measures": [{"code": "block",
          "cites": ["SIO25-99"], "says": {"kk": "а", "ru": "б", "en": "c"}}]}, "SIO25-99"),
    ],
)  # fmt: skip
def test_a_sheet_that_is_not_as_it_should_be_is_refused(
    setting: str, stem: str, change: dict[str, object], because: str
) -> None:
    with pytest.raises(Fault, match=because):
        law_with({}, {setting: replacement(stem, **change)})


def rows_of(stem: str, members: str, **change: object) -> bytes:
    """A sheet of the package whose last row is changed."""
    sheet = msgspec.yaml.decode(open_law().files[f"regimes/sio_pso/annexes/data/{stem}.yaml"].data)
    *rest, last = sheet[members]
    return msgspec.yaml.encode({**sheet, members: [*rest, {**last, **change}]})


@pytest.mark.parametrize(
    ("setting", "stem", "members", "change", "because"),
    [
        ("workplace_sheet", "workplace", "conditions", {"check": "at_least"}, "a least belongs"),
        ("workplace_sheet", "workplace", "conditions", {"code": "browser"}, "share a code"),
        ("application_sheet", "application", "fields", {"kinds": ["register"]}, "does not show it"),
        ("emergency_sheet", "emergency", "columns", {"editions": ["2019"]}, "unknown edition"),
    ],
)
def test_a_row_that_contradicts_itself_is_refused(
    setting: str, stem: str, members: str, change: dict[str, object], because: str
) -> None:
    with pytest.raises(Fault, match=because):
        law_with({}, {setting: rows_of(stem, members, **change)})


@pytest.mark.parametrize("edition", ["SIO-2022", "SIO-2025"])
def test_dismissal_is_answered_by_the_controllers_application_at_once(annexes: Annexes, edition: str) -> None:
    dismissal = annexes.dismissal(edition)
    assert dismissal.signed_by is Role.CONTROLLER
    assert dismissal.takes_effect_at_once
    assert [measure.code for measure in dismissal.measures] == ["apply_to_block", "block_at_once"]
