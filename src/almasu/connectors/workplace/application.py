"""An application of a state body, spoken to as the gateway: its address alone, our certificate, few headers (FMA-3.2).

The person is named to it by a pseudonym, the role and the session; whoever has not our certificate cannot say so.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from ssl import SSLContext

from multidict import MultiMapping

from almasu.connectors.egress.caller import Caller, Came
from almasu.kernel.answers import NoReply, Unreadable
from almasu.kernel.exchange.reasons import Silence
from almasu.kernel.provision.look import MOST_ANSWER, PASSED_ON, SHOWN, Answered, Wanted
from almasu.kernel.provision.look_cookies import bound, theirs
from almasu.kernel.provision.workplace_port import AskedBy

PERSON, ROLE, SITTING = "X-Almasu-Person", "X-Almasu-Role", "X-Almasu-Sitting"


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
        cookies = theirs(wanted.headers.get("cookie", ""), by.sitting)
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
        return Answered(came.status, kept, bound(_set_cookies(came), by.sitting), came.body)


def _set_cookies(came: Came) -> list[str]:
    return came.headers.getall("set-cookie", []) if isinstance(came.headers, MultiMapping) else []
