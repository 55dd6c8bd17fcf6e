"""One call over HTTP: a whole response within its limits, or why there is none. Never raises for the outside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from ssl import SSLContext

import aiohttp

from almasu.connectors.egress.places import NotAllowed, Pins, Place
from almasu.kernel.answers import NoReply, Unreadable
from almasu.kernel.exchange.reasons import Nonsense, Silence

KEPT_OF_TOO_LARGE = 4_096


@dataclass(frozen=True, slots=True)
class Came:
    """A whole response. Header names are looked up without regard to case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class _Sent:
    """What is sent: a method, where to, with which headers and body. Headers may hold a key."""

    method: str
    url: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes | None = field(default=None, repr=False)


class Caller:
    """A keep-alive HTTP session bound to a list of places. Open it inside a running loop and close it at the end."""

    def __init__(self, places: Iterable[Place], connections: int = 256) -> None:
        self._pins = Pins(places)
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(resolver=self._pins, use_dns_cache=False, limit=connections),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,
            skip_auto_headers=("User-Agent", "Accept-Encoding"),
        )

    def check(self, url: str) -> None:
        """Raise NotAllowed where the URL's place is not on the list (at start, so that no call ever meets it)."""
        if not self._pins.allows(url):
            raise NotAllowed(f"{url} is not on the list of places")

    async def post(
        self,
        url: str,
        body: bytes,
        headers: Mapping[str, str],
        seconds: float,
        most_bytes: int,
        tls: SSLContext | None = None,
    ) -> Came | NoReply | Unreadable:
        """Send the body and return the whole response, at most `most_bytes` long, within `seconds`."""
        return await self._call(_Sent("POST", url, headers, body), seconds, most_bytes, tls)

    async def get(
        self,
        url: str,
        seconds: float,
        most_bytes: int,
        tls: SSLContext | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Came | NoReply | Unreadable:
        """Return what is at the URL, under the same limits."""
        return await self._call(_Sent("GET", url, headers or {}), seconds, most_bytes, tls)

    async def send(
        self,
        method: str,
        url: str,
        body: bytes | None,
        headers: Mapping[str, str],
        seconds: float,
        most_bytes: int,
        tls: SSLContext | None = None,
    ) -> Came | NoReply | Unreadable:
        """Send a request of any method, under the same limits; a redirect comes back as it is."""
        return await self._call(_Sent(method, url, headers, body), seconds, most_bytes, tls)

    async def _call(
        self, sent: _Sent, seconds: float, most_bytes: int, tls: SSLContext | None
    ) -> Came | NoReply | Unreadable:
        self.check(sent.url)
        try:
            async with self._session.request(
                sent.method,
                sent.url,
                data=sent.body,
                headers=sent.headers,
                allow_redirects=False,
                timeout=aiohttp.ClientTimeout(total=seconds),
                ssl=tls if tls is not None else True,
            ) as response:
                return await _whole(response, most_bytes)
        except TimeoutError:
            return NoReply(Silence.TIME_RAN_OUT, "", retriable=True)
        except aiohttp.ClientSSLError:
            return NoReply(Silence.UNTRUSTED_SERVER, "", retriable=False)
        except aiohttp.ClientConnectorError as failed:
            return NoReply(Silence.NO_CONNECTION, failed.strerror or "", retriable=True)
        except aiohttp.ClientResponseError:
            return Unreadable(Nonsense.MALFORMED, "http", b"")
        except (aiohttp.ClientError, OSError):
            return NoReply(Silence.CUT_OFF, "", retriable=True)

    async def close(self) -> None:
        """Close every connection."""
        await self._session.close()


async def _whole(response: aiohttp.ClientResponse, most_bytes: int) -> Came | Unreadable:
    if response.headers.get("Content-Encoding", "identity") != "identity":
        response.close()
        return Unreadable(Nonsense.WRONG_SCHEMA, "header Content-Encoding", b"")
    parts: list[bytes] = []
    held = 0
    if (response.content_length or 0) <= most_bytes:
        async for part in response.content.iter_any():
            parts.append(part)
            held += len(part)
            if held > most_bytes:
                break
        else:
            return Came(response.status, response.headers, b"".join(parts))
    response.close()
    return Unreadable(Nonsense.TOO_LARGE, "", b"".join(parts)[:KEPT_OF_TOO_LARGE])
