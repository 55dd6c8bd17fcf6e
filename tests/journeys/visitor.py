"""A person in the portal of a running demo, in a browser without script: real cookies, real keys."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import ClientSession, CookieJar, FormData

from almasu.law.text import Language
from almasu.testing.people import PEOPLE, DemoPerson
from almasu.testing.pki.cms import cms_sign
from almasu.testing.pki.folder import Pki
from almasu.testing.pki.keys import SigningKey
from almasu.wiring.demo.run import Demo
from almasu.wiring.demo.telephone import newest_code
from almasu.wiring.running import now
from interfaces.portal.reading_pages import clean_words, pasted, token_in, words_of

Typed = Mapping[str, str | Sequence[str] | tuple[str, bytes]]
"""What is typed into a form: texts, several ticks, or a file as its name and bytes."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as it came: its status, its own address, its text. Errors stand in it as a person sees them."""

    status: int
    path: str
    text: str

    @property
    def words(self) -> str:
        """Return what is said on the page."""
        return words_of(self.text)

    def wrong(self, field: str) -> str:
        """Return what is said beside a wrong field, empty where nothing is."""
        found = re.search(
            rf'<p class="govuk-error-message" id="{re.escape(field)}-wrong">(.*?)</p>', self.text, re.DOTALL
        )
        return "" if found is None else words_of(found[1])

    def ways(self, start: str) -> tuple[str, ...]:
        """Return the addresses on the page that begin so, in their order, each once."""
        found = (html.unescape(one) for one in re.findall(r'href="([^"]+)"', self.text))
        return tuple(dict.fromkeys(one for one in found if one.startswith(start)))


@dataclass(slots=True)
class Visitor:
    """One person with their key. `last` is the page they have before them."""

    http: ClientSession
    demo: Demo
    person: DemoPerson
    key: SigningKey
    last: Shown = Shown(0, "", "")
    elsewhere: str = ""

    @property
    def portal(self) -> str:
        """The address of the portal they are at: the restricted zone's, where no other is named."""
        return self.elsewhere or self.demo.portal

    async def comes_in_by_eds(self) -> Shown:
        """Sign in where the key is the only factor."""
        await self.goes("/sign-in")
        await self.signs()
        assert self.last.status == 200, self.last.words
        return self.last

    async def comes_in(self) -> Shown:
        """Sign in with key and code; sign the consent where it is asked."""
        await self.goes("/sign-in")
        await self.signs()
        await self._types_the_code()
        if self.last.path == "/consent":
            await self.signs()
        assert self.last.status == 200, self.last.words
        return self.last

    async def goes(self, path: str, **asked: str) -> Shown:
        """Open a page."""
        async with self.http.get(f"{self.portal}{path}", params=asked) as answer:
            return self._seen(answer.status, answer.url.path, await answer.text())

    async def takes(self, path: str) -> bytes:
        """Save a file."""
        async with self.http.get(f"{self.portal}{path}") as answer:
            assert answer.status == 200, await answer.text()
            assert "attachment" in answer.headers["content-disposition"]
            return await answer.read()

    async def saves(self, path: str, typed: Typed) -> bytes:
        """Send the form of the page before them and save the file that comes."""
        async with self.http.post(f"{self.portal}{path}", data=self._form(typed)) as answer:
            assert answer.status == 200, await answer.text()
            assert "attachment" in answer.headers["content-disposition"]
            return await answer.read()

    async def fills_in(self, path: str, typed: Typed) -> Shown:
        """Open a form, fill it in and send it; what comes is the sign page, the next one, or the form again."""
        await self.goes(path)
        assert self.last.status == 200, self.last.words
        return await self.sends(path, typed)

    async def sends(self, path: str, typed: Typed) -> Shown:
        """Send the form of the page before them."""
        async with self.http.post(f"{self.portal}{path}", data=self._form(typed)) as answer:
            return self._seen(answer.status, answer.url.path, await answer.text())

    def _form(self, typed: Typed) -> FormData:
        form = FormData()
        form.add_field("_csrf_token", token_in(self.last.text))
        for name, value in typed.items():
            match value:
                case str():
                    form.add_field(name, value)
                case (str() as file, bytes() as data):
                    form.add_field(name, data, filename=file, content_type="application/octet-stream")
                case _:
                    for one in value:
                        form.add_field(name, one)
        return form

    async def signs(self, key: SigningKey | None = None) -> Shown:
        """Sign what the page before them offers, with their key or another, and send the signature."""
        action, offered, act = self._offered()
        cms = cms_sign(key or self.key, base64.b64decode(offered), now())
        return await self.sends(action, {"act": act, "cms": pasted(cms)})

    async def does(self, path: str, typed: Typed) -> Shown:
        """Fill a form in, sign what it makes, and return the page after it."""
        await self.fills_in(path, typed)
        assert "/sign/" in self.last.path, self.last.words
        await self.signs()
        assert self.last.status == 200, self.last.words
        return self.last

    async def reads_in_every_language(self, path: str) -> None:
        """Open a page in each language: it speaks that language only."""
        for language in Language:
            await self.goes(path, language=language.value)
            assert self.last.status == 200, self.last.words
            foreign = clean_words(self.last.text, language)
            assert foreign == [], (path, language, foreign)
        await self.goes(path, language="en")

    def _seen(self, status: int, path: str, text: str) -> Shown:
        self.last = Shown(status, path, text)
        return self.last

    def _offered(self) -> tuple[str, str, str]:
        form = re.search(r'<form method="post" action="([^"]+)" id="sign-form" data-bytes="([^"]+)"', self.last.text)
        act = re.search(r'name="act" value="([^"]+)"', self.last.text)
        assert form is not None, self.last.words
        assert act is not None
        return html.unescape(form[1]), html.unescape(form[2]), act[1]

    async def _types_the_code(self) -> None:
        assert self.last.path == "/sign-in/code", self.last.words
        code = await newest_code(self.http, self.demo.telephone, self.person.phone)
        await self.sends("/sign-in/code", {"code": code})
        assert self.last.path != "/sign-in/code", self.last.words


def person_with(role: str, number: int = 0) -> DemoPerson:
    """Return one of the demo's people with this role."""
    return [person for person in PEOPLE if person.role == role][number]


@asynccontextmanager
async def visitor(demo: Demo, person: DemoPerson, elsewhere: str = "") -> AsyncIterator[Visitor]:
    """A person at a computer of their own, not signed in; the portal speaks English to them.

    `elsewhere` is the address of another zone's portal.
    """
    pki = Pki.load(demo.data / "pki")
    key = pki.person_key(person.iin, "rsa" if f"{person.iin}-rsa" in pki.entries else "gost", person.pin)
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as http:
        one = Visitor(http, demo, person, key, elsewhere=elsewhere)
        await one.goes("/help", language="en")
        yield one
