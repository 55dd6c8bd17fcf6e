"""Measure signatures examined a second on one core, beside the bare arithmetic of the same run.

Figures are of one thread and in processor time, so that a busy neighbour does not spoil them. The chain's verdict is
cached, as it is for everybody who has signed before; revocation is not asked, since its good answer is reused too.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from almasu.kernel.signatures.act import Act, ActPurpose, act_bytes
from almasu.kernel.signatures.algorithms import is_signed
from almasu.kernel.signatures.cms import read_cms
from almasu.kernel.signatures.examination import Examination
from almasu.kernel.signatures.expectation import Expectation
from almasu.kernel.signatures.gost.sign import KeyTables
from almasu.kernel.signatures.prepared import LIFE
from almasu.kernel.signatures.profile import embedded
from almasu.kernel.signatures.verifier import Verifier
from almasu.law.canonical import Json
from almasu.law.problem import Fault
from almasu.law.text import Text
from almasu.testing.people import PEOPLE
from almasu.testing.pki.cms import cms_sign
from almasu.testing.pki.creation import create_pki
from almasu.wiring.measuring.figures import Figure, figure
from almasu.wiring.running import now

FAMILIES = (("gost", "gost512"), ("rsa", "rsa2048"))
AUDIENCE, NONCE = "restricted/bench", "ab" * 16
HUMAN = Text(
    kk="52 тізілімге бір сұрау салу",
    ru="Один запрос к 52 реестрам",
    en="One request to 52 registers",
)


def measured(seconds: float) -> list[Figure]:
    """Make an authority and a signer of both families in a folder of its own, and measure for so long each."""
    at = now()
    with tempfile.TemporaryDirectory(prefix="almasu-bench-") as folder:
        pki = create_pki(Path(folder) / "pki", PEOPLE[:1], at)
        verifier = Verifier(embedded(pki.roots(), pki.issuers()))
        content = act_bytes(_act(at))
        figures: list[Figure] = []
        for family, name in FAMILIES:
            cms = cms_sign(pki.person_key(PEOPLE[0].iin, family), content, at)
            figures += _figures(name, verifier, cms, content, at, seconds)
        return figures


def _figures(name: str, verifier: Verifier, cms: bytes, content: bytes, at: datetime, seconds: float) -> list[Figure]:
    """Return the figure of one family."""
    expected = Expectation(ActPurpose.REQUEST, AUDIENCE, PEOPLE[0].iin, NONCE)
    examination = verifier.examine(cms, content, expected, at)
    if examination.refused or examination.path is None:
        raise Fault(f"the bench's own signature was refused: {examination.steps[-1].code}")
    bare = _rate(_bare(examination), seconds / 2)
    whole = _rate(lambda: verifier.examine(cms, content, expected, at), seconds)
    return [figure(f"{name}_cms_per_core", whole, "CMS/s", bare)]


def _bare(examination: Examination) -> Callable[[], object]:
    """Return the bare check of the same signature: hash of the signed attributes and arithmetic, key tables warm."""
    signer = read_cms(examination.cms).signers[0]
    if examination.path is None or signer.attributes_set is None:
        raise Fault("nothing to measure")
    key, message, tables = examination.path.leaf.key, signer.attributes_set, KeyTables()
    return lambda: is_signed(key, message, signer.signature, tables)


def _rate(once: Callable[[], object], seconds: float) -> float:
    """Return how often a second of processor time something can be done, the best of ten stretches."""
    for _ in range(3):
        once()
    best, stretch = 0.0, seconds / 10
    for _ in range(10):
        done, start = 0, time.process_time()
        while time.process_time() - start < stretch:
            once()
            done += 1
        best = max(best, done / (time.process_time() - start))
    return best


def _act(at: datetime) -> Act:
    """Return an act as large as a usual request."""
    body: dict[str, Json] = {"resources": list(range(1, 53)), "ground": "analysis", "justification": "x" * 200}
    return Act(
        ActPurpose.REQUEST, AUDIENCE, PEOPLE[0].iin, "bench", body, {}, "sio_pso-2025", HUMAN, NONCE, at, at + LIFE
    )
