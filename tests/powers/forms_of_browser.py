"""How a browser sends the forms of a zone: with the session, and with the token that its cookie holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from litestar import Litestar
from litestar.testing import AsyncTestClient


class FormsOfBrowser:
    """Sends forms for whoever has a session; `tokens` are the sessions by the names of people."""

    def __init__(self, client: AsyncTestClient[Litestar], tokens: Mapping[str, str]) -> None:
        self._client, self._tokens = client, tokens
        self._cookies: dict[str, tuple[str, str]] = {}

    async def cookie_of(self, who: str) -> tuple[str, str]:
        """Return the name and value of the cookie by which this person's browser sends forms."""
        if who not in self._cookies:
            token = self._tokens.get(who, "")
            headers = {"cookie": f"almasu-session={token}"} if token else {}
            page = await self._client.get("/help", headers=headers)
            (name,) = (one for one in page.cookies if "almasu-form" in one)
            self._cookies[who] = name, page.cookies[name]
            self._client.cookies.clear()
        return self._cookies[who]

    async def sends(self, who: str, place: str, data: Any = None, *, token: str | None = None, **more: Any) -> Any:
        """Send a form; `token` is another than one's own."""
        name, value = await self.cookie_of(who)
        cookies = f"almasu-language=en; almasu-session={self._tokens.get(who, '')}; {name}={value}"
        headers = {"cookie": cookies, "x-almasu-form": value if token is None else token, **more.pop("headers", {})}
        answer = await self._client.post(place, data=data, headers=headers, follow_redirects=False, **more)
        self._client.cookies.clear()
        return answer
