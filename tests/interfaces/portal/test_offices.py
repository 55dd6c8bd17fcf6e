"""The frame of the offices: pages, forms with their errors, the sign page read back from the bytes, files."""

from __future__ import annotations

import re
from datetime import date
from uuid import uuid4

import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient

from almasu.interfaces.portal.offices.blocks import On, Own
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.reading import filled_from, told
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.views.asking import Choice
from almasu.law.text import Language, Text
from interfaces.portal.made_up_office import KNOWN, MadeUpOffice
from interfaces.portal.made_up_problems import GOOD_SIGNATURE, NO_GROUND
from interfaces.portal.reading_pages import clean_words, pasted, token_in, words_of

Client = AsyncTestClient[Litestar]
DEED = "/offices/sample/deed"
FILLED = {"line": "first line", "long": "a\r\nb", "day": "2026-03-31", "one": "a", "some": "x", "tick": "yes"}


@pytest.fixture(autouse=True)
def in_english(client: Client) -> None:
    client.cookies.set("almasu-language", "en")


@pytest.fixture
async def form(officer: Client) -> dict[str, str]:
    return {"_csrf_token": token_in((await officer.get(DEED)).text), **FILLED}


async def test_the_menu_shows_the_offices_of_a_role_and_no_others(officer: Client) -> None:
    page = (await officer.get("/requests")).text
    assert 'href="/offices/sample"' in page
    assert "/offices/closed" not in page


async def test_an_office_of_another_role_is_closed_before_anything_is_read(officer: Client) -> None:
    refused = await officer.get("/offices/closed")
    assert refused.status_code == 403
    assert "This act does not belong to your role." in words_of(refused.text)
    assert "12,345" not in refused.text
    assert 'class="leave"' in refused.text, "whoever is refused is still within, with their menu"
    assert 'href="/sign-in"' not in refused.text


@pytest.mark.parametrize(
    ("path", "ways"),
    [
        ("/offices/sample", []),
        (DEED, ["/offices/sample"]),
        (f"/offices/sample/{KNOWN}", ["/offices/sample"]),
        (f"/offices/sample/{KNOWN}/quick", ["/offices/sample", f"/offices/sample/{KNOWN}"]),
    ],
)
async def test_every_page_below_the_first_has_a_way_back_to_pages_there_are(
    officer: Client, path: str, ways: list[str]
) -> None:
    back = re.search(r'<p class="back">(.*?)</p>', (await officer.get(path)).text, re.DOTALL)
    assert ([] if back is None else re.findall(r'href="([^"]+)"', back[1])) == ways


@pytest.mark.parametrize("path", ["/offices/sample", DEED, f"/offices/sample/{KNOWN}", f"/offices/sample/{KNOWN}/file"])
async def test_nobody_comes_into_an_office_without_signing_in(client: Client, path: str) -> None:
    seen = await client.get(path, follow_redirects=False)
    assert (seen.status_code, seen.headers["location"]) == (303, "/sign-in")


async def test_what_others_wrote_is_shown_and_never_run(officer: Client) -> None:
    page = (await officer.get("/offices/sample")).text
    assert "&lt;script&gt;" in page
    assert "Empty so far." in words_of(page)
    assert "12,345" in words_of(page)


async def test_a_long_chart_shows_its_first_bars_and_all_the_others_one_step_away(officer: Client) -> None:
    page = (await officer.get("/offices/sample")).text
    shown, _, folded = page.partition('<details class="more"><summary>4 more</summary>')
    assert ">N9</bdi>" in shown
    assert [name for name in ("N10", "N13") if f">{name}</bdi>" in folded] == ["N10", "N13"]


async def test_a_filter_that_cannot_be_read_is_said_beside_it_and_kept(officer: Client) -> None:
    seen = await officer.get("/offices/sample", params={"day": "tomorrow"})
    assert seen.status_code == 422
    assert 'id="day-wrong"' in seen.text
    assert 'value="tomorrow"' in seen.text


async def test_a_missing_thing_has_no_page_form_or_file(officer: Client) -> None:
    for path in (
        f"/offices/sample/{uuid4()}",
        f"/offices/sample/{uuid4()}/quick",
        f"/offices/sample/{uuid4()}/file",
        f"{DEED}/sign/{uuid4()}",
    ):
        assert (await officer.get(path)).status_code == 404, path


async def test_a_form_shows_what_is_filled_in_already(officer: Client) -> None:
    assert 'value="before"' in (await officer.get(DEED)).text


WRONG = [
    ({"line": ""}, "line", "“Line” is not filled in."),
    ({"day": "31.03.2026"}, "day", "This is not a date."),
    ({"moment": "soon"}, "moment", "This is not a date and time."),
    ({"number": "-3"}, "number", "This is not a whole number."),
    ({"one": "c"}, "one", "“One” holds something that is not offered."),
    ({"line": "wrong"}, "line", NO_GROUND.title.en),
    ({"line": "x" * 401}, "line", "“Line” is too long: 401 characters."),
]


