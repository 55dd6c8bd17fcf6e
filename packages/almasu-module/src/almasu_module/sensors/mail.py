"""Mail: `.eml` files (kind 5) and verdicts of rspamd (kind 4 for malware, kind 5 for phishing)."""

from __future__ import annotations

import re
from typing import Any, Final

from almasu_module.formats.fields import address, inside, row, table, text
from almasu_module.formats.mail import mail_of
from almasu_module.formats.stamps import seconds
from almasu_module.reading import Context, Finding, Quiet, Reading, Unreadable

MALWARE: Final = re.compile(
    r"^(?:CLAM_|EICAR|VIRUS|.*_VIRUS|.*_MALWARE|AV_|FPROT|SAVAPI|KASPERSKY|SOPHOS|DRWEB|AVAST|.*_INFECTED)|^CLAM",
    re.IGNORECASE,
)
AV_FAILED: Final = re.compile(r"_FAIL(?:ED)?$|_ENCRYPTED|_MACRO$|_OVERSIZE", re.IGNORECASE)
DECEIT: Final = re.compile(
    r"PHISH|^R_SUSPICIOUS_URL$|^SPOOF|_SPOOF|^DMARC_POLICY_(?:REJECT|QUARANTINE)|^FROM_NEQ_DISPLAY_NAME$|^REPLYTO_DOM_NEQ_FROM_DOM$"
    r"|HOMOGRAPH|^R_MIXED_CHARSET_URL$|^HTTP_TO_IP$|^URI_HIDDEN_PATH$|^OPENPHISH|^HACKED_WP_PHISHING$"
)
UNWANTED: Final = ("reject", "soft reject", "add header", "rewrite subject", "quarantine")
SIGNS: Final = ("unauthentic", "reply", "address", "homoglyph", "link", "html")


def read_eml(data: bytes, context: Context) -> Reading:
    """Read a mail of a folder of reports, or of a folder of any mail where only signs of deceit make a signal."""
    mail = mail_of(data, context.now)
    signs = [sign for sign in SIGNS if sign in mail.signs]
    if not mail.sender and not mail.hosts:
        raise Unreadable("bad.mail")
    if not (context.reported or "reported" in mail.signs or signs):
        return Quiet("eml", "quiet.mail")
    rule = "+".join(signs) or "reported"
    why = "phishing.reported" if context.reported or "reported" in mail.signs else "phishing.signs"
    action = ",".join(f"{check}={mail.results[check]}" for check in ("spf", "dkim", "dmarc") if check in mail.results)
    return Finding(
        5,
        mail.at,
        "eml",
        rule,
        why,
        mail.client,
        action=action,
        sender=mail.sender,
        hosts=mail.hosts[:32],
        hashes=mail.hashes[:32],
    )


def read_rspamd(record: dict[str, Any], context: Context) -> Reading:
    """Read a verdict: `rspamc --json`, the scan reply, or a line of the metadata exporter (symbols as a list)."""
    symbols = symbols_of(record)
    action = text(record.get("action"))
    virus = next((name for name in symbols if MALWARE.search(name) and not AV_FAILED.search(name)), "")
    told = record.get("unix_time") or record.get("time")
    at = seconds(told) if isinstance(told, int | float) and not isinstance(told, bool) and told > 10**8 else context.now
    senders = (record.get(name) for name in ("header_from", "from", "sender_mime", "sender_smtp", "sender"))
    sender = next((found for found in map(bare, senders) if found), "")
    source = address(text(record.get("ip")))
    hosts = tuple(dict.fromkeys(host for host in map(text, row(record.get("urls"))) if host))[:32]
    if virus:
        name = next((text(one) for one in row(symbols[virus])), virus)
        return Finding(4, at, "rspamd", virus, "malware.received", source, "", "", name, action, 7, sender=sender)
    deceit = [name for name in symbols if DECEIT.search(name)]
    if deceit and action in UNWANTED:
        return Finding(
            5,
            at,
            "rspamd",
            deceit[0],
            "phishing.verdict",
            source,
            action=action,
            severity=5,
            sender=sender,
            hosts=hosts,
        )
    return Quiet("rspamd", "quiet.rspamd", action)


def symbols_of(record: dict[str, Any]) -> dict[str, list[Any]]:
    """Return symbols with their options."""
    said = record.get("symbols")
    if said is None:
        said = inside(record, "default")
    if isinstance(said, list):
        return {text(table(one).get("name")) or text(one): row(table(one).get("options")) for one in said[:1000]}
    return {text(name): row(table(one).get("options")) for name, one in list(table(said).items())[:1000]}


def bare(value: object) -> str:
    """Return the first address of a header or a field."""
    said = text(value[0] if isinstance(value, list) and value else value)
    found = re.search(r"[^\s<>,;\"]{1,128}@[^\s<>,;\"]{1,253}", said)
    return found.group().lower() if found else ""
