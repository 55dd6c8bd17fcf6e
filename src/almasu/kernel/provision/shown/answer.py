"""An application's answer as it is shown: cut to the fields of the act, or not at all where it names none (FMA-5)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlsplit

from almasu.kernel.provision.joint_act import ActField
from almasu.kernel.provision.look import FORM, Answered, Wanted, media_type
from almasu.kernel.provision.shown.data import csv_shown, json_shown
from almasu.kernel.provision.shown.named import Judge, NotReadable, names_of, spoken
from almasu.kernel.provision.shown.page import page_shown

MOST_READ = 2 * 1024 * 1024
"""Bytes of an answer that are read for its names."""
MOST_TYPED = 100
PAGES = frozenset({"text/html", "application/xhtml+xml"})
SHEETS = frozenset({"text/css"})
_FILE = re.compile(r"filename\s*=\s*\"?([^\";]{1,200})", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([a-z0-9_-]{1,30})", re.IGNORECASE)
_CHARSETS = frozenset({"utf-8", "utf8", "us-ascii", "windows-1251", "cp1251"})


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown: the answer as it was cut, the names that were, where a page may tell of it (None: it is none)."""

    answered: Answered
    cuts: tuple[str, ...] = ()
    told_at: int | None = None


def shown_of(
    answered: Answered,
    wanted: Wanted,
    fields: Iterable[ActField],
    folders: Sequence[str] = (),
    words: Iterable[str] = (),
) -> Shown | None:
    """Return what of an answer is shown under an act with these fields; None where it tells no names of its values.

    What leads on shows nothing but an address that says nothing either. Files of `folders`, of which the operator wrote
    down that they hold no data, and styles pass as they are; `words` are the application's own, written down likewise.
    """
    judge = Judge(names_of(fields), typed_in(wanted), frozenset(map(spoken, words)))
    answered = replace(answered, headers=_headers(answered.headers, judge))
    if 300 <= answered.status < 400 and not _leads_on(answered.headers.get("location", ""), judge):
        return None
    if 300 <= answered.status < 400 or not answered.body:
        return Shown(replace(answered, body=b""))
    if answered.kind in SHEETS or (folders and urlsplit(wanted.target).path.startswith(tuple(folders))):
        return Shown(answered)
    if len(answered.body) > MOST_READ:
        return None
    try:
        return _cut(answered, judge, folders)
    except NotReadable:
        return None


def _headers(headers: Mapping[str, str], judge: Judge) -> dict[str, str]:
    """Return headers without a name of a file that may name somebody."""
    told = dict(headers)
    name = _FILE.search(told.get("content-disposition", ""))
    if name is not None or "*" in told.get("content-disposition", ""):
        kept = None if name is None else judge.named(name[1])
        told["content-disposition"] = "attachment" + (f'; filename="{kept}"' if kept else "")
    return told


def _leads_on(location: str, judge: Judge) -> bool:
    """Tell whether an address that an answer leads to says nothing beyond the act."""
    parts = urlsplit(location)
    within = location.removeprefix(f"{parts.scheme}://{parts.netloc}") if parts.scheme else location
    before = len(judge.cuts)
    return judge.address(within) is not None and len(judge.cuts) == before


def _cut(answered: Answered, judge: Judge, folders: Sequence[str]) -> Shown:
    told_at, kind = None, answered.kind
    if kind in PAGES:
        page, place = page_shown(_text(answered), judge, folders)
        body, told_at = page.encode(), len(page[:place].encode())
        answered = replace(answered, headers={**answered.headers, "content-type": "text/html; charset=utf-8"})
    elif kind == "application/json" or kind.endswith("+json"):
        body = json_shown(answered.body, judge)
    elif kind == "text/csv":
        body = csv_shown(answered.body, judge)
    else:
        raise NotReadable
    return Shown(replace(answered, body=body), tuple(judge.cuts), told_at)


def typed_in(wanted: Wanted) -> str:
    """Return the values that whoever asked typed, a line each: of the address and of a form."""
    said = [urlsplit(wanted.target).query]
    if wanted.method == "POST" and media_type(wanted.headers) in ("", FORM):
        said.append(wanted.body.decode("utf-8", "replace"))
    values: list[str] = []
    for one in said:
        try:
            values += [value.strip() for _, value in parse_qsl(one, max_num_fields=MOST_TYPED)]
        except ValueError:
            continue
    return "\n".join(values)


def _text(answered: Answered) -> str:
    """Return a page as text; NotReadable in an encoding that is neither UTF-8 nor the Cyrillic one of old."""
    found = _CHARSET.search(answered.headers.get("content-type", "")) or _CHARSET.search(
        answered.body[:1_024].decode("ascii", "replace")
    )
    name = found[1].lower() if found else "utf-8"
    if name not in _CHARSETS:
        raise NotReadable
    try:
        return answered.body.decode(name)
    except UnicodeDecodeError as wrong:
        raise NotReadable from wrong
