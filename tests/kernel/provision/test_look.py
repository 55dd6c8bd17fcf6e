"""What passes the gateway to a workplace: judged by tables, without any socket (FMA-2.1, FMA-3.2)."""

from __future__ import annotations

from uuid import UUID

import pytest
from msgspec.structs import replace

from almasu.kernel.provision.look import Answered, Fate, Wanted, held_back, is_ours, not_shown, within
from almasu.kernel.provision.look_cookies import bound, forgotten, theirs
from almasu.kernel.provision.way import WAY_NAMES, Way
from almasu.wiring.law import open_law
from kernel.provision.test_handing import SEAT

HOME = "https://arm.example:8443"


@pytest.mark.parametrize(
    ("location", "path"),
    [
        ("/found?q=1", "/found?q=1"),
        ("found", "/search/found"),
        ("?again=1", "/search/form?again=1"),
        (f"{HOME}/found", "/found"),
        ("https://arm.example/found", None),
        ("http://arm.example:8443/found", None),
        ("//elsewhere.example/", None),
        ("https://elsewhere.example/", None),
        ("https://arm.example:8443@elsewhere.example/", None),
        ("javascript:alert(1)", None),
        ("/\\elsewhere.example", None),
        ("/almasu/leave", None),
        ("../almasu/open", None),
        ("/ok\r\nset-cookie: a=b", None),
        ("", None),
        ("/x/%2e%2e/almasu/leave", None),
    ],
)
def test_an_application_leads_within_itself_alone(location: str, path: str | None) -> None:
    assert within(location, HOME, "/search/form") == path


@pytest.mark.parametrize(
    ("wanted", "uploads", "fate"),
    [
        (Wanted("GET", "/", {}), False, None),
        (Wanted("HEAD", "/", {}), False, None),
        (Wanted("DELETE", "/", {}), False, Fate.METHOD),
        (Wanted("CONNECT", "elsewhere.example:443", {}), False, Fate.METHOD),
        (Wanted("GET", "http://elsewhere.example/", {}), False, Fate.METHOD),
        (Wanted("GET", "@elsewhere.example/", {}), False, Fate.METHOD),
        (Wanted("GET", ":9@elsewhere.example/", {}), False, Fate.METHOD),
        (Wanted("GET", "*", {}), False, Fate.METHOD),
        (Wanted("GET", "/found/../secret", {}), False, Fate.METHOD),
        (Wanted("GET", "/found/%2E%2e%2Fsecret", {}), False, Fate.METHOD),
        (Wanted("GET", "/found/..%5csecret", {}), False, Fate.METHOD),
        (Wanted("GET", "/found\r\nx: y", {}), False, Fate.METHOD),
        (Wanted("GET", "/іздеу", {}), False, Fate.METHOD),
        (Wanted("GET", "/found..of/a.b?q=../%2e", {}), False, None),
        (Wanted("GET", "/sw.js", {"service-worker": "script"}), False, Fate.STREAM),
        (Wanted("GET", "/", {"accept": "text/event-stream"}), False, Fate.STREAM),
        (Wanted("POST", "/", {"content-type": "multipart/form-data; boundary=x"}), False, Fate.UPLOAD),
        (Wanted("POST", "/", {"content-type": "multipart/form-data; boundary=x"}), True, None),
        (Wanted("POST", "/", {"content-type": "application/json"}), False, Fate.UPLOAD),
        (Wanted("POST", "/", {"content-length": "65536"}), False, None),
        (Wanted("POST", "/", {"content-length": "65537"}), False, Fate.TOO_LARGE),
        (Wanted("POST", "/", {"content-type": "application/zip", "content-length": "9" * 40}), True, Fate.TOO_LARGE),
    ],
)
def test_what_a_browser_wants_passes_as_the_seat_says(wanted: Wanted, uploads: bool, fate: Fate | None) -> None:
    assert held_back(wanted, replace(SEAT, uploads=uploads)) is fate


def test_what_comes_is_shown_unless_it_streams_or_leads_away() -> None:
    assert not_shown(Answered(200, {"content-type": "text/html; charset=utf-8"}), HOME, "/") is None
    assert not_shown(Answered(302, {"location": "/found"}), HOME, "/") is None
    assert not_shown(Answered(302, {}), HOME, "/") is Fate.ELSEWHERE
    assert not_shown(Answered(101, {}), HOME, "/") is Fate.STREAM
    assert not_shown(Answered(200, {"content-type": "Text/Event-Stream"}), HOME, "/") is Fate.STREAM
    assert [is_ours(path) for path in ("/almasu", "/almasu/x", "/almasux", "/")] == [True, True, False, False]


def test_cookies_of_an_application_live_in_their_session_alone_and_bind_nothing_else() -> None:
    one, other = UUID(int=1), UUID(int=2)
    mine = f"arm-{one.hex}-"
    said = bound(("visits=1; Max-Age=60; Domain=example; Path=/x", 'x="a; Domain=example"', "bad name"), one)
    assert said == (f"{mine}visits=1; Path=/; HttpOnly; SameSite=Strict; Max-Age=60",)
    shown = f"__Host-almasu-workplace=ours; {mine}visits=1; almasu-language=kk"
    assert (theirs(shown, one), theirs(shown, other)) == ("visits=1", "")
    assert forgotten(shown) == (f"{mine}visits=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0",)


def test_the_second_way_points_to_the_term_of_the_workplace() -> None:
    term = next(one for one in open_law().glossary if one.id == "automated_workplace")
    assert (term.word.kk, term.word.ru) == ("АЖО", "АРМ")
    named = WAY_NAMES[Way.WORKPLACE]
    assert term.word.kk in named.kk
    assert term.word.ru in named.ru
