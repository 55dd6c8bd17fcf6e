"""A mail message reduced to what a signal may tell: sender, reply-to, hosts of links, hashes of attachments, results
of checks.
"""

from __future__ import annotations

import hashlib
import re
from email import policy
from email.message import Message
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from typing import Final
from urllib.parse import parse_qsl, urlsplit

import msgspec

from almasu_module.formats.fields import address, text
from almasu_module.formats.stamps import micros
from almasu_module.reading import Unreadable

MOST_PARTS: Final = 64
MOST_TEXT: Final = 512 * 1024
MOST_LINKS: Final = 200
MOST_HEADER: Final = 4096
MOST_TAG: Final = 2048
MOST_SHOWN: Final = 512
LINK: Final = re.compile(r"(?:https?|hxxps?)://[^\s<>\"'\\)\]}]{3,2048}", re.IGNORECASE)
OPENING: Final = re.compile(r"<a(?=[\s/])", re.IGNORECASE)
CLOSING: Final = re.compile(r"</a>", re.IGNORECASE)
HREF: Final = re.compile(r"href=[\"']?([^\s\"'>]{3,2048})", re.IGNORECASE)
NAMED: Final = re.compile(r"^(?:https?://)?((?:[\w-]{1,63}\.)+[\w-]{2,63})", re.IGNORECASE)
CLIENT: Final = re.compile(r"client-ip=([0-9A-Fa-f.:]{3,45})")
RECEIVED: Final = re.compile(r"\[(?:IPv6:)?([0-9A-Fa-f.:]{3,45})\]")
RESULT: Final = re.compile(r"\b(spf|dkim|dmarc)=(\w{1,16})")
READ_INSIDE: Final = ("text/html", "text/calendar", "application/xhtml+xml", "image/svg+xml")


class Mail(msgspec.Struct, frozen=True):
    """What is kept of a mail; neither its subject nor its body nor those it was sent to."""

    at: int
    sender: str
    reply: str
    client: str
    results: dict[str, str]
    hosts: tuple[str, ...]
    hashes: tuple[str, ...]
    signs: tuple[str, ...]


class Short(policy.Compat32):
    """Headers no longer than anything reads of them: the library takes long parameters apart in the square of time."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Return the name of a header and the beginning of its value."""
        name, value = super().header_source_parse(sourcelines)
        return name, value[:MOST_HEADER]


def mail_of(data: bytes, now: int) -> Mail:
    """Read a mail; of a report by a person the attached message is read, since that is the phishing one."""
    if data.lower().count(b"multipart/") > MOST_PARTS:  # each depth looks at each line
        raise Unreadable("bad.deep")
    outer = BytesParser(policy=Short()).parsebytes(data)
    inner, reported = attached(outer), True
    if inner is None:
        inner, reported = outer, False
    return gathered(inner, outer, now, reported)


def attached(outer: Message) -> Message | None:
    """Return the first attached message."""
    for part in list(outer.walk())[:MOST_PARTS]:
        if part.get_content_type() == "message/rfc822" and part is not outer:
            inside = part.get_payload()
            if isinstance(inside, list) and inside and isinstance(inside[0], Message):
                return inside[0]
    return None


def gathered(mail: Message, outer: Message, now: int, reported: bool) -> Mail:
    """Return what is kept of one message."""
    sender, reply = address_of(mail, "From"), address_of(mail, "Reply-To")
    hosts: dict[str, None] = {}
    hashes: dict[str, None] = {}
    signs: dict[str, None] = {"reported": None} if reported else {}
    for part in list(mail.walk())[:MOST_PARTS]:
        if not part.is_multipart():
            of_part(part, hosts, hashes, signs)
    results = dict(RESULT.findall(str(mail.get("Authentication-Results", ""))[:4096]))
    if results.get("dmarc") == "fail" or results.get("spf") == "fail":
        signs["unauthentic"] = None
    if reply and sender and reply.rpartition("@")[2] != sender.rpartition("@")[2]:
        signs["reply"] = None
    for host in hosts:
        if address(host):
            signs["address"] = None
        if "xn--" in host or not host.isascii():
            signs["homoglyph"] = None
    return Mail(
        moment(mail, now),
        sender,
        reply,
        "" if reported else client(outer),
        results,
        tuple(hosts),
        tuple(hashes),
        tuple(signs),
    )


