"""Where the files of feeds are fetched: `feeds.yaml` names the server of each set (FMA-3.1).

The sheet is the list of places that may be called: nobody but the operator adds to it. It is read anew each time, and
secrets are files beside it.
"""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from aiohttp import encode_basic_auth

from almasu.connectors.egress.caller import Caller
from almasu.connectors.egress.places import (
    NotAllowed,
    OffNetwork,
    Place,
    host_and_port,
    lying_within,
    networks,
    pinned_place,
)
from almasu.connectors.feed_source.https import HttpsFile
from almasu.connectors.feed_source.sftp import SftpLine, connected
from almasu.kernel.provision.feed_server import Entrance, Server
from almasu.kernel.provision.fetching import NotFetched, OnServer, Trouble
from almasu.kernel.provision.problems_of_servers import SERVER_OFF_NETWORK, SERVER_PLACE
from almasu.law.problem import Problem
from almasu.wiring.register_sheet import UNREADABLE, Seconds, Tls, secret
from almasu.wiring.systems import SetOfBody

FEEDS = "feeds.yaml"
SECONDS = 60.0
"""How long a registered server may keep silent."""
SSH = 22


class HttpsSheet(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="protocol", tag="https"):
    """A file over HTTPS: `account` names a file with `name:password` or a whole Authorization header."""

    url: Annotated[str, msgspec.Meta(pattern="^https://", max_length=2_000)]
    account: str = ""
    seconds: Seconds = 60
    tls: Tls | None = None


class SftpSheet(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="protocol", tag="sftp"):
    """A file over SFTP: `host_key` is the server's public key in one line; `key` or `password` name files."""

    host: str
    user: str
    path: str
    host_key: str
    key: str = ""
    password: str = ""
    port: Annotated[int, msgspec.Meta(ge=1, le=65535)] = SSH
    seconds: Seconds = 60


