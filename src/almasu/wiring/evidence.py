"""Evidence packs of a running node: with what they are made, and the frame of their page."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib import resources
from types import MappingProxyType
from uuid import UUID

from almasu.actions.make_evidence_pack import Made, Means, Wanted, make_evidence_pack
from almasu.actions.supervision.take_along import ProvedBy
from almasu.kernel.evidence_pack.check_words import CHECK_SAYS, CHECK_TITLES
from almasu.kernel.evidence_pack.keys import Keys, keys_of
from almasu.kernel.evidence_pack.page import Frame, escaped, page
from almasu.kernel.evidence_pack.page_words import (
    LABELS,
    OPENINGS,
    SHORT_OUTCOMES,
    SHORT_VERDICTS,
    STATES,
)
from almasu.kernel.evidence_pack.story import StepCode
from almasu.kernel.evidence_pack.verify_request import STAMPED_AS
from almasu.kernel.evidence_pack.words import OUTCOMES, SAYS, TITLES, VERDICTS
from almasu.kernel.grounds.words import VERDICTS as RULES
from almasu.kernel.requests.words import NOTES
from almasu.kernel.signatures.reasons.reason import Stopped
from almasu.kernel.signatures.timestamp import Stamp, timestamp_check
from almasu.kernel.subjects.key import KIND_NAMES
from almasu.law.text import Text
from almasu.store.journal import MAIN
from almasu.store.stamps import StoredStamps
from almasu.wiring.law import open_law
from almasu.wiring.running import Running
from almasu.wiring.trust import trust_of

SCRIPTS = (
    "bytes",
    "hashes",
    "streebog",
    "curves",
    "der",
    "certificates",
    "cms",
    "revocation",
    "notes",
    "evidence",
    "pack",
    "telling",
)
"""The verifier; after them comes what makes it a page."""
PAGES = MappingProxyType({"page": ("show",), "open": ("zip", "places", "check", "open")})
"""What makes it the page of a pack, and the page that takes a file: a pack, an export of a check, a proof."""


async def made_pack(running: Running, token: str, request: UUID, open_answers: bool) -> Made:
    """Make the evidence pack of one's own request (see `almasu.actions.make_evidence_pack`)."""
    wanted = Wanted(token, request, open_answers)
    return await make_evidence_pack(running.node, means_of(running), wanted, running.now())


def means_of(running: Running) -> Means:
    """Return what a node makes its packs from."""
    profile = trust_of(running.settings)
    return Means(
        journal=running.journal,
        stamps=StoredStamps(running.journal.database, MAIN),
        keys=keys_for_readers(running),
        certificates=[one.raw for one in (*profile.anchors, *profile.authorities)],
        receipt=running.receipt,
        rules={rule.id: rule.says for rule in running.law.sio_pso.rules},
    )


def proved_by(running: Running) -> ProvedBy:
    """Return what an export of a supervision check is proved by."""
    means = means_of(running)
    return ProvedBy(running.main.journal, running.main.origin, means.keys.text(), means.certificates)


def keys_for_readers(running: Running) -> Keys:
    """Return the keys that packs of this node are judged by: to be published where readers can trust it."""
    profile = trust_of(running.settings)
    roots = [hashlib.sha256(one.raw).digest() for one in profile.anchors]
    return keys_of(roots, running.log_keys.held.receipts, running.policy)


async def stamp_over(running: Running, index: int) -> Stamp | Stopped | None:
    """Return what the first time stamp over an entry of the journal is worth, None while none covers it."""
    head = await StoredStamps(running.journal.database, MAIN).first_over(index)
    if head is None or not head.stamp:
        return None
    try:
        return timestamp_check(head.stamp, head.note, STAMPED_AS, None, trust_of(running.settings), running.now())
    except Stopped as stop:
        return stop


def page_of(pack: bytes) -> bytes:
    """Return the page that shows a pack and checks it in the browser."""
    return page(pack, _frame())


@cache
def verifier_page() -> bytes:
    """Return the page that takes a pack's file and checks it in the browser: saved, it needs no network."""
    return page(b"", _frame("open"))


def verifier_script() -> str:
    """Return the script of that page with its words, for pages that may hold neither themselves."""
    frame = _frame("open")
    return f"(() => {{\nconst CARRIED = {escaped(frame.words)};\n{frame.script}}})();\n"


@cache
def _frame(name: str = "page") -> Frame:
    folder = resources.files("almasu.kernel.evidence_pack") / "browser"
    scripts = [(folder / f"{one}.js").read_text("utf-8") for one in (*SCRIPTS, *PAGES[name])]
    return Frame(
        html=(folder / f"{name}.html").read_text("utf-8"),
        style=(folder / "page.css").read_text("utf-8"),
        script='"use strict";\n(() => {\n' + "\n".join(scripts) + "\n})();\n",
        words=json.dumps({**words(), "page": page_words()}, ensure_ascii=False, sort_keys=True),
    )


def words() -> dict[str, object]:
    """Return the words of the story as the verifiers that stand alone carry them."""
    return {
        "steps": [code.value for code in StepCode],
        "titles": {code: _said(text) for code, text in TITLES.items()},
        "outcomes": {code: _said(text) for code, text in OUTCOMES.items()},
        "verdicts": {code: _said(text) for code, text in VERDICTS.items()},
        "says": {code: {outcome: _said(text) for outcome, text in of.items()} for code, of in SAYS.items()},
    }


def _said(text: Text) -> dict[str, str]:
    return {"kk": text.kk, "ru": text.ru, "en": text.en}


def page_words() -> dict[str, object]:
    """Return the words of the page around the story."""
    called = open_law().sio_pso.sheets.called()
    chapters = {
        "labels": LABELS,
        "titles": CHECK_TITLES,
        "openings": OPENINGS,
        "outcomes": SHORT_OUTCOMES,
        "verdicts": SHORT_VERDICTS,
        "states": {**STATES, **NOTES},
        "rules": RULES,
        "grounds": called.grounds,
        "purposes": called.purposes,
        "kinds": {kind.value: name for kind, name in KIND_NAMES.items()},
    }
    said: dict[str, object] = {name: {code: _said(text) for code, text in of.items()} for name, of in chapters.items()}
    return said | {
        "says": {code: {outcome: _said(text) for outcome, text in of.items()} for code, of in CHECK_SAYS.items()}
    }