def of_part(part: Message, hosts: dict[str, None], hashes: dict[str, None], signs: dict[str, None]) -> None:
    """Add the links and the hash of one part."""
    kind, disposition = part.get_content_type(), part.get_content_disposition()
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    file = disposition == "attachment" or (part.get_filename() is not None and disposition != "inline")
    if file and data:
        hashes[f"sha256:{hashlib.sha256(data).hexdigest()}"] = None
    if file and kind == "text/html":
        signs["html"] = None
    if kind in READ_INSIDE or (part.get_content_maintype() == "text" and not file):
        said = decoded(data[:MOST_TEXT], part)
        links = leading(said) if kind in READ_INSIDE else said
        for link in LINK.findall(links)[:MOST_LINKS]:
            for host in hosts_of(link):
                hosts[host] = None
        if misleading(said):
            signs["link"] = None


def decoded(data: bytes, part: Message) -> str:
    """Return a part's text in its own character set, or as well as can be."""
    try:
        return data.decode(part.get_content_charset() or "utf-8", "replace")
    except (LookupError, ValueError):  # no such set, or one that is no character set
        return data.decode("utf-8", "replace")


def hosts_of(link: str) -> list[str]:
    """Return the host of a link, and the host of the link that its query holds (an open redirect)."""
    found = []
    try:
        parts = urlsplit(link.replace("hxxp", "http", 1).rstrip(".,;:!?"))
        name = text(parts.hostname or "").rstrip(".")
        if name:
            found.append(name[:253])
        for _, value in parse_qsl(parts.query, max_num_fields=50):
            if LINK.match(value):
                deeper = text(urlsplit(value).hostname or "")
                found += [deeper[:253]] if deeper else []
    except ValueError:
        return found
    return found


class Anchor(msgspec.Struct, frozen=True):
    """A link of HTML: where it stands, where it leads, what it shows."""

    start: int
    end: int
    leads: str
    shows: str


def anchors(html: str) -> list[Anchor]:
    """Return the links of HTML, at most so many, each found by looking a bounded way ahead."""
    found: list[Anchor] = []
    for opening in OPENING.finditer(html):
        behind = html.find(">", opening.end(), opening.end() + MOST_TAG)
        leads = HREF.search(html, opening.end(), behind) if behind > 0 else None
        closing = CLOSING.search(html, behind, behind + MOST_SHOWN) if leads else None
        if leads and closing:
            found.append(Anchor(opening.start(), closing.end(), leads[1], html[behind + 1 : closing.start()]))
        if len(found) == MOST_LINKS:
            break
    return found


def leading(html: str) -> str:
    """Return HTML with each link replaced by where it leads: what a link shows is not where it leads."""
    parts: list[str] = []
    at = 0
    for one in anchors(html):
        if one.start >= at:
            parts += [html[at : one.start], " ", one.leads, " "]
            at = one.end
    return "".join([*parts, html[at:]])


def misleading(html: str) -> bool:
    """Tell whether the text of a link names another host than the link leads to."""
    for one in anchors(html):
        named = NAMED.match(re.sub(r"<[^<>]*>", "", one.shows).strip())
        leads = hosts_of(one.leads)
        if named and leads and named[1].lower() not in leads[0] and leads[0] not in named[1].lower():
            return True
    return False


def address_of(mail: Message, header: str) -> str:
    """Return the bare address of a header."""
    try:
        found = parseaddr(str(mail.get(header, ""))[:1024])[1]
    except RecursionError:  # comments in comments
        return ""
    return text(found).lower() if "@" in found else ""


def client(mail: Message) -> str:
    """Return the address that handed the mail over, from the outermost headers, which our own gateway wrote."""
    spf = CLIENT.search(str(mail.get("Received-SPF", ""))[:2048])
    if spf:
        return address(spf[1])
    found = RECEIVED.search(str(mail.get("Received", ""))[:2048])
    return address(found[1]) if found else ""


def moment(mail: Message, now: int) -> int:
    """Return the mail's date, or now where it tells none."""
    try:
        at = parsedate_to_datetime(str(mail.get("Date", ""))[:128])
        return micros(at) if at.tzinfo else now
    except (ValueError, TypeError, OverflowError, RecursionError):
        return now


HEADER: Final = re.compile(
    rb"(?:Return-Path|Received(?:-SPF)?|From|Date|Subject|MIME-Version|Delivered-To|X-[\w-]+|To|Message-ID|ARC-[\w-]+"
    rb"|DKIM-Signature|Authentication-Results|Content-Type|Reply-To):",
    re.IGNORECASE,
)


def looks_like_mail(data: bytes) -> bool:
    """Tell whether a file begins like a mail: with a header of a known name."""
    return HEADER.match(data[:64]) is not None
