"""What of a file or of a card is left out, over HTTP (ASOI-10, ASOI-12)."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from almasu.interfaces.api.messages import Words
from almasu.interfaces.api.saying import words
from almasu.kernel.interchange.losses import Loss, Why, said
from almasu.kernel.sector.catalogue import Catalogue


class LossLine(msgspec.Struct, frozen=True):
    """A part as its file calls it, why it is left out, the field, kind or word that this is about, and the reason in
    words.
    """

    part: str
    why: Why
    named: str
    words: Words


def loss_lines(losses: Iterable[Loss], catalogue: Catalogue) -> tuple[LossLine, ...]:
    """Return losses as they are said."""
    return tuple(LossLine(one.part, one.why, one.named, words(said(one, catalogue))) for one in losses)
