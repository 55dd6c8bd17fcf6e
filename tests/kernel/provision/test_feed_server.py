"""What may be said of a server that a file is fetched from, and what is refused, with the field that is wrong."""

from __future__ import annotations

from uuid import UUID

import pytest

from almasu.kernel.provision.feed_server import Entrance, ServerForm, said_of, server_of
from almasu.law.problem import ProblemGroup

HOST_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl github"
PRINT = "SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU"
NUMBER = UUID(int=7)
SFTP = {"address": "sftp://files.example/out/feed.csv", "user": "agency", "host_key": HOST_KEY, "password": "secret"}
HTTPS = {"address": "https://files.example:8443/feed.csv.gz"}


def form(**told: str) -> ServerForm:
    return ServerForm(data_set="vehicles", **told)


def test_a_server_is_known_by_the_print_of_its_key_and_shows_no_secret():
    said = form(**SFTP)
    server = server_of(said, "990440000385", NUMBER, b"\x01")
    assert (server.host, server.port, server.path, server.fingerprint) == ("files.example", 22, "/out/feed.csv", PRINT)
    assert PRINT in said_of(server).kk
    assert "secret" not in f"{said!r} {server!r} {Entrance('secret')!r}"
    assert server_of(form(**HTTPS), "990440000385", NUMBER, b"").port == 8443


@pytest.mark.parametrize(
    ("told", "fields"),
    [
        ({"address": "http://files.example/a"}, {"address"}),
        ({"address": "https://a:b@files.example/a"}, {"address"}),
        ({"address": "https://files.example"}, {"address"}),
        ({"address": "https://files.example/a?b"}, {"address"}),
        ({"address": "https://files.example:99999/a"}, {"address"}),
        ({"address": "https://files.example/a b"}, {"address"}),
        ({"address": "file:///etc/passwd"}, {"address"}),
        ({**SFTP, "host_key": ""}, {"host_key"}),
        ({**SFTP, "host_key": "ssh-ed25519 AAAA"}, {"host_key"}),
        ({**SFTP, "host_key": HOST_KEY.replace("ssh-ed25519", "ssh-rsa")}, {"host_key"}),
        ({**SFTP, "password": ""}, {"password"}),
        ({**SFTP, "key": "both"}, {"password"}),
        ({**SFTP, "user": ""}, {"user"}),
        ({**SFTP, "user": "a\nb"}, {"user"}),
        ({**HTTPS, "user": "a"}, {"password"}),
        ({**HTTPS, "password": "a\r\nX-Other: b"}, {"user"}),
        ({**HTTPS, "host_key": HOST_KEY}, {"host_key"}),
        ({**HTTPS, "roots": "no certificate"}, {"roots"}),
        ({**SFTP, "roots": "-----BEGIN CERTIFICATE-----"}, {"roots"}),
    ],
)
def test_what_is_no_server_is_told_by_field(told: dict[str, str], fields: set[str]):
    with pytest.raises(ProblemGroup) as raised:
        server_of(form(**told), "990440000385", NUMBER, b"")
    assert {one.where for one in raised.value.problems} == fields
