"""The pages of the law, for anyone: clauses by edition, two editions side by side, what rests on each clause."""

from __future__ import annotations

import re

import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient

from almasu.interfaces.portal.desk_of_node.knowing import LawShown
from almasu.interfaces.portal.desk_of_node.law_words import AREAS, screen_view, sentence
from almasu.law.text import Language
from almasu.wiring.law import open_law
from interfaces.portal.reading_pages import clean_words, words_of

Client = AsyncTestClient[Litestar]
PAGES = ("/law", "/law?sought=запрос", "/law/FMA", "/law/clauses/SIO25-12.1", "/law/compare/SIO-2022/SIO-2025")


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("path", PAGES)
async def test_each_page_of_the_law_speaks_one_language_to_whoever_comes(
    client: Client, path: str, language: Language
) -> None:
    client.cookies.set("almasu-language", language.value)
    answer = await client.get(path)
    assert answer.status_code == 200
    assert clean_words(answer.text, language) == []


async def test_what_rests_on_a_clause_is_told_in_words(client: Client) -> None:
    client.cookies.set("almasu-language", "en")
    page = words_of((await client.get("/law/clauses/SIO25-12.1")).text)
    assert "Check and sign" in page
    assert "A request that is not rightly signed is refused and journalled" in page
    assert "kept here" in page
    assert "15 December 2025" in page


async def test_a_page_that_is_not_for_whoever_reads_is_named_and_not_linked(client: Client, officer: Client) -> None:
    for path in ("/law/clauses/SIO25-21.1", "/law/compare/SIO-2022/SIO-2025"):
        text = (await officer.get(path)).text
        assert "/offices/operator" not in "".join(re.findall(r'href="[^"]*"', text))
    assert 'href="/requests/new"' in text, "what is theirs is linked"


def test_a_node_links_to_no_page_of_a_regime_that_it_does_not_keep() -> None:
    here, elsewhere = (LawShown(open_law(), regime).clause("SIO25-2").screens for regime in ("sio_pso", "asoi"))
    assert [one.name for one in here] == [one.name for one in elsewhere]
    assert any(one.way for one in here)
    assert not any(one.way for one in elsewhere)


async def test_editions_lie_side_by_side_with_what_became_of_each_clause(client: Client) -> None:
    client.cookies.set("almasu-language", "ru")
    text = (await client.get("/law/compare/SIO-2022/SIO-2025")).text
    for change in open_law().changes[0].changes:
        assert change.says.ru in words_of(text).replace("&#34;", '"')
        for clause in (*change.was, *change.now):
            assert f"/law/clauses/{clause}" in text
    assert "<del>" in text
    assert "<ins>" in text
    anchors = re.findall(r'href="#([^"]+)" translate', text)
    assert len(anchors) == len(open_law().changes[0].changes)
    assert all(f'id="{anchor}"' in text for anchor in anchors)


async def test_a_clause_of_the_list_can_be_linked_to(client: Client) -> None:
    text = (await client.get("/law/SIO25")).text
    assert all(f'id="{clause.id}"' in text for clause in open_law().acts[2].clauses)


@pytest.mark.parametrize(
    ("typed", "words"), [("ЭЦП запросы", "SIO25-12.1"), ("кенгуру", "Пункта с такими словами нет")]
)
async def test_the_search_says_what_it_found_and_keeps_what_was_typed(client: Client, typed: str, words: str) -> None:
    client.cookies.set("almasu-language", "ru")
    text = (await client.get("/law", params={"sought": typed})).text
    assert words in words_of(text)
    assert f'value="{typed}"' in text


async def test_hostile_words_stay_words(client: Client) -> None:
    text = (await client.get("/law", params={"sought": "<script>alert(1)</script> запрос"})).text
    assert "<script>alert" not in text


@pytest.mark.parametrize("path", ["/law/XX", "/law/clauses/SIO25-999", "/law/compare/SIO-2025/SIO-2022"])
async def test_what_the_law_does_not_hold_is_absent(client: Client, path: str) -> None:
    assert (await client.get(path)).status_code == 404


async def test_every_clause_of_the_law_has_its_page(client: Client) -> None:
    for clause in list(open_law().clauses)[::7]:
        assert (await client.get(f"/law/clauses/{clause}")).status_code == 200


def test_screens_and_tests_are_named_for_people() -> None:
    assert screen_view("/requests/check/{act:uuid}").way == ""
    assert screen_view("/requests/new").way == "/requests/new"
    assert screen_view("POST /api/v1/x").name.en == "Address for programs"
    assert sentence("tests/a.py::test_a_used_nonce_is_refused") == "A used nonce is refused"
    assert AREAS[-1][0] == "tests"
