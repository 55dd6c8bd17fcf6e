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
from almasu.connectors.egress.places import NotAllowed, Place, networks, pinned, pinned_place
from almasu.connectors.feed_source.https import HttpsFile
from almasu.connectors.feed_source.sftp import SftpLine, connected
from almasu.kernel.provision.fetching import NotFetched, OnServer, Trouble
from almasu.law.problem import Problem
from almasu.wiring.register_sheet import UNREADABLE, Seconds, Tls, secret
from almasu.wiring.systems import SetOfBody

FEEDS = "feeds.yaml"
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
    """The whole file: for each set of a body (`BIN/code`) the server that has its file."""

    format: Literal["almasu-feeds"] = "almasu-feeds"
    inner_ranges: tuple[str, ...] = ()
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
    """Implements `almasu.kernel.provision.fetching.FeedSources` over the sheet at `path`."""

    path: Path

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
                    return self._https(found, pinned(found.url, networks(sheet.inner_ranges)))
                case SftpSheet():
                    place = pinned_place(found.host, found.port, networks(sheet.inner_ranges))
                    return connected(self._line(found, place))
        except NotAllowed as no:
            raise NotFetched(Trouble.REFUSED, "place") from no
        except Problem as problem:
            raise NotFetched(Trouble.REFUSED, problem.kind.code) from problem
        except OSError as lost:
            raise NotFetched(Trouble.SILENT, "name") from lost

    def _https(self, found: HttpsSheet, place: Place) -> AbstractAsyncContextManager[OnServer]:
        headers, tls = self._account(found.account), self._tls(found.tls)

        @asynccontextmanager
        async def opened() -> AsyncIterator[OnServer]:
            caller = Caller([place], 1)
            try:
                yield HttpsFile(caller, found.url, found.seconds, headers, tls)
            finally:
                await caller.close()

        return opened()

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
        return {"Authorization": encode_basic_auth(user, password, encoding="utf-8") if parted else said}

    def _tls(self, tls: Tls | None) -> ssl.SSLContext | None:
        if tls is None:
            return None
        context = ssl.create_default_context(cafile=str(self.path.parent / tls.roots))
        if tls.certificate:
            context.load_cert_chain(self.path.parent / tls.certificate, self.path.parent / tls.key)
        return context
