"""Feeds for machines beside TAXII: events of MISP at `/feeds/misp/`, advisories of CSAF at `/csaf/`.

A MISP reads the manifest and then the events that are new to it; who checks advisories reads the metadata of the
provider, the list of a folder, the files, and the digests beside them. Folders are named by their label of TLP.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime

import msgspec

from almasu.actions.interchange import files as acts
from almasu.actions.interchange.exchange import Exchange
from almasu.interfaces.problem_json import PROBLEM_JSON, problem_json
from almasu.interfaces.taxii.app import CANNOT_ANSWER, Receive, Send
from almasu.interfaces.taxii.headers import Scope, shown_by
from almasu.kernel.interchange import csaf_out
from almasu.kernel.interchange.problems import ABSENT, NO_SUCH_METHOD
from almasu.kernel.interchange.shelf import File, Shelf, misp_hashes, misp_manifest
from almasu.law.problem import Problem

log = logging.getLogger(__name__)
JSON, TEXT, CSV = "application/json", "text/plain; charset=utf-8", "text/csv; charset=utf-8"
WHITE = "white"
Answer = tuple[bytes, str]


class FeedsApp:
    """The feeds as an ASGI application. `address` is how the outside names the server, `publisher` who publishes."""

    def __init__(self, exchange: Exchange, address: str, publisher: str, clock: Callable[[], datetime]) -> None:
        self._exchange = exchange
        self._address = address.rstrip("/")
        self._publisher = publisher
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        extra: list[tuple[bytes, bytes]] = []
        try:
            body, media = await self._answer(scope)
            status = 200
        except Problem as no:
            (body, media), status = _said(no), no.kind.status
        except Exception:
            log.exception("a request of the feeds failed")
            (body, media), status = _said(CANNOT_ANSWER.at()), CANNOT_ANSWER.status
        if status == 401:
            extra.append((b"www-authenticate", b'Basic realm="Almasu feeds", charset="UTF-8"'))
        headers = [
            (b"content-type", media.encode()),
            (b"content-length", str(len(body)).encode()),
            (b"cache-control", b"no-store"),
            (b"x-content-type-options", b"nosniff"),
            *extra,
        ]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def _answer(self, scope: Scope) -> Answer:
        if scope["method"] not in ("GET", "HEAD"):
            raise NO_SUCH_METHOD.at()
        match [part for part in scope["path"].split("/") if part]:
            case ["feeds", "misp", "manifest.json"]:
                return msgspec.json.encode(misp_manifest(await self._events(scope))), JSON
            case ["feeds", "misp", "hashes.csv"]:
                return misp_hashes(await self._events(scope)).encode(), CSV
            case ["feeds", "misp", name]:
                found = await acts.file(self._exchange, shown_by(scope), Shelf.MISP, name, self._clock())
                return found.body, JSON
            case ["csaf", "provider-metadata.json"]:
                return await self._metadata()
            case ["csaf", csaf_out.SERVICE]:
                return msgspec.json.encode(csaf_out.service_of(self._csaf)), JSON
            case ["csaf", label, csaf_out.FEED] if label in csaf_out.LABELS:
                files = await self._folder(scope, label)
                return msgspec.json.encode(csaf_out.feed_of(files, self._csaf, label, self._clock())), JSON
            case ["csaf", label, *rest] if label in csaf_out.LABELS:
                return _file_of(await self._folder(scope, label), "/".join(rest))
            case _:
                raise ABSENT.at()

    @property
    def _csaf(self) -> str:
        return f"{self._address}/csaf/"

    async def _events(self, scope: Scope) -> list[File]:
        return list(await acts.files(self._exchange, shown_by(scope), Shelf.MISP, list, self._clock()))

    async def _folder(self, scope: Scope, label: str) -> list[File]:
        """Return the files of a folder: the white one is everybody's, the others are for machines with an account."""
        if label == WHITE:
            return list(csaf_out.labelled(await acts.clear_files(self._exchange, Shelf.CSAF), label))

        def chosen(found: Sequence[File]) -> Sequence[File]:
            return csaf_out.labelled(found, label)

        return list(await acts.files(self._exchange, shown_by(scope), Shelf.CSAF, chosen, self._clock()))

    async def _metadata(self) -> Answer:
        found = await acts.clear_files(self._exchange, Shelf.CSAF)
        at = found[0].at if found else self._clock()
        return msgspec.json.encode(csaf_out.provider_metadata(self._csaf, self._publisher, at)), JSON


def _said(problem: Problem) -> Answer:
    return msgspec.json.encode(problem_json(problem)), PROBLEM_JSON


def _file_of(files: list[File], name: str) -> Answer:
    """Return a file of a folder: a list, an advisory, or a digest of one; Problem `interchange.absent` else."""
    if name == "index.txt":
        return csaf_out.index_of(files).encode(), TEXT
    if name == "changes.csv":
        return csaf_out.changes_of(files).encode(), CSV
    for kind in ("sha256", "sha512"):
        if name.endswith(f".json.{kind}"):
            return csaf_out.digest_line(_one(files, name.removesuffix(f".{kind}")), kind).encode(), TEXT
    return _one(files, name).body, JSON


def _one(files: list[File], name: str) -> File:
    found = next((one for one in files if one.name == name), None)
    if found is None:
        raise ABSENT.at()
    return found
