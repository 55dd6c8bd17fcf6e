"""Machines that show a client certificate in place of a token: taken from the transport, never from a header."""

from __future__ import annotations

import ssl
from dataclasses import replace

from aiohttp import ClientSession, TCPConnector

from almasu.interfaces.taxii.headers import MEDIA
from almasu.testing.pki.transport import TransportAuthority
from almasu.wiring.interchange import TaxiiSettings
from almasu.wiring.running import now
from interfaces.taxii.conftest import Running


async def test_a_machine_is_known_by_the_certificate_of_its_connection(door, tmp_path):
    authority = TransportAuthority(tmp_path / "authority", now())
    shown, known, stranger = authority.server("taxii"), authority.module("known"), authority.module("stranger")
    machine = await door.machine(token="", certificate=known.fingerprint.hex())
    by_token = await door.machine()
    settings = TaxiiSettings(
        "", tmp_path, certificate=shown.certificate, key=shown.key, authority=authority.certificate
    )
    async with Running(door.exchange, settings) as port:
        for issued, headers, status in (
            (known, {}, 200),
            (stranger, {}, 401),
            (None, {}, 401),
            (None, {"X-Client-Cert": known.fingerprint.hex()}, 401),
            (None, by_token.headers, 200),
            (known, replace(machine, token="").headers, 401),
        ):
            context = ssl.create_default_context(cafile=str(authority.certificate))
            if issued is not None:
                context.load_cert_chain(issued.certificate, issued.key)
            async with ClientSession(connector=TCPConnector(ssl=context)) as http:
                answer = await http.get(f"https://127.0.0.1:{port}/taxii2/", headers={"Accept": MEDIA, **headers})
                await answer.read()
                assert answer.status == status, (issued, headers)
