"""What of an application's answer is shown: fields of the act in any form, and nothing where values have no names."""

from __future__ import annotations

import json
from html import unescape
from urllib.parse import quote, quote_plus, unquote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as some

from almasu.kernel.provision.look import Answered, Wanted
from almasu.kernel.provision.shown.answer import MOST_READ, Shown, shown_of
from kernel.provision.acts import data_set

FIELDS = data_set().fields  # row_id, iin, plate, since, colour
HTML = "text/html; charset=utf-8"
IIN = "850101300015"
TOKEN = "7fQ2xkL9aZ01vBq8"
WORDS = ("Жолдар саны", "Транспорт", "Табылмады")
OWNER, ADDRESS = "Ахметов Ерлан", "Астана, Достық 5"


def shown(
    body: str | bytes, kind: str = HTML, typed: str = "", status: int = 200, path: str = "/found"
) -> Shown | None:
    told = body.encode() if isinstance(body, str) else body
    wanted = Wanted("GET", f"{path}?q={typed}" if typed else path, {})
    return shown_of(Answered(status, {"content-type": kind}, body=told), wanted, FIELDS, ("/files/",), WORDS)


def page(body: str, typed: str = "") -> tuple[str, tuple[str, ...]]:
    found = shown(f"<html><body>{body}</body></html>", typed=typed)
    assert found is not None, body
    return found.answered.body.decode(), found.cuts


@pytest.mark.parametrize(
    ("body", "cuts"),
    [
        ("<table><tr><th>plate<th>owner<tr><td>777KZT02<td>{secret}</table>", ("owner",)),
        (
            "<table><tr><th> PLATE: </th><td>777KZT02</td></tr><tr><th>Owner</th><td>{secret}</td></tr></table>",
            ("Owner",),
        ),
        (
            '<table><tr><td data-field="plate">777KZT02</td><td data-field="owner">{secret}</td></tr></table>',
            ("owner",),
        ),
        ("<table><tr><th>plate</th></tr><tr><td>777KZT02</td><td>{secret}</td></tr></table>", ("<text>",)),
        (
            "<table><tr><th>plate</th><th>owner</th></tr><tr><td>777KZT02<td colspan=1><b>{secret}</b></tr></table>",
            ("owner",),
        ),
        (
            "<table><tr><th>plate</th></tr><tr><td>777KZT02<table><tr><th>owner</th></tr><tr><td>{secret}</table></table>",
            ("owner",),
        ),
        ("<dl><dt>plate</dt><dd>777KZT02</dd><dt>owner</dt><dd>{secret}</dd></dl>", ("owner",)),
        ('<form><input name="plate" value="777KZT02"><input name="owner" value="{secret}"></form>', ("owner",)),
        ('<form><input name="plate" value="777KZT02"><textarea name="owner">{secret}</textarea></form>', ("owner",)),
        ("<p>plate: 777KZT02</p><p>owner: {secret}</p>", ("owner",)),
        ("<p><b>plate:</b> 777KZT02</p><p><b>owner:</b> <i>{secret}</i></p>", ("owner",)),
        ("<p>plate: <b>777KZT02</b> owner: <b>{secret}</b></p>", ("owner",)),
        ("<div>plate:</div><div>777KZT02</div><div>owner:</div><div>{secret}</div>", ("owner",)),
        ("<label>owner:</label> <span>{secret}</span><p data-field='plate'>777KZT02</p>", ("owner",)),
        ("<span data-field=plate>777KZT02</span><span data-field=owner>{secret}</span>", ("owner",)),
        ("<p>plate: 777KZT02</p><svg><text>{secret}</text></svg>", ("<svg>",)),
        ("<p>plate: 777KZT02</p><script>var owner = '{secret}'</script><noscript>{secret}</noscript>", ()),
        ("<p>plate: 777KZT02</p><!-- {secret} --><template>{secret}</template>", ()),
        ('<p data-owner="{secret}" style="content: \'{secret}\'">plate: 777KZT02</p>', ()),
    ],
)
def test_what_a_page_shows_beyond_the_act_is_cut_and_told(body: str, cuts: tuple[str, ...]) -> None:
    for secret in (OWNER, "870202400016"):
        said, told = page(body.replace("{secret}", secret))
        assert "777KZT02" in said
        assert secret not in said
        assert told == cuts


def test_a_field_behind_another_on_one_line_is_not_told_apart_and_cut() -> None:
    said, cuts = page(f"<p>plate: 777KZT02 owner: {OWNER}</p>")
    assert OWNER not in said
    assert cuts == ("plate",)


