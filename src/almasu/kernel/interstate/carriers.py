"""On what an item of information came: its form, paper or electronic, and the carrier (CIS-6.1, CIS-6.2)."""

from __future__ import annotations

import msgspec

from almasu.kernel.interstate.messages import Form, Received, Way
from almasu.kernel.interstate.secrecy import Release


class Carrier(msgspec.Struct, frozen=True):
    """The form of an item, the way it came and the number of what carried it: a message, a courier's item, a paper."""

    form: Form = Form.ELECTRONIC
    way: Way = Way.NODE
    number: str = ""


BY_NODE = Carrier()
"""The network, where nobody told the number of the message."""


def carrier_of(received: Received) -> Carrier:
    """Return what carried a message: the network, or a courier with paper or a medium."""
    if received.courier is not None:
        return Carrier(received.courier.form, received.way, received.courier.number)
    return Carrier(Form.ELECTRONIC, received.way, f"{received.peer}/{received.number}")


def form_under(release: Release | None) -> Form:
    """Return the form in which something leaves: a secret on paper, anything else electronically."""
    return Form.ELECTRONIC if release is None else Form.PAPER


def carrier_under(release: Release | None, came: Carrier) -> Carrier:
    """Return what carries the content: a secret goes as a paper by courier, whatever its card came on (CIS-4.4)."""
    return came if release is None else Carrier(Form.PAPER, Way.COURIER, release.paper)
