"""How a module tells that it lives while it has no signals (`POST /asoi/v1/alive`), so that silence means something.

Who tells it is told by the certificate of the transport alone. 200: heard. 403: the module may not send.
"""

from __future__ import annotations

from typing import Annotated, Final

import msgspec

ALIVE_ADDRESS: Final = "/asoi/v1/alive"
MOST_ALIVE_BYTES: Final = 1024
BEATS: Final = 3
"""How often a module tells of itself within the silence that the centre bears: one lost heartbeat is no loss."""


class Alive(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A heartbeat: program and version."""

    module: Annotated[str, msgspec.Meta(max_length=64)]


class AliveAnswer(msgspec.Struct, frozen=True):
    """After how many seconds without a word the centre takes the contact for lost."""

    silence: Annotated[int, msgspec.Meta(ge=1, le=86_400)]


ALIVE: Final = msgspec.json.Decoder(Alive)
ALIVE_ANSWER: Final = msgspec.json.Decoder(AliveAnswer)
