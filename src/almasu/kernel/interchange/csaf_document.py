"""A CSAF 2.0 advisory as far as its mandatory tests look at it: the parts of its form that they need, and no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Final, Literal

import msgspec

from almasu.kernel.interchange.csaf_in import MOST_DEPTH, MOST_PRODUCTS

Said = Annotated[str, msgspec.Meta(min_length=1)]
Cve = Annotated[str, msgspec.Meta(pattern=r"^CVE-[0-9]{4}-[0-9]{4,}$")]
ADVISORY: Final = "csaf_security_advisory"
VEX: Final = "csaf_vex"
INFORMATIONAL: Final = "csaf_informational_advisory"
RESPONSE: Final = "csaf_security_incident_response"
BASE: Final = "csaf_base"


class FileHash(msgspec.Struct, frozen=True):
    """A digest of a file."""

    algorithm: Said
    value: Said


class Hashes(msgspec.Struct, frozen=True):
    """The digests of one file."""

    file_hashes: Annotated[list[FileHash], msgspec.Meta(min_length=1)]
    filename: Said


class Helper(msgspec.Struct, frozen=True):
    """By what else a product is known."""

    purl: str = ""
    hashes: list[Hashes] = []


class Product(msgspec.Struct, frozen=True):
    """A product under its number within the advisory."""

    product_id: Said
    name: Said
    product_identification_helper: Helper = Helper()


class Branch(msgspec.Struct, frozen=True):
    """A branch of the tree of products."""

    category: Literal[
        "architecture",
        "host_name",
        "language",
        "legacy",
        "patch_level",
        "product_family",
        "product_name",
        "product_version",
        "product_version_range",
        "service_pack",
        "specification",
        "vendor",
    ]
    name: Said
    product: Product | None = None
    branches: list[Branch] = []


class Group(msgspec.Struct, frozen=True):
    """Several products under one number."""

    group_id: Said
    product_ids: list[str] = []


class Relationship(msgspec.Struct, frozen=True):
    """A product that is made of two others."""

    full_product_name: Product
    product_reference: str
    relates_to_product_reference: str


class Tree(msgspec.Struct, frozen=True):
    """All products of an advisory."""

    branches: list[Branch] = []
    full_product_names: list[Product] = []
    product_groups: list[Group] = []
    relationships: list[Relationship] = []

    def all_branches(self) -> Iterator[Branch]:
        """Yield the branches down to a depth and up to a number."""
        waiting = [(one, 0) for one in self.branches]
        seen = 0
        while waiting and seen < MOST_PRODUCTS:
            branch, depth = waiting.pop()
            seen += 1
            yield branch
            if depth < MOST_DEPTH:
                waiting += [(one, depth + 1) for one in branch.branches]

    def products(self) -> list[Product]:
        """Return every product that is defined, as often as it is."""
        named = [one.product for one in self.all_branches() if one.product is not None]
        return [*named, *self.full_product_names, *(one.full_product_name for one in self.relationships)]


class Score(msgspec.Struct, frozen=True):
    """Scores of some products, left as they came."""

    products: list[str]
    cvss_v2: dict[str, object] | None = None
    cvss_v3: dict[str, object] | None = None


class Pointing(msgspec.Struct, frozen=True):
    """What is said of products: a remedy, a threat, a flag."""

    category: str = ""
    label: str = ""
    product_ids: list[str] = []
    group_ids: list[str] = []

    def resolved(self, groups: Mapping[str, list[str]]) -> set[str]:
        """Return the products that are meant, those of groups with them."""
        return {*self.product_ids, *(one for name in self.group_ids for one in groups.get(name, []))}


class Involvement(msgspec.Struct, frozen=True):
    """Who had a part in it, and when."""

    party: Said
    status: Said
    date: str = ""


class Note(msgspec.Struct, frozen=True):
    """A text and what it is."""

    category: Said
    text: Said


class Weakness(msgspec.Struct, frozen=True):
    """A weakness by its number and name in CWE."""

    id: Said
    name: Said


class Vulnerability(msgspec.Struct, frozen=True):
    """One vulnerability, and how products stand to it."""

    cve: Cve | None = None
    cwe: Weakness | None = None
    ids: list[msgspec.Raw] = []
    notes: list[Note] = []
    product_status: dict[str, list[str]] = {}
    scores: list[Score] = []
    remediations: list[Pointing] = []
    threats: list[Pointing] = []
    flags: list[Pointing] = []
    involvements: list[Involvement] = []

    def pointings(self) -> Iterable[Pointing]:
        """Return all that is said of products."""
        return (*self.remediations, *self.threats, *self.flags)


class Revision(msgspec.Struct, frozen=True):
    """One edition."""

    number: Said
    date: Said
    summary: Said


class Tracking(msgspec.Struct, frozen=True):
    """The number of the advisory and its editions."""

    id: Said
    status: Literal["draft", "final", "interim"]
    version: Said
    current_release_date: Said
    initial_release_date: Said
    revision_history: Annotated[list[Revision], msgspec.Meta(min_length=1)]


class Publisher(msgspec.Struct, frozen=True):
    """Who tells it."""

    category: Literal["coordinator", "discoverer", "other", "translator", "user", "vendor"]
    name: Said
    namespace: Said


class Reference(msgspec.Struct, frozen=True):
    """Where more is told."""

    summary: Said
    url: Said
    category: str = "external"


class Head(msgspec.Struct, frozen=True):
    """What the advisory is."""

    category: Said
    csaf_version: str
    title: Said
    publisher: Publisher
    tracking: Tracking
    lang: str = ""
    source_lang: str = ""
    notes: list[Note] = []
    references: list[Reference] = []


class Document(msgspec.Struct, frozen=True):
    """The whole."""

    document: Head
    product_tree: Tree | None = None
    vulnerabilities: list[Vulnerability] = []

    @property
    def groups(self) -> Mapping[str, list[str]]:
        """Return the products of each group."""
        return {one.group_id: one.product_ids for one in (self.product_tree or Tree()).product_groups}


class FaultFound(msgspec.Struct, frozen=True):
    """What is wrong: the number of the test, empty for the form itself, and where or what."""

    test: str
    what: str
