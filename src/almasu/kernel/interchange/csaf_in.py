"""Reading CSAF 2.0 advisories of makers into the fields of a vulnerability alert (ASOI-3.5), and the list of KEV.

The score is taken as its publisher computed it; what is known to be exploited is critical whatever its score. Products
are kept as they stand in the tree, to be matched with what an organisation says it uses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

import msgspec

from almasu.kernel.interchange.tlp import degree_named, narrowest
from almasu.kernel.sector.confidentiality import Degree
from almasu.kernel.sector.fields import LONGEST_LINE, LONGEST_TEXT, MOST_ITEMS
from almasu.law.problem import ProblemKind
from almasu.law.text import Text

MOST_BYTES = 16 * 1024 * 1024
MOST_DEPTH = 30
MOST_PRODUCTS = 20_000
_AFFECTED = frozenset({"first_affected", "known_affected", "last_affected"})

UNREADABLE = ProblemKind(
    "interchange.csaf_unreadable",
    422,
    Text(kk="CSAF құжаты оқылмады: {why}.", ru="Документ CSAF не прочитан: {why}.", en="No CSAF document: {why}."),
    Text(
        kk="CSAF 2.0 құжатын 16 МБ-тан асырмай беріңіз.",
        ru="Дайте документ CSAF 2.0 не больше 16 МБ.",
        en="Give a CSAF 2.0 document of at most 16 MB.",
    ),
    ("ASOI-3.5",),
)


@dataclass(frozen=True, slots=True)
class Product:
    """A product of an advisory: its maker, name and version or range, as the tree tells, and its CPE or purl."""

    maker: str
    name: str
    version: str
    identifier: str = ""

    def line(self) -> str:
        """Return it as a line of the products of an alert."""
        parts = (self.maker, self.name, self.version, self.identifier)
        return " | ".join(" ".join(part.replace("|", "/").split()) for part in parts).rstrip(" |")


@dataclass(frozen=True, slots=True)
class Advisory:
    """An advisory: its id and version, what it says, what it affects, the highest score (0 to 10), a draft."""

    number: str
    version: str
    title: str
    cves: tuple[str, ...]
    products: tuple[Product, ...]
    score: float
    fields: Mapping[str, str]


class _Base(msgspec.Struct, frozen=True):
    baseScore: float = 0.0  # noqa: N815 - the name the standard gives


class _Score(msgspec.Struct, frozen=True):
    cvss_v2: _Base | None = None
    cvss_v3: _Base | None = None
    cvss_v4: _Base | None = None


class _Note(msgspec.Struct, frozen=True):
    category: str = ""
    text: str = ""


class _Remediation(msgspec.Struct, frozen=True):
    category: str = ""
    details: str = ""


class _Vulnerability(msgspec.Struct, frozen=True):
    cve: str = ""
    title: str = ""
    notes: list[_Note] = []
    scores: list[_Score] = []
    remediations: list[_Remediation] = []
    product_status: dict[str, list[str]] = {}


class _Helper(msgspec.Struct, frozen=True):
    cpe: str = ""
    purl: str = ""


class _Product(msgspec.Struct, frozen=True):
    product_id: str = ""
    product_identification_helper: _Helper | None = None


class _Branch(msgspec.Struct, frozen=True):
    category: str = ""
    name: str = ""
    branches: list[_Branch] = []
    product: _Product | None = None


class _Relationship(msgspec.Struct, frozen=True):
    full_product_name: _Product
    product_reference: str = ""


class _Tree(msgspec.Struct, frozen=True):
    branches: list[_Branch] = []
    relationships: list[_Relationship] = []


class _Tlp(msgspec.Struct, frozen=True):
    label: str = ""


class _Distribution(msgspec.Struct, frozen=True):
    tlp: _Tlp | None = None


class _Tracking(msgspec.Struct, frozen=True):
    id: str
    version: str = ""


class _Head(msgspec.Struct, frozen=True):
    title: str
    csaf_version: str
    tracking: _Tracking
    notes: list[_Note] = []
    distribution: _Distribution | None = None


class _Document(msgspec.Struct, frozen=True):
    document: _Head
    product_tree: _Tree | None = None
    vulnerabilities: Annotated[list[_Vulnerability], msgspec.Meta(max_length=5_000)] = []


class _Exploited(msgspec.Struct, frozen=True):
    cveID: str  # noqa: N815 - the name of the catalogue
    dueDate: date | None = None  # noqa: N815


class _Catalogue(msgspec.Struct, frozen=True):
    vulnerabilities: list[_Exploited]


_DOCUMENT = msgspec.json.Decoder(_Document)
_CATALOGUE = msgspec.json.Decoder(_Catalogue)


def exploited_in(data: bytes) -> Mapping[str, date | None]:
    """Return the numbers of a KEV catalogue with the day by which each should be mended; Problem where it is none."""
    try:
        return {one.cveID: one.dueDate for one in _CATALOGUE.decode(data).vulnerabilities}
    except (msgspec.DecodeError, RecursionError) as wrong:
        raise UNREADABLE.at("file", why=str(wrong)[:120]) from wrong


def advisory_in(data: bytes, exploited: Mapping[str, date | None]) -> Advisory:
    """Return what an advisory says; Problem `interchange.csaf_unreadable` where it is none of version 2.0."""
    if len(data) > MOST_BYTES:
        raise UNREADABLE.at("file", why="16 MB")
    try:
        read = _DOCUMENT.decode(data)
    except (msgspec.DecodeError, RecursionError) as wrong:
        raise UNREADABLE.at("file", why=str(wrong)[:120]) from wrong
    if read.document.csaf_version != "2.0":
        raise UNREADABLE.at("file", why=f"csaf_version {read.document.csaf_version[:20]!r}")
    products = tuple(dict.fromkeys(_affected(read)))
    cves = tuple(dict.fromkeys(one.cve for one in read.vulnerabilities if one.cve))
    score = max((_highest(one.scores) for one in read.vulnerabilities), default=0.0)
    head = read.document
    fields = {
        **fields_of(products, cves, score, exploited),
        "confidentiality": _degree(head).value,
        "description": _description(read),
        "recommendations": _advice(read.vulnerabilities),
    }
    kept = {name: value for name, value in fields.items() if value}
    return Advisory(head.tracking.id, head.tracking.version, head.title, cves, products, score, kept)


def fields_of(
    products: Iterable[Product], cves: tuple[str, ...], score: float, exploited: Mapping[str, date | None]
) -> dict[str, str]:
    """Return the fields of a draft that products, numbers and scores fill in."""
    found = tuple(products)
    lines = [line for one in found if len(line := one.line()) <= LONGEST_LINE]
    return {
        "maker": _joined(dict.fromkeys(one.maker for one in found)),
        "product": _joined(dict.fromkeys(one.name for one in found)),
        "versions": _joined(dict.fromkeys(one.version for one in found)),
        "cves": "\n".join(cves[:MOST_ITEMS]),
        "affected": _few(dict.fromkeys(lines)),
        "severity": "critical" if any(cve in exploited for cve in cves) else severity_of(score),
    }


def _few(lines: Iterable[str]) -> str:
    """Return as many lines as a field holds."""
    kept: list[str] = []
    for line in lines:
        if len(kept) == MOST_ITEMS or sum(map(len, kept)) + len(kept) + len(line) > LONGEST_TEXT:
            break
        kept.append(line)
    return "\n".join(kept)


def _affected(read: _Document) -> Iterator[Product]:
    """Yield the products that are affected; all of the tree where the advisory does not say how they stand."""
    tree = read.product_tree or _Tree()
    statuses = [ids for one in read.vulnerabilities for name, ids in one.product_status.items() if name in _AFFECTED]
    affected = {number for ids in statuses for number in ids}
    parts = {one.full_product_name.product_id: one.product_reference for one in tree.relationships}
    affected |= {parts[number] for number in affected if number in parts}
    every = list(_products(tree))
    chosen = [product for number, product in every if number in affected]
    yield from chosen or [product for _, product in every]


def _products(tree: _Tree) -> Iterator[tuple[str, Product]]:
    """Yield the versions of a tree, each with its number in the document."""
    waiting = [(branch, "", "", 0) for branch in reversed(tree.branches)]
    for _ in range(MOST_PRODUCTS):
        if not waiting:
            return
        branch, maker, name, depth = waiting.pop()
        if depth > MOST_DEPTH:
            raise UNREADABLE.at("file", why="product_tree")
        maker = branch.name if branch.category == "vendor" else maker
        name = branch.name if branch.category == "product_name" else name
        if branch.category in ("product_version", "product_version_range") and name:
            yield _named(branch), Product(maker, name, branch.name, _identifier(branch))
        waiting += [(one, maker, name, depth + 1) for one in reversed(branch.branches)]


def _named(branch: _Branch) -> str:
    return branch.product.product_id if branch.product is not None else ""


def _identifier(branch: _Branch) -> str:
    """Return the CPE or purl of a version, empty where it has none that serves."""
    helper = branch.product.product_identification_helper if branch.product is not None else None
    if helper is None:
        return ""
    return helper.cpe if helper.cpe.startswith("cpe:2.3:") else helper.purl


def _highest(scores: Iterable[_Score]) -> float:
    return max(
        (base.baseScore for one in scores for base in (one.cvss_v4, one.cvss_v3, one.cvss_v2) if base is not None),
        default=0.0,
    )


def severity_of(score: float) -> str:
    """Return the degree of a score by the scale of CVSS 3 and 4."""
    if score >= 9.0:
        return "critical"
    if score >= 7.0:
        return "high"
    return "medium" if score >= 4.0 else "low"


def _degree(head: _Head) -> Degree:
    """Return the mark of an advisory."""
    label = head.distribution.tlp.label if head.distribution and head.distribution.tlp else ""
    return narrowest([degree_named(label)])


def _description(read: _Document) -> str:
    notes = [one.text for one in read.document.notes if one.category in ("summary", "description")]
    of_each = [
        f"{one.cve or one.title}: {note.text}"
        for one in read.vulnerabilities
        for note in one.notes
        if note.category in ("summary", "description")
    ]
    return "\n\n".join([read.document.title, *notes, *of_each])[:LONGEST_TEXT]


def _advice(vulnerabilities: Iterable[_Vulnerability]) -> str:
    """Return the remedies, what the maker mended before what only softens."""
    found = [one for each in vulnerabilities for one in each.remediations if one.details]
    found.sort(key=lambda one: one.category != "vendor_fix")
    return "\n".join(dict.fromkeys(one.details for one in found))[:LONGEST_TEXT]


def _joined(names: Iterable[str]) -> str:
    text = "; ".join(name for name in names if name)
    return text if len(text) <= LONGEST_LINE else f"{text[: LONGEST_LINE - 1]}…"
