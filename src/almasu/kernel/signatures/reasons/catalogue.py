"""Every reason by its permanent code, so that a kept story finds its words again."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from almasu.kernel.signatures.reasons import act, form, purpose, revocation, signature, stamp, trust
from almasu.kernel.signatures.reasons.reason import Reason

CATALOGUE: Mapping[str, Reason] = MappingProxyType(
    {
        found.code: found
        for part in (act, form, signature, trust, purpose, revocation, stamp)
        for found in vars(part).values()
        if isinstance(found, Reason)
    }
)
