"""A check: what a resolution covers, one request as it was judged and seen then, and all of it to take along.

Nothing here changes anything; every page is a leaf of the log of supervision, and of no other (SIO25-22.1).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from almasu.actions.read_journal import Included, whereabouts
from almasu.actions.supervision.hold_check import Covered, covered_requests, replay
from almasu.actions.supervision.take_along import Wanted, take_along
from almasu.actions.supervision.view_cases import ResolutionShown, view_resolution
from almasu.interfaces.portal.offices.blocks import (
    At,
    Block,
    Cell,
    Facts,
    Link,
    Number,
    On,
    Own,
    Said,
    Sheet,
    Table,
    Way,
    Words,
)
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import File, Here, Page
from almasu.interfaces.portal.offices.older import older_of
from almasu.interfaces.portal.offices_of_node.bodies import body_said
from almasu.interfaces.portal.offices_of_node.replaying import TITLE as AGAIN
from almasu.interfaces.portal.offices_of_node.replaying import Replays
from almasu.interfaces.portal.offices_of_node.supervision import words as say
from almasu.interfaces.portal.offices_of_node.supervision.replay import Shown, replay_blocks
from almasu.interfaces.portal.views.proof import EvidenceFile
from almasu.kernel.evidence_pack.problems import NOT_YET
from almasu.kernel.page import Page as Listed
from almasu.law.text import Text
from almasu.wiring.evidence import proved_by
from almasu.wiring.running import Running

AT_ONCE = 100
"""How many requests a page shows, and the file taken along from it holds."""
RESOLUTION = Text("Қаулы", "Постановление", "Resolution")
CASE = Text("Іс", "Дело", "Case")
ANY = Text("шектелмеген", "не ограничены", "not limited")
OPEN = Text("ашу", "открыть", "open")
NAMED = Text("Аталған қызметкерлер", "Названные сотрудники", "Officers named")
REQUESTS = Text("Қамтылған сұрау салулар", "Охваченные запросы", "Requests covered")
NO_REQUESTS = Text(
    "Қаулы қамтитын сұрау салулар жоқ.", "Запросов в объёме постановления нет.", "The resolution covers no request."
)
NOTHING_NOW = Text(
    "Қаулы қазір күшінде емес немесе ісі жабық: сұрау салулар көрінбейді.",
    "Постановление сейчас не действует или дело закрыто: запросы не видны.",
    "The resolution is not in force now, or its case is closed: no requests are seen.",
)
NONE_HERE = Text(
    "Бұл бет үшін қаралған сұрау салулардың ешқайсысы қаулының ауқымына кірмейді. Келесі бетке өтіңіз.",
    "Среди просмотренных для этой страницы запросов ни один не входит в объём постановления. Перейдите дальше.",
    "None of the requests looked through for this page is covered by the resolution. Go on to the next one.",
)
COLUMNS = (
    Text("Сұрау салу", "Запрос", "Request"),
    Text("Қабылданды", "Принят", "Accepted"),
    Text("Қызметкер", "Сотрудник", "Officer"),
    Text("Сол кездегі органы", "Орган на тот день", "Body on that day"),
    Text("Тапсырма", "Задание", "Task"),
    Text("Тізілімдер", "Реестров", "Registers"),
)
ONE = Text("Сұрау салу сол кезде", "Запрос, каким он был", "The request as it was")
LEAD = Text(
    "Қызметкер сол кезде не көргенін ғана көрсетеді. Басқа сәтті таңдауға болады.",
    "Показано только то, что видел сотрудник тогда. Можно выбрать другой момент.",
    "Only what the officer saw then is shown. Another moment can be chosen.",
)
MOMENT = Field("moment", Text("Қай сәтте", "На какой момент", "As of"), Kind.MOMENT, required=False)
OF_RESOLUTION = f"{say.RESOLUTIONS}/{{resolution:uuid}}"
OF_REQUEST = f"{OF_RESOLUTION}/requests/{{asked:uuid}}"


@dataclass(frozen=True, slots=True)
class Checks:
    """The pages and files of a check."""

    running: Running

    def pages(self) -> tuple[Page, ...]:
        """Return the pages: a resolution with what it covers, one request, and that request judged again."""
        one = Page(OF_REQUEST, self.request, (MOMENT,))
        return (Page(OF_RESOLUTION, self.resolution, ()), one, Replays(self.running).of_check())

    def files(self) -> tuple[File, ...]:
        """Return what is taken along: everything at once, and the proof of one request."""
        return (File(f"{OF_RESOLUTION}/export", self.export), File(f"{OF_REQUEST}/proof", self.proof))

    async def resolution(self, here: Here) -> Sheet:
        """Show an own resolution, and what it covers while it is in force."""
        node, at, number = self.running.node, self.running.now(), here.ids["resolution"]
        shown = await view_resolution(node, here.session, number, at)
        blocks: list[Block] = [self._facts(shown), _cuts(shown)]
        place, ways = f"{say.RESOLUTIONS}/{number}", list[Way]()
        if shown.in_force:
            after = here.asked.text("older")
            page = await covered_requests(node, here.session, number, after, AT_ONCE, at)
            blocks.append(_covered(self.running, place, page))
            take = say.TAKE_PAGE if after or page.after else say.TAKE
            ways += [Way(take, f"{place}/export{older_of(after)}", main=True), Way(say.VERIFY, "/verify")]
        else:
            blocks.append(Words(REQUESTS, NOTHING_NOW))
        if shown.resolution.valid_until > at and say.state_of(shown.paper, shown.resolution, at) is not say.WITHDRAWN:
            ways.append(Way(say.CUT, f"{place}/cut"))
        return Sheet(RESOLUTION, tuple(blocks), tuple(ways), None, ("SIO25-22.2",))

    async def request(self, here: Here) -> Sheet:
        """Show a covered request as it was judged, and what its officer had seen at a moment."""
        resolution, number = here.ids["resolution"], here.ids["asked"]
        moment = here.asked.moment("moment")
        seen = await replay(self.running.node, here.session, resolution, number, moment, self.running.now())
        place = f"{say.RESOLUTIONS}/{resolution}"
        where = await whereabouts(self.running.main.journal, seen.covered.request.leaf)
        shown = Shown(self.running, seen, where.index if isinstance(where, Included) else None)
        one = f"{place}/requests/{number}"
        proof, again = Way(say.PROOF, f"{one}/proof"), Way(AGAIN, f"{one}/replay")
        ways = (proof, again, Way(say.VERIFY, "/verify"), Way(say.BACK, place))
        return Sheet(ONE, replay_blocks(shown), ways, LEAD, ("SIO25-22.1",))

    async def export(self, here: Here) -> EvidenceFile:
        """Take along a page of what a resolution covers; the log of supervision names the digest."""
        by, number = proved_by(self.running), here.ids["resolution"]
        wanted = Wanted(number, here.asked.text("older"), AT_ONCE)
        taken = await take_along(self.running.node, here.session, wanted, by, self.running.now())
        return EvidenceFile(f"supervision-{number}.zip", taken.data)

    async def proof(self, here: Here) -> EvidenceFile:
        """Take along where the acceptance of a covered request stands in the journal."""
        resolution, number = here.ids["resolution"], here.ids["asked"]
        seen = await replay(self.running.node, here.session, resolution, number, None, self.running.now())
        leaf = seen.covered.request.leaf
        where = await whereabouts(self.running.main.journal, leaf)
        if not isinstance(where, Included):
            raise NOT_YET.at()
        return EvidenceFile(f"almasu-{where.index}.tlog-proof", where.file(leaf).data())

    def _facts(self, shown: ResolutionShown) -> Facts:
        told, at = shown.resolution, self.running.now()
        scope = told.scope
        rows: tuple[tuple[Text, tuple[Cell, ...]], ...] = (
            (say.NUMBER, (Own(told.number),)),
            (say.DATED, (On(told.issued_on),)),
            (say.STANDING, (say.state_of(shown.paper, told, at),)),
            (say.VALID_FROM, (At(told.valid_from),)),
            (say.VALID_UNTIL, (say.until_cell(shown.paper, told, at),)),
            (say.PERIOD, say.span(scope.since, scope.until)),
            (say.BODIES, tuple(body_said(self.running, one) for one in scope.bodies) or (Said(ANY),)),
            (NAMED, _named([one.person.full_name() for one in shown.officers])),
            (say.TASKS, _named(scope.tasks)),
            (CASE, (Link(OPEN, f"{say.OF_CASES}/{told.case}"),)),
        )
        return Facts(None, rows, ("SIO25-22.2",))


def _named(found: Sequence[str]) -> tuple[Cell, ...]:
    """Return what a scope names; that it sets no bound where it names nothing."""
    return (Own(", ".join(found)),) if found else (Said(ANY),)


def _cuts(shown: ResolutionShown) -> Table:
    rows = tuple(((At(one.at),), (At(one.valid_until),), (Own(one.words),)) for one in shown.resolution.cuts)
    return Table(say.CUTS, say.CUT_COLUMNS, rows, say.NO_CUTS)


def _covered(running: Running, place: str, page: Listed[Covered]) -> Table:
    rows = tuple(
        (
            (Link(str(one.request.id)[:8], f"{place}/requests/{one.request.id}"),),
            (At(one.request.accepted_at),),
            (Own(one.account.person.full_name()),),
            (body_said(running, one.then.body_bin),),
            (Own(one.request.draft.task),),
            (Number(len(one.request.rows)),),
        )
        for one in page.items
    )
    none = NONE_HERE if page.after else NO_REQUESTS
    return Table(REQUESTS, COLUMNS, rows, none, older_of(page.after), ("SIO25-22.1",))
