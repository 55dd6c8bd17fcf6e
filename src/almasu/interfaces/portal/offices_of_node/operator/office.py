"""The office of the operator: what waits, and the way to everything the operator keeps (SIO25-14.1 to SIO25-17)."""

from __future__ import annotations

from dataclasses import dataclass

from almasu.actions.operating.announce_works import known_works
from almasu.actions.operating.emergencies import emergency_journal
from almasu.actions.operating.take_breach import breaches
from almasu.interfaces.portal.offices.blocks import At, Facts, Link, Number, Sheet, Tone, Way
from almasu.interfaces.portal.offices.office import Here, Office, Page
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.today import Figure, Task, Today
from almasu.interfaces.portal.offices_of_node.operator import diagnostics, lawfulness, services
from almasu.interfaces.portal.offices_of_node.operator.breaches import PLACE as BREACHES
from almasu.interfaces.portal.offices_of_node.operator.breaches import BreachReports
from almasu.interfaces.portal.offices_of_node.operator.diagnostics import Diagnostics
from almasu.interfaces.portal.offices_of_node.operator.emergencies import PLACE as EMERGENCIES
from almasu.interfaces.portal.offices_of_node.operator.emergencies import Emergencies
from almasu.interfaces.portal.offices_of_node.operator.lawfulness import LawfulnessControl
from almasu.interfaces.portal.offices_of_node.operator.services import Services
from almasu.interfaces.portal.offices_of_node.operator.works import PLACE as WORKS
from almasu.interfaces.portal.offices_of_node.operator.works import PlannedWorks
from almasu.kernel.operating.emergency import EmergencyState
from almasu.kernel.powers.over_users import KEEP_EMERGENCIES
from almasu.law.text import Text
from almasu.wiring.running import Running

PLACE = "/offices/operator"
TITLE = Text("Оператор", "Оператор", "Operator")
GOING_ON = Text("Жалғасып жатқан апаттық жағдайлар", "Аварийные ситуации, которые продолжаются", "Emergencies going on")
TO_CLOSE = Text(
    "Себебі мен шаралары жазылмаған жағдайлар",
    "Ситуации без указанных причины и мер",
    "Emergencies without cause and measures",
)
COMING = Text("Алдағы және жүріп жатқан жұмыстар", "Предстоящие и идущие работы", "Works coming and under way")
REPORTED = Text("Хабарланған бұзушылықтар", "Сообщённые нарушения", "Breaches reported")
UNREAD = Text("Орган оқымаған хабарламалар", "Извещения, не прочитанные органом", "Notices the body has not read")
LOOK = Text("Ашу", "Открыть", "Open")
CLOSE = Text(
    "Апаттық жағдайдың себебі мен шараларын жазу",
    "Указать причину и меры по аварийной ситуации",
    "Give the cause of an emergency and the measures",
)
WAYS = (
    Way(Text("Апаттық жағдайлар", "Аварийные ситуации", "Emergencies"), EMERGENCIES),
    Way(services.TITLE, services.PLACE),
    Way(diagnostics.TITLE, diagnostics.PLACE),
    Way(Text("Заңдылық", "Законность", "Lawfulness"), lawfulness.PLACE),
    Way(Text("Бұзушылықтар", "Нарушения", "Breaches"), BREACHES),
    Way(Text("Жоспарлы жұмыстар", "Плановые работы", "Planned works"), WORKS),
    Way(services.ARCHIVE_TITLE, services.ARCHIVE),
)


@dataclass(frozen=True, slots=True)
class Operator:
    """The first page."""

    running: Running

    async def today(self, here: Here) -> Today:
        """Return the emergencies that wait for their cause, and how the exchange stands."""
        node, at = self.running.node, self.running.now()
        lines = (await emergency_journal(node, here.session, at)).lines
        unread = sum(one.notice.state == "sent" for one in await breaches(node, here.session, at))
        going_on = sum(one.paper.state == EmergencyState.OPEN for one in lines)
        works = sum(one.ends > at for one in await known_works(node, at))
        tasks = tuple(
            Task(CLOSE, f"{EMERGENCIES}/{one.paper.id}", (At(one.said.opened_at),))
            for one in lines
            if one.paper.state == EmergencyState.ENDED
        )
        figures = (
            Figure(GOING_ON, going_on, EMERGENCIES, Tone.BAD if going_on else Tone.PLAIN),
            Figure(UNREAD, unread, BREACHES, Tone.WAIT if unread else Tone.PLAIN),
            Figure(COMING, works, WORKS),
        )
        return Today(tasks, figures, (Way(services.TITLE, services.PLACE),))

    async def home(self, here: Here) -> Sheet:
        """Show what waits for the operator."""
        node, at = self.running.node, self.running.now()
        lines = (await emergency_journal(node, here.session, at)).lines
        going_on = sum(one.paper.state == EmergencyState.OPEN for one in lines)
        to_close = sum(one.paper.state == EmergencyState.ENDED for one in lines)
        works = sum(one.ends > at for one in await known_works(node, at))
        reports = await breaches(node, here.session, at)
        unread = sum(one.notice.state == "sent" for one in reports)
        rows = (
            (GOING_ON, going_on, EMERGENCIES),
            (TO_CLOSE, to_close, EMERGENCIES),
            (COMING, works, WORKS),
            (REPORTED, len(reports), BREACHES),
            (UNREAD, unread, BREACHES),
        )
        facts = Facts(None, tuple((label, (Number(count), Link(LOOK, place))) for label, count, place in rows))
        return Sheet(TITLE, (facts,), (), None, ("SIO25-14.1", "SIO25-16", "SIO25-17"))


def operator_office(running: Running) -> Office:
    """Return the office of the operator."""
    emergencies, works, reports = Emergencies(running), PlannedWorks(running), BreachReports(running)
    lawfulness, services = LawfulnessControl(running), Services(running)
    tests = Diagnostics(running)
    return Office(
        PLACE,
        TITLE,
        KEEP_EMERGENCIES.roles,
        (
            Page(PLACE, Operator(running).home),
            *emergencies.pages(),
            *works.pages(),
            *reports.pages(),
            *lawfulness.pages(),
            *services.pages(),
            *tests.pages(),
        ),
        (*emergencies.deeds(), *works.deeds(), *reports.deeds(), *tests.deeds()),
        reports.files(),
        section=Section.OPERATOR,
        ways=WAYS,
        today=Operator(running).today,
    )
