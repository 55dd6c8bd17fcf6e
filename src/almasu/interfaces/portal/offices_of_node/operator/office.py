"""The office of the operator: what waits, and the way to everything the operator keeps (SIO25-14.1 to SIO25-17)."""

from __future__ import annotations

from dataclasses import dataclass

from almasu.actions.operating.announce_works import known_works
from almasu.actions.operating.emergencies import emergency_journal
from almasu.actions.operating.take_breach import breaches
from almasu.interfaces.portal.offices.blocks import Facts, Link, Number, Sheet, Way
from almasu.interfaces.portal.offices.office import Here, Office, Page
from almasu.interfaces.portal.offices_of_node.operator import lawfulness, services
from almasu.interfaces.portal.offices_of_node.operator.breaches import PLACE as BREACHES
from almasu.interfaces.portal.offices_of_node.operator.breaches import BreachReports
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


@dataclass(frozen=True, slots=True)
class Operator:
    """The first page."""

    running: Running

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
        ways = (
            Way(Text("Апаттық жағдайлар журналы", "Журнал аварийных ситуаций", "Journal of emergencies"), EMERGENCIES),
            Way(Text("Жоспарлы жұмыстар", "Плановые работы", "Planned works"), WORKS),
            Way(Text("Бұзушылықтар", "Нарушения", "Breaches"), BREACHES),
            Way(lawfulness.TITLE, lawfulness.PLACE),
            Way(services.TITLE, services.PLACE),
            Way(services.ARCHIVE_TITLE, services.ARCHIVE),
        )
        return Sheet(TITLE, (facts,), ways, None, ("SIO25-14.1", "SIO25-16", "SIO25-17"))


def operator_office(running: Running) -> Office:
    """Return the office of the operator."""
    emergencies, works, reports = Emergencies(running), PlannedWorks(running), BreachReports(running)
    lawfulness, services = LawfulnessControl(running), Services(running)
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
        ),
        (*emergencies.deeds(), *works.deeds(), *reports.deeds()),
        reports.files(),
    )