@pytest.mark.parametrize(
    "body",
    [
        f"<table><tr><td>{OWNER}</td></tr></table>",
        f"<table>{OWNER}<tr><th>plate</th></tr></table>",
        f"<table><tr><th rowspan=2>plate</th><th>owner</th></tr><tr><th>x</th></tr><tr><td>1<td>{OWNER}</tr></table>",
        f"<table><tr><th>plate</th><th>owner</th></tr><tr><td rowspan=2>1</td><td>{OWNER}</td></tr></table>",
        f"<table><tr><th colspan=2>plate</th></tr><tr><td>1</td><td>{OWNER}</td></tr></table>",
        f"<pre>{OWNER}</pre>",
        "<div>" * 300 + OWNER,
    ],
)
def test_values_without_names_are_not_shown_at_all(body: str) -> None:
    assert shown(f"<html><body>{body}</body></html>") is None


def test_a_page_works_as_before_but_for_what_was_cut() -> None:
    said, cuts = page(
        f'<h1>{IIN}</h1><form method="post" action="/search"><label>БСН: <input name="q" value="{IIN}"></label>'
        f'<input type="hidden" name="csrf" value="{TOKEN}"><button type="submit" onclick="x()">Іздеу</button></form>'
        '<table><tr><th>plate</th></tr><tr><td><a href="/extract/7.csv">777KZT02</a></td></tr></table>'
        '<p>Жолдар саны 1 234, 22.11.2026.</p><p>ЖСН 870202400016</p><img src="/files/logo.png"><img src="/p.png">',
        typed=IIN,
    )
    for kept in (
        f"<h1>{IIN}</h1>",
        'action="/search"',
        f'value="{IIN}"',
        f'value="{TOKEN}"',
        '<a href="/extract/7.csv">777KZT02</a>',
        "1 234, 22.11.2026",
        '<img src="/files/logo.png">',
    ):
        assert kept in said
    assert not {"onclick", "870202400016", "/p.png"} & {
        one for one in ("onclick", "870202400016", "/p.png") if one in said
    }
    assert set(cuts) == {"<text>", "<img>"}


@pytest.mark.parametrize(
    "body",
    [
        "<p>{secret}</p>",
        "<p>Табылды {secret}, 40 жаста</p>",
        "<h1>{secret}</h1>",
        "<b>{secret}</b> <i>{secret}</i>",
        "<ul><li>{secret}</ul>",
        "<title>{secret}</title>",
        "<table><caption>Табылмады</caption><tr><th>{secret}</th><th>plate</th></tr></table>",
        "<p><b>{secret}:</b> 40</p>",
        "<label>owner: {secret}</label>",
        "<select><option>{secret}</select>",
        "<select name=owner><option value='{secret}'>1</select>",
        "<input type=hidden name=owner value='{secret}'>",
        "<input type=checkbox name=owner value='{secret}'>",
        "<input type=submit value='{secret}'>",
        "<button name=owner value='{secret}'>Табылмады</button>",
        "<input name=q placeholder='{secret}'>",
        "<p title='{secret}' aria-label='{secret}'>Табылмады</p>",
        "<p id='{secret}' class='{secret}'>Табылмады</p>",
        "<a href='/p?owner={secret}'>1</a>",
        "<a href='/p?page=1&amp;{secret}=1'>1</a>",
        "<a href='/p/{secret}'>1</a>",
        "<a href='/p#{secret}'>1</a>",
        "<a href='mailto:{secret}'>1</a>",
        "<a href='//{secret}/'>1</a>",
        "<a href='/p'>{secret}</a>",
        "<form action='/p?owner={secret}'></form>",
        "<img src='/files/a.png?owner={secret}'>",
    ],
)
def test_what_stands_freely_or_is_taken_along_unseen_is_cut_as_what_is_seen(body: str) -> None:
    for secret in (OWNER, "АХМЕТОВ Е. Б.", "Akhmetov-Yerlan", "870202400016"):
        for written in {secret, quote(secret), quote_plus(secret)} if "href" in body or "action" in body else {secret}:
            said, cuts = page(body.replace("{secret}", written))
            assert secret not in unquote_plus(unescape(said)), body
            assert cuts, body


