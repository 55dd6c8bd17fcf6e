"""Tell what a page of another site made the browser ask: nothing is begun for it (W3C Fetch Metadata).

A browser keeps our session from such a request (`SameSite=Strict`), so a sign-in or a visit begun for it would take the
place of the session that the person has, and many of them would use up the room that all share.
"""

from __future__ import annotations

from collections.abc import Mapping

from almasu.law.problem import ProblemKind
from almasu.law.text import Text

SITES = frozenset({"cross-site", "same-site"})
"""What a browser says of a page of another site, a neighbour under one domain among them; a program says nothing."""
FROM_ELSEWHERE = ProblemKind(
    code="http.from_elsewhere",
    status=403,
    title=Text(
        kk="Мұнда басқа сайттың беті әкелді, сондықтан ештеңе басталған жоқ.",
        ru="Сюда привела страница другого сайта, поэтому ничего не начато.",
        en="A page of another site led here, so nothing was begun.",
    ),
    remedy=Text(
        kk="Мұнда өзіңіз келгіңіз келсе, осы беттен жалғастырыңыз. Ашық сеансыңыз сақталды.",
        ru="Если вы шли сюда сами, продолжите с этой страницы. Ваш открытый сеанс сохранён.",
        en="If you meant to come here, go on from this page. A session that you have is kept.",
    ),
)


def from_elsewhere(headers: Mapping[str, str]) -> bool:
    """Tell whether a page of another site made the browser ask this."""
    return headers.get("sec-fetch-site", "").strip().lower() in SITES
