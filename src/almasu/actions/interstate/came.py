"""What comes from a body of another state: over the network, or with a courier and entered here (CIS-6.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from almasu.actions.interstate.acting import peer_of
from almasu.kernel.interstate.carriers import BY_NODE, Carrier
from almasu.kernel.interstate.parties import Body, Directory
from almasu.kernel.interstate.problems import NOT_ASKED_HERE
from almasu.kernel.interstate.sending import Channel


@dataclass(frozen=True, slots=True)
class Came:
    """A parcel on its arrival: from which peer, the directory as it stands, when it came, on what.

    What a courier brought came at `at` and is entered later, by somebody here: `entered_at`, `by`. Over the network
    both moments are one, and `by` is empty.
    """

    peer: str
    directory: Directory
    at: datetime
    entered_at: datetime
    carrier: Carrier = BY_NODE
    by: str = ""
    is_by_courier: bool = False

    @property
    def said(self) -> str:
        """Return how the journal names the other node, or whoever entered what a courier brought."""
        return self.by or f"peer:{self.peer}"

    @property
    def channel(self) -> Channel:
        """Return the channel by which what is new goes on, whatever the other side says of it."""
        return Channel.COURIER if self.is_by_courier else Channel.NODE

    def must_speak_for(self, body: Body, where: str = "") -> None:
        """Make sure that the peer speaks for a body of its own; Problem `cis.not_asked_here`."""
        if peer_of(body) != self.peer:
            raise NOT_ASKED_HERE.at(where)