class FeedSheet(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The whole file: for each set of a body (`BIN/code`) the server that has its file.

    `places` (`host:port`) are those at which a body may register a server of its own by a signed act.
    """

    format: Literal["almasu-feeds"] = "almasu-feeds"
    inner_ranges: tuple[str, ...] = ()
    places: tuple[Annotated[str, msgspec.Meta(pattern=r"^[^\s/@:]+:[0-9]{1,5}$")], ...] = ()
    feeds: dict[SetOfBody, HttpsSheet | SftpSheet] = {}


def read_feed_sheet(path: Path) -> FeedSheet:
    """Return the sheet of a file, an empty one where there is no file; Problem `registers.unreadable`."""
    try:
        return msgspec.yaml.decode(path.read_bytes(), type=FeedSheet, strict=False)
    except FileNotFoundError:
        return FeedSheet()
    except (OSError, msgspec.MsgspecError) as wrong:
        raise UNREADABLE.at(path.name, because=str(wrong)) from wrong


@dataclass(frozen=True, slots=True)
class SheetOfFeeds:
    """Implements `almasu.kernel.provision.fetching.FeedSources` over the sheet at `path`.

    `state_network` are the ranges of the state network: a server that lies elsewhere is never called (FMA-3.1).
    """

    path: Path
    state_network: tuple[str, ...]

    def known(self) -> Sequence[tuple[str, str]]:
        """Return body and code of every set that the sheet names; none where it cannot be read."""
        named = (one.partition("/") for one in read_feed_sheet(self.path).feeds)
        return [(body, code) for body, _, code in named]

    def opened(self, body: str, data_set: str) -> AbstractAsyncContextManager[OnServer]:
        """Reach the file of a set."""
        sheet = read_feed_sheet(self.path)
        found = sheet.feeds.get(f"{body}/{data_set}")
        try:
            match found:
                case None:
                    raise NotFetched(Trouble.REFUSED, "no source")
                case HttpsSheet():
                    return self._https(found, self._pinned(sheet, *host_and_port(found.url)))
                case SftpSheet():
                    return connected(self._line(found, self._pinned(sheet, found.host, found.port)))
        except OffNetwork as no:
            raise NotFetched(Trouble.REFUSED, "off the state network") from no
        except NotAllowed as no:
            raise NotFetched(Trouble.REFUSED, "place") from no
        except Problem as problem:
            raise NotFetched(Trouble.REFUSED, problem.kind.code) from problem
        except OSError as lost:
            raise NotFetched(Trouble.SILENT, "name") from lost

    def reached(self, server: Server, entrance: Entrance) -> AbstractAsyncContextManager[OnServer]:
        """Reach the file on a registered server, as long as its place stands on the sheet."""
        try:
            place = self._permitted(server.host, server.port)
            if server.is_sftp:
                line = SftpLine(
                    place, server.user, server.path, server.host_key, SECONDS, entrance.key, entrance.password
                )
                return connected(line)
            return _fetched(
                place, server.address, SECONDS, _entry(server.user, entrance.password), _roots(server.roots)
            )
        except Problem as problem:
            raise NotFetched(
                Trouble.REFUSED, "place" if problem.kind is SERVER_PLACE else problem.kind.code
            ) from problem
        except ssl.SSLError as no:
            raise NotFetched(Trouble.REFUSED, "certificate") from no
        except OSError as lost:
            raise NotFetched(Trouble.SILENT, "name") from lost

    def must_permit(self, host: str, port: int) -> None:
        """Make sure that a place stands on the sheet and leads nowhere else."""
        try:
            self._permitted(host, port)
        except OSError as lost:
            raise SERVER_PLACE.at("address", host=f"{host}:{port}") from lost

    def trouble(self) -> Problem | None:
        """Return why the sheet cannot be read, None where it can."""
        try:
            read_feed_sheet(self.path)
        except Problem as problem:
            return problem
        return None

    def _permitted(self, host: str, port: int) -> Place:
        """Return a place of the sheet, pinned; Problems `provision.server.place`, `provision.server.off_network`."""
        sheet = read_feed_sheet(self.path)
        if f"{host}:{port}" not in {one.lower() for one in sheet.places}:
            raise SERVER_PLACE.at("address", host=f"{host}:{port}")
        try:
            return self._pinned(sheet, host, port)
        except OffNetwork as no:
            raise SERVER_OFF_NETWORK.at("address", host=f"{host}:{port}") from no
        except NotAllowed as no:
            raise SERVER_PLACE.at("address", host=f"{host}:{port}") from no

    def _pinned(self, sheet: FeedSheet, host: str, port: int) -> Place:
        """Return a place of the state network, pinned; NotAllowed, OffNetwork where it lies elsewhere."""
        return lying_within(pinned_place(host, port, networks(sheet.inner_ranges)), networks(self.state_network))

    def _https(self, found: HttpsSheet, place: Place) -> AbstractAsyncContextManager[OnServer]:
        return _fetched(place, found.url, found.seconds, self._account(found.account), self._tls(found.tls))

    def _line(self, found: SftpSheet, place: Place) -> SftpLine:
        return SftpLine(
            place,
            found.user,
            found.path,
            found.host_key,
            found.seconds,
            self._secret(found.key),
            self._secret(found.password).decode(),
        )

    def _secret(self, name: str) -> bytes:
        return secret(self.path.parent, name) if name else b""

    def _account(self, name: str) -> dict[str, str]:
        said = self._secret(name).decode()
        if not said:
            return {}
        user, parted, password = said.partition(":")
        return _entry(user, password) if parted else {"Authorization": said}

    def _tls(self, tls: Tls | None) -> ssl.SSLContext | None:
        if tls is None:
            return None
        context = ssl.create_default_context(cafile=str(self.path.parent / tls.roots))
        if tls.certificate:
            context.load_cert_chain(self.path.parent / tls.certificate, self.path.parent / tls.key)
        return context


@asynccontextmanager
async def _fetched(
    place: Place, url: str, seconds: float, headers: dict[str, str], tls: ssl.SSLContext | None
) -> AsyncIterator[OnServer]:
    caller = Caller([place], 1)
    try:
        yield HttpsFile(caller, url, seconds, headers, tls)
    finally:
        await caller.close()


def _entry(user: str, password: str) -> dict[str, str]:
    """Return the header that lets us in: an account, a token without a user, or none."""
    if not password:
        return {}
    told = encode_basic_auth(user, password, encoding="utf-8") if user else f"Bearer {password}"
    return {"Authorization": told}


def _roots(pem: str) -> ssl.SSLContext | None:
    return ssl.create_default_context(cadata=pem) if pem else None
