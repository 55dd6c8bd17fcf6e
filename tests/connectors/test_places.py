"""Where a zone may call: an inner address is one however it is written, and whatever name leads to it."""

from __future__ import annotations

import pytest

from almasu.connectors.egress.places import NotAllowed, networks, pinned

INNER = [
    "127.0.0.1", "10.0.0.1", "172.16.5.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "198.18.0.1",
    "255.255.255.255", "224.0.0.1", "239.1.1.1",
    "::1", "::", "fe80::1", "fc00::1", "fec0::1", "ff02::1", "ff0e::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1",
    "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::a00:1", "2002:7f00:1::", "2002:a9fe:a9fe::1",
]  # fmt: skip
OUTSIDE = ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e"]
NO_PLACE = ["ftp://a.example/", "file:///etc/passwd", "http:///x", "gopher://a.example/", "https://u:p@a.example/"]


@pytest.mark.parametrize("address", INNER)
def test_an_inner_address_is_refused_in_whatever_form_and_beside_whatever_other(address: str) -> None:
    for answers in ([address], [OUTSIDE[0], address]):
        with pytest.raises(NotAllowed):
            pinned("https://feed.example/", (), lambda host, port, told=answers: told)


@pytest.mark.parametrize("address", OUTSIDE)
def test_an_address_of_the_open_internet_is_pinned(address: str) -> None:
    assert pinned("https://feed.example/", (), lambda host, port: [address]).addresses == (address,)


@pytest.mark.parametrize("url", NO_PLACE)
def test_what_is_no_address_of_the_web_is_no_place(url: str) -> None:
    with pytest.raises(NotAllowed):
        pinned(url, (), lambda host, port: OUTSIDE)


def test_a_listed_range_is_permitted_and_no_other() -> None:
    inner = networks(["10.1.0.0/16"])
    assert pinned("http://feed.example/", inner, lambda host, port: ["10.1.2.3"]).port == 80
    with pytest.raises(NotAllowed):
        pinned("http://feed.example/", inner, lambda host, port: ["10.2.0.1"])
