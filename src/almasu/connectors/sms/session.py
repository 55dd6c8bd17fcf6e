"""One session with the carrier: the library's, with its connections closed and its units bounded."""

from __future__ import annotations

from asyncio import IncompleteReadError

from aiosmpplib import ESME
from aiosmpplib.protocol import PDU_HEADER_LENGTH, SmppMessage
from aiosmpplib.state import PduHeader

LARGEST_UNIT = 64 * 1024


class Session(ESME):  # type: ignore[misc]  # the library carries no types
    """Binds, sends what the broker holds, and binds again after an outage."""

    async def connect(self) -> None:
        """Open a new connection, the old one closed before."""
        if self._writer is not None:
            self._writer.close()
        await super().connect()

    async def _get_pdu(self) -> tuple[bytes, PduHeader]:
        """Return the next unit; ConnectionError for one that is larger than any unit may be."""
        head = await self._reader.readexactly(PDU_HEADER_LENGTH)
        header = SmppMessage.parse_header(head)
        if not PDU_HEADER_LENGTH <= header.pdu_length <= LARGEST_UNIT:
            raise ConnectionError("a unit without bounds")
        return head + await self._reader.readexactly(header.pdu_length - PDU_HEADER_LENGTH), header

    async def _receive_data(self) -> bytes | None:
        """Read until the line ends; that the carrier closes it after our own farewell is no fault."""
        try:
            told: bytes | None = await super()._receive_data()
        except IncompleteReadError:
            if self._writer is not None:
                raise
            return None
        return told

    async def _disconnect(self) -> None:
        """Unbind and close."""
        writer = self._writer
        await super()._disconnect()
        if writer is not None:
            writer.close()
