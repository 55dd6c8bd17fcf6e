"""The thirteen steps of a pack."""

from __future__ import annotations

from almasu_verify.case import Case
from almasu_verify.content import inside, read_pack
from almasu_verify.faults import Refused
from almasu_verify.keys import sha256
from almasu_verify.notes import read_keys
from almasu_verify.story import CODES, Step


def verify(data: bytes, keys_text: str | None = None) -> list[Step]:
    """Tell the story of a pack (JSON or page); `keys_text` are keys the reader holds from elsewhere."""
    try:
        pack = read_pack(inside(data))
        own_keys = pack["body"]["keys"]
        keys = read_keys(own_keys if keys_text is None else keys_text)
    except Refused as bad:
        return [Step("form", "failed", str(bad)), *(Step(code, "indeterminate") for code in CODES[1:])]
    case = Case(pack, keys)
    steps = [Step("form", "passed"), case.told("export", case.export), case.told("act", case.act)]
    if steps[-1].outcome == "passed":
        steps += case.signature()
    else:
        steps += [Step(code, "indeterminate") for code in CODES[3:7]]
    checks = (case.question, case.answers, case.inclusion, case.checkpoint, case.stamp)
    steps += [case.told(code, check) for code, check in zip(CODES[7:12], checks, strict=True)]
    if keys_text is None:
        steps.append(Step("trust", "indeterminate", sha256(own_keys.encode()).hex()))
    else:
        steps.append(Step("trust", "passed"))
    return steps
