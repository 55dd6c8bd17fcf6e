"""Reading records of CVE (JSON 5.x) into the same as an advisory: what is affected, scores, what it says (ASOI-3.5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Annotated

import msgspec

from almasu.kernel.interchange.csaf_in import MOST_BYTES, Advisory, Product, fields_of
from almasu.kernel.sector.confidentiality import Degree
from almasu.kernel.sector.fields import LONGEST_TEXT
from almasu.law.problem import ProblemKind
from almasu.law.text import Text

UNREADABLE = ProblemKind(
    "interchange.cve_unreadable",
    422,
    Text(kk="CVE жазбасы оқылмады: {why}.", ru="Запись CVE не прочитана: {why}.", en="No record of CVE: {why}."),
    Text(
        kk="CVE JSON 5 жазбасын (PUBLISHED) беріңіз.",
        ru="Дайте запись CVE JSON 5 (PUBLISHED).",
        en="Give a record of CVE JSON 5 that is PUBLISHED.",
    ),
    ("ASOI-3.5",),
)
_SCORES = ("cvssV4_0", "cvssV3_1", "cvssV3_0", "cvssV2_0")


class _Version(msgspec.Struct, frozen=True, rename="camel"):
    version: str = ""
    status: str = "unknown"
    less_than: str = ""
    less_than_or_equal: str = ""


class _Affected(msgspec.Struct, frozen=True, rename="camel"):
    vendor: str = ""
    product: str = ""
    default_status: str = "unknown"
    versions: list[_Version] = []
    cpes: list[str] = []


class _Words(msgspec.Struct, frozen=True):
    lang: str = ""
    value: str = ""


class _Container(msgspec.Struct, frozen=True):
    title: str = ""
    affected: list[_Affected] = []
    descriptions: list[_Words] = []
    metrics: list[dict[str, msgspec.Raw]] = []
    solutions: list[_Words] = []
    workarounds: list[_Words] = []


class _Containers(msgspec.Struct, frozen=True):
    cna: _Container
    adp: list[_Container] = []


class _Metadata(msgspec.Struct, frozen=True, rename="camel"):
    cve_id: Annotated[str, msgspec.Meta(pattern="^CVE-[0-9]{4}-[0-9]{4,12}$")]
    state: str
    date_updated: str = ""


class _Record(msgspec.Struct, frozen=True, rename="camel"):
    data_type: str
    cve_metadata: _Metadata
    containers: _Containers


class _Base(msgspec.Struct, frozen=True):
    baseScore: float = 0.0  # noqa: N815 - the name the standard gives


_RECORD = msgspec.json.Decoder(_Record)
_BASE = msgspec.json.Decoder(_Base)


def record_in(data: bytes, exploited: Mapping[str, date | None]) -> Advisory:
    """Return what a record says; Problem `interchange.cve_unreadable` where it is none that is published."""
    if len(data) > MOST_BYTES:
        raise UNREADABLE.at("file", why="16 MB")
    try:
        read = _RECORD.decode(data)
    except (msgspec.DecodeError, RecursionError) as wrong:
        raise UNREADABLE.at("file", why=str(wrong)[:120]) from wrong
    if read.data_type != "CVE_RECORD" or read.cve_metadata.state != "PUBLISHED":
        raise UNREADABLE.at("file", why=read.cve_metadata.state[:20])
    cna, cve = read.containers.cna, read.cve_metadata.cve_id
    products = tuple(dict.fromkeys(_products(cna.affected)))
    score = max((_scores([cna, *read.containers.adp])), default=0.0)
    said = _in_english(cna.descriptions)
    title = cna.title or said[:120] or cve
    fields = {
        **fields_of(products, (cve,), score, exploited),
        "confidentiality": Degree.CLEAR.value,
        "description": f"{title}\n\n{said}".strip()[:LONGEST_TEXT],
        "recommendations": _in_english([*cna.solutions, *cna.workarounds])[:LONGEST_TEXT],
    }
    kept = {name: value for name, value in fields.items() if value}
    return Advisory(cve, read.cve_metadata.date_updated, title, (cve,), products, score, kept)


def _products(affected: Iterable[_Affected]) -> Iterator[Product]:
    for one in affected:
        cpe = next((name for name in one.cpes if name.startswith("cpe:2.3:")), "")
        ranges = [_range(version) for version in one.versions if version.status == "affected"]
        if not ranges and one.default_status == "affected":
            ranges = ["*"]
        for said in ranges:
            yield Product(one.vendor, one.product, said, cpe)


def _range(one: _Version) -> str:
    """Return the versions of an entry; "0" and "*" begin at the beginning (CVE JSON 5, versions)."""
    upper = f"< {one.less_than}" if one.less_than else f"<= {one.less_than_or_equal}" if one.less_than_or_equal else ""
    upper = "" if upper.endswith("*") else upper
    begins = one.version in ("", "0", "*", "unspecified", "n/a")
    if upper or one.less_than or one.less_than_or_equal:
        lower = "" if begins else f">= {one.version}"
        return ", ".join(part for part in (lower, upper) if part) or "*"
    return "*" if begins else one.version


def _scores(containers: Iterable[_Container]) -> Iterator[float]:
    for container in containers:
        for metric in container.metrics:
            for name in _SCORES:
                if name in metric:
                    yield _score(metric[name])


def _score(raw: msgspec.Raw) -> float:
    try:
        return _BASE.decode(raw).baseScore
    except (msgspec.DecodeError, RecursionError):
        return 0.0


def _in_english(words: Iterable[_Words]) -> str:
    return "\n".join(dict.fromkeys(one.value for one in words if one.lang.startswith("en") and one.value))
