"""What a fetched file says, by its kind: read anew from its bytes each time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from almasu.kernel.interchange import misp, stix_in
from almasu.kernel.interchange.csaf_in import Advisory, advisory_in, exploited_in
from almasu.kernel.interchange.cve_in import record_in
from almasu.kernel.interchange.epss import scores_in
from almasu.kernel.interchange.incoming import FileKind, PulledFile
from almasu.kernel.interchange.taking import Taken
from almasu.law.problem import Problem

EVENTS = (FileKind.STIX, FileKind.MISP)
"""What a threat alert is written from."""
Exploited = Mapping[str, date | None]


def fault_of(kind: FileKind, body: bytes) -> str:
    """Return why a file is none of its kind, in a few words; empty where it is one."""
    try:
        match kind:
            case FileKind.MISP:
                misp.alert_in(body)
            case FileKind.STIX:
                stix_in.alert_in(body)
            case FileKind.CSAF:
                advisory_in(body, {})
            case FileKind.CVE:
                record_in(body, {})
            case FileKind.KEV:
                exploited_in(body)
            case FileKind.EPSS | FileKind.EPSS_OF_YEAR:
                scores_in(body)
    except Problem as no:
        return no.kind.code
    return ""


def kind_of(body: bytes) -> FileKind | None:
    """Return which kind of advisory a file is that somebody added by hand; None where it is none."""
    return next((kind for kind in (FileKind.CSAF, FileKind.CVE) if not fault_of(kind, body)), None)


def event_kind_of(body: bytes) -> FileKind | None:
    """Return whether a file is a bundle of STIX or an event of MISP; None where it is neither."""
    return next((kind for kind in EVENTS if not fault_of(kind, body)), None)


def alert_of(file: PulledFile) -> Taken:
    """Return the fields of a threat alert that a bundle of STIX or an event of MISP fills in, and every loss."""
    read = stix_in.alert_in if file.kind is FileKind.STIX else misp.alert_in
    return read(file.body)


def advisory_of(file: PulledFile, exploited: Exploited) -> Advisory:
    """Return what an advisory says that was fetched: of CSAF or of CVE."""
    read = record_in if file.kind is FileKind.CVE else advisory_in
    return read(file.body, exploited)


def exploited_of(files: Iterable[PulledFile]) -> Exploited:
    """Return what is known to be exploited by all lists that were fetched."""
    return {cve: due for file in files for cve, due in exploited_in(file.body).items()}