@pytest.mark.parametrize(("typed", "field", "says"), WRONG)
async def test_a_wrong_field_is_said_beside_it_and_at_the_top_and_nothing_is_lost(
    officer: Client, office: MadeUpOffice, form: dict[str, str], typed: dict[str, str], field: str, says: str
) -> None:
    seen = await officer.post(DEED, data=form | typed)
    assert seen.status_code in {400, 422}
    assert says in words_of(seen.text)
    assert f'id="{field}-wrong"' in seen.text
    assert f'href="#{field}"' in seen.text
    assert ">a\nb</textarea>" in seen.text
    assert f'value="{typed[field]}"' in seen.text or field == "one"
    assert office.done == []


async def test_the_sign_page_is_read_back_from_the_bytes_and_a_signature_does_the_deed(
    officer: Client, office: MadeUpOffice, form: dict[str, str]
) -> None:
    check = await officer.post(DEED, data=form, files={"file": ("note.txt", b"12345")})
    assert re.fullmatch(rf"{DEED}/sign/[0-9a-f-]{{36}}", check.url.path)
    words = words_of(check.text)
    assert "Linefirst line" in words
    assert "Onefirst" in words
    assert "Tickyes" in words
    assert "inner/size5" in words
    act = check.url.path.rpartition("/")[2]
    sent = {"_csrf_token": form["_csrf_token"], "act": act, "cms": pasted(b"forged")}
    refused = await officer.post(check.url.path, data=sent)
    assert refused.status_code == 422
    assert len(office.done) == 1
    done = await officer.post(check.url.path, data=sent | {"cms": pasted(GOOD_SIGNATURE)})
    assert done.url.path == f"/offices/sample/{KNOWN}"
    assert str(office.done[1]) == act


async def test_an_act_made_about_one_thing_is_signed_on_no_page_of_another(
    officer: Client, office: MadeUpOffice, form: dict[str, str]
) -> None:
    mine, other = (f"/offices/sample/{one}/signed" for one in (KNOWN, uuid4()))
    check = await officer.post(mine, data=form)
    act = check.url.path.rpartition("/")[2]
    assert check.url.path == f"{mine}/sign/{act}"
    elsewhere = await officer.post(DEED, data=form)
    made_elsewhere = elsewhere.url.path.rpartition("/")[2]
    sent = {"_csrf_token": form["_csrf_token"], "act": act, "cms": pasted(GOOD_SIGNATURE)}
    before = list(office.done)
    for place in (f"{other}/sign/{act}", f"{mine}/sign/{made_elsewhere}"):
        assert (await officer.get(place)).status_code == 410
        assert (await officer.post(place, data=sent)).status_code == 410
    assert office.done == before
    assert (await officer.post(check.url.path, data=sent)).url.path == f"/offices/sample/{KNOWN}"