def test_what_forms_and_links_take_along_of_the_act_or_of_nobody_stays() -> None:
    body = (
        f'<a href="/p/7?plate=777KZT02&amp;page=2&amp;at={TOKEN}#top">Табылмады: 3</a>'
        '<input type="hidden" name="plate" value="777KZT02">'
        '<select name="colour"><option value="red">red</option></select><p class="row wide">Транспорт</p>'
    )
    assert page(body) == (f"<!doctype html><html><body>{body}</body></html>", ())


@pytest.mark.parametrize(
    ("headers", "status", "told"),
    [
        ({"location": "/p?owner=Akhmetov"}, 302, None),
        ({"location": "/p/870202400016"}, 303, None),
        ({"location": "https://arm.example/p?page=2"}, 302, {"location": "https://arm.example/p?page=2"}),
        (
            {"content-type": "text/csv", "content-disposition": "attachment; filename*=UTF-8''%D0%90"},
            200,
            {"content-type": "text/csv", "content-disposition": "attachment"},
        ),
        (
            {"content-type": "text/csv", "content-disposition": 'attachment; filename="870202400016.csv"'},
            200,
            {"content-type": "text/csv", "content-disposition": "attachment"},
        ),
    ],
)
def test_a_head_of_an_answer_tells_no_name_either(
    headers: dict[str, str], status: int, told: dict[str, str] | None
) -> None:
    found = shown_of(Answered(status, headers, body=b"plate\n1\n"), Wanted("GET", "/", {}), FIELDS)
    assert (None if found is None else found.answered.headers) == told


def test_data_are_cut_by_name() -> None:
    told = {
        "total": 2,
        "rows": [{"plate": "777KZT02", "owner": {"name": OWNER}, "iin": IIN, "tags": ["x"]}],
        "none": [],
    }
    found = shown(json.dumps(told), "application/json")
    assert found is not None
    assert json.loads(found.answered.body) == {"rows": [{"plate": "777KZT02", "iin": IIN}], "none": []}
    assert set(found.cuts) == {"total", "name", "owner", "tags", "<text>"}
    found = shown(f"\ufeffplate;owner;iin\r\n777KZT02;{OWNER};{IIN};{ADDRESS}\r\n", "text/csv")
    assert found is not None
    assert found.answered.body.decode() == f"plate;iin\r\n777KZT02;{IIN}\r\n"
    assert found.cuts == ("owner",)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (OWNER, "text/plain"),
        (b"%PDF-1.7", "application/pdf"),
        (b"\x89PNG", "image/png"),
        (b"PK\x03\x04", "application/zip"),
        (f"owner\n{OWNER}\n", "text/csv"),
        (b"\xff\xfe", "text/csv"),
        ('"x"', "application/json"),
        ("[" * 5_000, "application/json"),
        ("[" * 60 + "]" * 60, "application/json"),
        ("{", "application/json"),
        (OWNER, "text/html; charset=utf-7"),
        (b"\xff", HTML),
        ("<p>x</p>" * (MOST_READ // 8 + 1), HTML),
        (f"<owner>{OWNER}</owner>", "application/xml"),
    ],
)
def test_what_tells_no_names_is_not_shown(body: str | bytes, kind: str) -> None:
    assert shown(body, kind) is None


def test_what_holds_no_data_passes_and_what_leads_on_shows_nothing() -> None:
    for body, kind, status, path, left in (
        (b"\x89PNG", "image/png", 200, "/files/a.png", b"\x89PNG"),
        (b"p {color: red}", "text/css", 200, "/a.css", b"p {color: red}"),
        (OWNER.encode(), "text/plain", 302, "/", b""),
        (b"", "application/pdf", 200, "/", b""),
    ):
        found = shown(body, kind, status=status, path=path)
        assert found is not None
        assert (found.answered.body, found.cuts) == (left, ())
    found = shown("<p>Транспорт</p>".encode("cp1251"), "text/html; charset=windows-1251")
    assert found is not None
    assert found.answered.headers["content-type"] == HTML
    assert "Транспорт" in found.answered.body.decode()
    assert found.answered.body[: found.told_at].endswith(b"<body>")


MARKED = some.text(some.sampled_from("<>/td hrbl='\"=:&;#!-\n777plateowner"), max_size=80)


@given(MARKED, MARKED)
def test_whatever_is_written_around_it_a_marked_value_beyond_the_act_is_never_shown(before: str, behind: str) -> None:
    hidden = "Zq" * 20
    found = shown(f'{before}<span data-field="owner">{hidden}</span>{behind}')
    if found is not None and found.cuts:
        assert hidden not in found.answered.body.decode()
