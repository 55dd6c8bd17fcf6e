"""An application of a state body, spoken to as the gateway: its address alone, our certificate, few headers (FMA-3.2).

The person is named to it by a pseudonym, the role and the session; whoever has not our certificate cannot say so.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from ssl import SSLContext

from multidict import MultiMapping

from almasu.connectors.egress.caller import Caller, Came
from almasu.kernel.answers import NoReply, Unreadable
from almasu.kernel.exchange.reasons import Silence
from almasu.kernel.provision.look import MOST_ANSWER, PASSED_ON, SHOWN, Answered, Wanted
from almasu.kernel.provision.workplace_port import AskedBy

PERSON, ROLE, SITTING = "X-Almasu-Person", "X-Almasu-Role", "X-Almasu-Sitting"
MOST_COOKIES = 20
LONGEST_COOKIE = 4_000
COOKIE_PREFIX = "arm-"
"""What stands before the name of an application's cookie in the browser: ours are never told to it."""


@dataclass(frozen=True, slots=True)
class ApplicationLine:
    """How an application is reached: its origin, the API key where it wants one, our certificate in `tls`."""

    home: str
    seconds: float
    key: str = field(default="", repr=False)
    tls: SSLContext | None = None


class Application:
    """An application over one session with one list of places."""

    def __init__(self, line: ApplicationLine, caller: Caller) -> None:
        caller.check(line.home)
        self._line = line
        self._caller = caller

    async def ask(self, wanted: Wanted, by: AskedBy) -> Answered | NoReply | Unreadable:
        """Forward one request and return the whole answer, a redirect as it is."""
        headers = {name: wanted.headers[name] for name in PASSED_ON if name in wanted.headers}
        headers |= {PERSON: by.pseudonym, ROLE: by.role, SITTING: str(by.sitting), "Accept-Encoding": "identity"}
        if self._line.key:
            headers["Authorization"] = f"Bearer {self._line.key}"
        cookies = theirs(wanted.headers.get("cookie", ""))
        if cookies:
            headers["Cookie"] = cookies
        came = await self._caller.send(
            wanted.method,
            self._line.home + wanted.target,
            wanted.body if wanted.method == "POST" else None,
            headers,
            self._line.seconds,
            MOST_ANSWER,
            self._line.tls,
        )
        if not isinstance(came, Came):
            return came
        if came.status in (401, 403) and not came.body:
            return NoReply(Silence.CREDENTIALS_REFUSED, str(came.status), retriable=False)
        kept = {name: came.headers[name] for name in (*SHOWN, "location") if name in came.headers}
        return Answered(came.status, kept, _set_cookies(came), came.body)


def theirs(cookies: str) -> str:
    """Return of a browser's cookies those of the application, by the names that it gave them."""
    pairs = (one.strip().partition("=") for one in cookies.split(";"))
    own = [f"{name.removeprefix(COOKIE_PREFIX)}={value}" for name, _, value in pairs if name.startswith(COOKIE_PREFIX)]
    return "; ".join(own[:MOST_COOKIES])


def _set_cookies(came: Came) -> tuple[str, ...]:
    """Return the application's cookies bound anew: to our host, below a prefix, unseen by scripts."""
    said = came.headers.getall("set-cookie", []) if isinstance(came.headers, MultiMapping) else []
    bound = []
    for one in said[:MOST_COOKIES]:
        try:
            morsels = SimpleCookie(one[:LONGEST_COOKIE])
        except CookieError:
            continue
        for name, morsel in morsels.items():
            age = f"; Max-Age={morsel['max-age']}" if morsel["max-age"].isdigit() else ""
            bound.append(f"{COOKIE_PREFIX}{name}={morsel.coded_value}; Path=/; HttpOnly; SameSite=Strict{age}")
    return tuple(bound)
