"""Declared software: typed, uploaded, and matched with what an alert is about."""

from __future__ import annotations

import json

import pytest

from almasu.kernel.sector.alert import VulnerabilityAlert
from almasu.kernel.sector.concerns import Concern, affected_by, matches
from almasu.kernel.sector.confidentiality import Degree
from almasu.kernel.sector.software import Item, Software, items_of
from almasu.kernel.sector.software_in import software_in
from almasu.law.problem import Problem, ProblemGroup

TYPED = """
Alma | VPN | < 4.2
Nginx Inc | nginx | 1.24.0 | cpe:2.3:a:nginx:nginx:1.24.0:*:*:*:*:*:*:*
cpe:2.3:o:fortinet:fortios:7.2.3:*:*:*:*:*:*:*
pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1
"""


def test_each_line_is_a_product_filled_in_from_its_names() -> None:
    assert items_of(TYPED) == (
        Item("Alma", "VPN", "< 4.2"),
        Item("Nginx Inc", "nginx", "1.24.0", "cpe:2.3:a:nginx:nginx:1.24.0:*:*:*:*:*:*:*"),
        Item("fortinet", "fortios", "7.2.3", "cpe:2.3:o:fortinet:fortios:7.2.3:*:*:*:*:*:*:*"),
        Item("maven/org.apache.logging.log4j", "log4j-core", "2.14.1",
             "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1"),
    )  # fmt: skip
    assert items_of("\n".join(one.line() for one in items_of(TYPED))) == items_of(TYPED)


@pytest.mark.parametrize(
    "line", ["nginx", "a | b | c | d | e", "a | b | c | http://x", " | b", "a\u202e | b", "a" * 300]
)
def test_a_line_that_names_nothing_is_told_with_its_place(line: str) -> None:
    with pytest.raises(ProblemGroup) as no:
        items_of(f"Alma | VPN\n{line}")
    assert [one.kind.code for one in no.value.problems] == ["sector.software_malformed"]
    assert "Line 2" in no.value.problems[0].title.en


def test_too_many_are_refused() -> None:
    with pytest.raises(Problem, match=r"sector\.software_too_much"):
        items_of("\n".join(f"a | {number}" for number in range(2_001)))


BILL = {
    "bomFormat": "CycloneDX", "specVersion": "1.5", "components": [
        {"type": "library", "name": "log4j-core", "group": "org.apache", "version": "2.14.1",
         "purl": "pkg:maven/org.apache/log4j-core@2.14.1",
         "components": [{"type": "library", "name": "inner", "publisher": "Inner Ltd", "version": "1"}]},
        {"type": "file", "name": "readme"},
    ],
}  # fmt: skip


def test_files_of_both_kinds_are_read() -> None:
    assert software_in(json.dumps(BILL).encode()) == (
        Item("org.apache", "log4j-core", "2.14.1", "pkg:maven/org.apache/log4j-core@2.14.1"),
        Item("Inner Ltd", "inner", "1"),
    )
    for data in ("Vendor;Product;Version\nAlma;VPN;4.1\n", "\ufeffproduct,maker,version\r\nVPN,Alma,4.1\r\n\r\n"):
        assert software_in(data.encode()) == (Item("Alma", "VPN", "4.1"),)


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"\xff\xfe", b'{"bomFormat":"SPDX"}', b"a,b\n1,2", b" " * 1_100_000, b"{" * 100_000],
    ids=range(7),
)
def test_a_file_of_another_kind_is_refused(data: bytes) -> None:
    with pytest.raises(Problem, match=r"sector\.software_unreadable"):
        software_in(data)


def test_wrong_rows_of_a_table_are_told() -> None:
    with pytest.raises(ProblemGroup, match=r"sector\.software_malformed"):
        software_in(b"maker,product\nAlma,VPN\nAlma,\n")


def alert(*affected: str, **change: str) -> VulnerabilityAlert:
    said = {"maker": "Alma", "product": "VPN", "versions": "< 4.2", **change}
    return VulnerabilityAlert(
        said["maker"], said["product"], said["versions"], Degree.GREEN, "d", "r", "high", (), affected
    )


# What an alert is about, what is declared, and how sure it is that the one is about the other.
CONCERNS = [
    (alert(), "alma | V.P.N | 4.1", Concern.YES),
    (alert(), "Alma | VPN | 4.2", None),
    (alert(), "Alma | VPN", Concern.MAYBE),
    (alert(), "Alma | VPN Server | 4.1", Concern.MAYBE),
    (alert(), "Other | VPN | 4.1", None),
    (alert(product="VPN; Mail", versions="4.1; 2.0"), "Alma | Mail | 9", Concern.MAYBE),
    (alert("Alma | VPN | >= 3, < 4"), "Alma | VPN | 4.1", None),
    (alert("x | y | 1 | cpe:2.3:a:alma:vpn:*:*:*:*:*:*:*:*"), "A | Z | 1 | cpe:2.3:a:alma:vpn:1:*:*:*:*:*:*:*",
     Concern.YES),
    (alert("x | y | 1 | cpe:2.3:a:alma:mail:*:*:*:*:*:*:*:*"), "x | y | 1 | cpe:2.3:a:alma:vpn:1:*:*:*:*:*:*:*", None),
    (alert("x | y | < 2 | pkg:pypi/jinja2"), "a | b | 1.9 | pkg:pypi/jinja2@1.9", Concern.YES),
]  # fmt: skip


@pytest.mark.parametrize(("about", "line", "sure"), CONCERNS, ids=range(len(CONCERNS)))
def test_an_alert_finds_whom_it_concerns(about: VulnerabilityAlert, line: str, sure: Concern | None) -> None:
    found = matches(affected_by(about), Software("1", items_of(line), named_to_centre=False))
    assert [one.concern for one in found] == ([] if sure is None else [sure])
