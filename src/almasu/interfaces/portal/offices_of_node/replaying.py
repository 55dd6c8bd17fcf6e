"""A past request judged again under an edition: what was decided then, what it would be, and every difference."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime

from almasu.actions.node import Node
from almasu.actions.replay_request import Again, replay_in_control, replay_request
from almasu.actions.supervision.hold_check import judge_again
from almasu.interfaces.portal.offices.blocks import Cell, Cites, Code, Facts, Said, Sheet, State, Table, Tone, Way
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Here, Page
from almasu.interfaces.portal.offices_of_node.edition import OF_YEAR, edition_said
from almasu.interfaces.portal.views.asking import Choice
from almasu.kernel.grounds.replay import ABSENT, Difference, Replay
from almasu.kernel.grounds.words import VERDICTS
from almasu.law.text import Text
from almasu.wiring.replaying import again_under
from almasu.wiring.running import Running

OF_OWN = "/offices/materials/requests/{asked:uuid}/replay"
OF_BODY = "/offices/control/requests/{asked:uuid}/replay"
OF_CHECK = "/offices/supervision/resolutions/{resolution:uuid}/requests/{asked:uuid}/replay"
TITLE = Text("Басқа редакция бойынша қайта бағалау", "Оценка по другой редакции", "Judged again under an edition")
LEAD = Text(
    "Сол күннің фактілері таңдалған редакцияның қағидаларымен қайта бағаланады. Бұл ештеңені өзгертпейді: сол күнгі "
    "редакция бойынша қабылданған шешім күшінде қалады. Әр қайта бағалау журналға жазылады.",
    "Факты того дня оцениваются заново по правилам выбранной редакции. Это ничего не меняет: в силе остаётся решение "
    "по редакции того дня. Каждая такая оценка записывается в журнал.",
    "The facts of that day are judged again by the rules of the chosen edition. It changes nothing: what holds is the "
    "decision by the edition of that day. Each such replay is journalled.",
)
LEAD_OF_CHECK = Text(
    "Сол күннің фактілері таңдалған редакцияның қағидаларымен қайта бағаланады. Бұл ештеңені өзгертпейді: сол күнгі "
    "редакция бойынша қабылданған шешім күшінде қалады. Қайта бағалау тек қадағалау журналына жазылады.",
    "Факты того дня оцениваются заново по правилам выбранной редакции. Это ничего не меняет: в силе остаётся решение "
    "по редакции того дня. Такая оценка записывается только в журнал надзора.",
    "The facts of that day are judged again by the rules of the chosen edition. It changes nothing: what holds is the "
    "decision by the edition of that day. Only the log of supervision tells of it.",
)
UNDER = Text("Қай редакция бойынша", "По какой редакции", "Under which edition")
OF_ITS_DAY = Text("сұрау салу күнгі редакция", "редакция дня запроса", "the edition of the request's day")
THEN = Text("Сол күні", "В тот день", "On that day")
NOW = Text("Таңдалған редакция бойынша", "По выбранной редакции", "Under the chosen edition")
ALLOWED = State(Tone.GOOD, Text("рұқсат етілді", "разрешён", "permitted"))
REFUSED = State(Tone.BAD, Text("рұқсат етілмеді", "не разрешён", "refused"))
DIFFERENCES = Text("Не өзгеше", "Что отличается", "What differs")
NONE = Text("Айырмашылық жоқ.", "Отличий нет.", "Nothing differs.")
RULE = Text("Ереже", "Правило", "Rule")
WHY = Text("Себебі", "Почему", "Why")
CLAUSES = Text("Тармақтар", "Пункты", "Clauses")
NO_RULE = Text("мұндай ереже жоқ", "такого правила нет", "there is no such rule")
BACK = Text("Сұрау салуға оралу", "Вернуться к запросу", "Back to the request")


@dataclass(frozen=True, slots=True)
class Replays:
    """The page of a replay: of one's own request, for control of one of the body, in a check of a covered one."""

    running: Running

    def of_own(self) -> Page:
        """Return the page of one's own request."""
        return Page(OF_OWN, self._own, (self._under(),))

    def of_body(self) -> Page:
        """Return the page of a request of the body."""
        return Page(OF_BODY, self._body, (self._under(),))

    def of_check(self) -> Page:
        """Return the page of a request that a resolution covers."""
        return Page(OF_CHECK, self._check, (self._under(),))

    async def _own(self, here: Here) -> Sheet:
        return await self._sheet(here, replay_request, f"/requests/{here.ids['asked']}")

    async def _body(self, here: Here) -> Sheet:
        return await self._sheet(here, replay_in_control, f"/offices/control/requests/{here.ids['asked']}")

    async def _check(self, here: Here) -> Sheet:
        resolution = here.ids["resolution"]

        async def judged(node: Node, token: str, again: Again, at: datetime) -> Replay:
            return await judge_again(node, token, resolution, again, at)

        back = f"/offices/supervision/resolutions/{resolution}/requests/{here.ids['asked']}"
        return replace(await self._sheet(here, judged, back), lead=LEAD_OF_CHECK, cites=("SIO25-22.1",))

    async def _sheet(
        self, here: Here, replay: Callable[[Node, str, Again, datetime], Awaitable[Replay]], back: str
    ) -> Sheet:
        again = again_under(self.running.law, here.ids["asked"], here.asked.text("under"))
        told = await replay(self.running.node, here.session, again, self.running.now())
        facts = Facts(
            None,
            (
                (UNDER, (edition_said(self.running, told.edition),)),
                (THEN, (ALLOWED if told.allowed_then else REFUSED,)),
                (NOW, (ALLOWED if told.decision.allowed else REFUSED,)),
            ),
        )
        rows = tuple(map(self._row, told.differences))
        table = Table(DIFFERENCES, (RULE, THEN, NOW, WHY, CLAUSES), rows, NONE, narrowed=False)
        return Sheet(TITLE, (facts, table), (Way(BACK, back),), LEAD, ("SIO25-15.1", "SIO25-19.3"))

    def _row(self, one: Difference) -> tuple[tuple[Cell, ...], ...]:
        because, finding = one.because(), one.finding
        return (
            (self._rule(one),),
            (_word(one.was),),
            (_word(one.now),),
            () if because is None else (Said(because),),
            () if finding is None else (Cites(tuple(finding.cites)),),
        )

    def _rule(self, one: Difference) -> Cell:
        if one.finding is not None:
            return Said(one.finding.says)
        named = {rule.id: rule.says for rule in self.running.law.sio_pso.rules}
        return Said(named[one.rule_id]) if one.rule_id in named else Code(one.rule_id)

    def _under(self) -> Field:
        editions = tuple(
            Choice(one.id, OF_YEAR.filled(year=str(one.since.year))) for one in self.running.law.sio_pso.editions
        )
        return Field("under", UNDER, Kind.CHOICE, required=False, choices=editions, unchosen=OF_ITS_DAY)


def _word(verdict: str) -> Cell:
    if verdict == ABSENT:
        return Said(NO_RULE)
    return Said(VERDICTS[verdict]) if verdict in VERDICTS else Code(verdict)
