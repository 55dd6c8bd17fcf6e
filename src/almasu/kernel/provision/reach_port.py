"""What acts need to measure a channel: whoever does it opens real connections, and never raises for the outside."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from almasu.kernel.provision.channel import Reached, ToRegister


class Reach(Protocol):
    """Measures channels."""

    async def measure(self, where: ToRegister, at: datetime) -> Reached:
        """Return what a measure of the channel found; what could not be measured is None in its facts."""
        ...