async def test_going_back_from_the_sign_page_keeps_what_was_typed(officer: Client, form: dict[str, str]) -> None:
    check = await officer.post(DEED, data=form)
    kept = dict(re.findall(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)"', check.text))
    assert kept["line"] == "first line"
    back = await officer.post(DEED, data={"_csrf_token": form["_csrf_token"], "again": "yes", "line": kept["line"]})
    assert back.status_code == 200
    assert 'value="first line"' in back.text
    assert "to mend" not in words_of(back.text)


@pytest.mark.parametrize("language", tuple(Language))
async def test_a_change_of_language_keeps_the_form(officer: Client, form: dict[str, str], language: Language) -> None:
    officer.cookies.delete("almasu-language")
    seen = await officer.post(DEED, data=form | {"language": language.value})
    assert seen.status_code == 200
    assert f'<html lang="{language.value}">' in seen.text
    assert "first line" in seen.text
    check = await officer.post(DEED, data=form)
    for page in (seen.text, check.text, (await officer.get("/offices/sample")).text):
        assert clean_words(page, language) == []


async def test_a_deed_without_a_signature_is_done_at_once(officer: Client, office: MadeUpOffice) -> None:
    place = f"/offices/sample/{KNOWN}/quick"
    token = token_in((await officer.get(place)).text)
    done = await officer.post(place, data={"_csrf_token": token, "line": "now", "long": "not asked"})
    assert done.url.path == "/offices/sample"
    assert office.done == [Typed({"line": ("now",)})]


async def test_an_open_page_is_told_what_came_and_closed_doors_stay_closed(
    officer: Client, client: Client, office: MadeUpOffice
) -> None:
    assert 'data-follow="/offices/sample/news" hidden' in (await officer.get("/offices/sample")).text
    assert (await officer.get("/offices/sample/news")).status_code == 204
    office.came = 3
    told = await officer.get("/offices/sample/news")
    assert "Came: 3" in told.text
    assert "<html" not in told.text
    assert 'href="/offices/sample"' in told.text


async def test_work_under_way_is_looked_at_again_by_a_link_without_script_and_shown_anew_with_it(
    officer: Client, office: MadeUpOffice
) -> None:
    page = (await officer.get("/offices/sample/moving")).text
    noscript = re.search(r'<noscript><p><a href="([^"]+)">Look again</a>', page)
    assert noscript is not None
    assert noscript[1].startswith("/offices/sample/moving")
    assert "Look again" not in (await officer.get("/offices/sample")).text
    office.moved = 2
    told = (await officer.get("/offices/sample/moving/news")).text
    assert "<html" not in told
    assert 'data-now=""' in told, "at its end nothing more is asked"
    assert told.count("<tr>") == 6


def test_of_many_choices_a_form_shows_those_ticked_and_those_found() -> None:
    many = tuple(Choice(f"{one:012d}", Text(*[f"{one:012d}"] * 3), name=f"Bank {one} of Аптека") for one in range(220))
    field = Field("whom", Text("a", "b", "c"), Kind.CHOICES, choices=many, sought=Text("a", "b", "c"))

    def shown(find: str, *ticked: str) -> list[str]:
        return [one.code for one in field.shown(Typed({"whom": ticked, "whom-find": (find,)}))]

    assert shown("") == [one.code for one in many[:20]]
    assert shown("", many[219].code) == [one.code for one in (*many[:20], many[219])]
    assert shown("BANK 219 апт", many[3].code) == [many[3].code, many[219].code]
    assert shown("000000000219") == [many[219].code]
    assert shown("nobody") == []
    assert list(field.wrong(Typed({"whom": (many[219].code,)}))) == [], "what is not shown may be chosen"


async def test_looking_for_a_choice_sends_nothing_and_keeps_the_form(officer: Client, office: MadeUpOffice) -> None:
    page = await officer.get("/offices/sample/deed")
    sent = {"line": "kept", "some": "x", "some-find": "absent", "again": "find", "_csrf_token": token_in(page.text)}
    again = await officer.post("/offices/sample/deed", data=sent)
    assert again.status_code == 200
    assert 'value="kept"' in again.text
    assert 'value="absent"' in again.text
    assert 'value="x" checked' in again.text
    assert office.done == []


async def test_a_file_is_saved_and_never_shown(officer: Client) -> None:
    given = await officer.get(f"/offices/sample/{KNOWN}/file")
    assert given.content == b"sample"
    assert given.headers["content-disposition"] == 'attachment; filename="sample.txt"'
    assert given.headers["content-type"] == "application/octet-stream"


async def test_a_form_sent_from_elsewhere_does_nothing(officer: Client, office: MadeUpOffice) -> None:
    assert (await officer.post(DEED, data=FILLED)).status_code == 403
    assert office.done == []


async def test_what_is_asked_of_a_file_is_read_before_anything_is_taken(officer: Client) -> None:
    path = f"/offices/sample/{KNOWN}/file"
    assert (await officer.get(path, params={"day": "2026-03-31"})).status_code == 200
    refused = await officer.get(path, params={"day": "tomorrow"})
    assert refused.status_code == 422
    assert "attachment" not in refused.headers.get("content-disposition", "")


@pytest.mark.parametrize(
    ("told", "typed"),
    [
        ("2026-03-31T05:00:00.000000+00:00", "2026-03-31T10:00"),
        ("2026-03-31T10:00:00+05:00", "2026-03-31T10:00"),
        ("soon", "soon"),
    ],
)
def test_a_moment_of_an_act_goes_back_into_its_field_by_the_clock_of_astana(told: str, typed: str) -> None:
    fields = (Field("starts", Text("Басы", "Начало", "Start"), Kind.MOMENT),)
    assert filled_from({"starts": told}, fields).text("starts") == typed


def test_an_act_is_told_by_the_labels_of_its_form_and_goes_back_into_it_where_it_keeps_values_deeper() -> None:
    body = {"source": {"name": {"kk": "Төлемдер"}}, "sets": ["a", "b"], "since": "2026-11-23", "dated": "2026-11-23"}
    name, sets, since, number = (
        Text("Атауы", "Название", "Name"),
        Text("Жиындар", "Наборы", "Sets"),
        Text("Басы", "Начало", "Start"),
        Text("Нөмірі", "Номер", "Number"),
    )
    fields = (
        Field("name_kk", name, signed="source/name/kk"),
        Field("sets", sets, Kind.LONG),
        Field("since", since, Kind.DAY),
        Field("dated", number),
    )
    assert dict(told(body, fields)) == {
        name: (Own("Төлемдер"),),
        sets: (Own("a"), Own("b")),
        since: (On(date(2026, 11, 23)),),
        number: (Own("2026-11-23"),),
    }
    typed = filled_from(body, fields)
    assert [typed.text(one.name) for one in fields] == ["Төлемдер", "a\nb", "2026-11-23", "2026-11-23"]


async def test_a_deed_of_another_role_in_the_same_office_is_no_door(officer: Client, office: MadeUpOffice) -> None:
    place = f"/offices/sample/{KNOWN}/shut"
    token = token_in((await officer.get(DEED)).text)
    assert (await officer.get(place)).status_code == 403
    assert (await officer.post(place, data={"_csrf_token": token, "line": "now"})).status_code == 403
    assert office.done == []
