"""The second step of sensitive registers: after a hit, the detail for a reason of its own (SIO25-3.1, house)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from almasu.actions import compose_request, submit_request, view_request
from almasu.actions import materials as of_person
from almasu.actions.put_to_law import hits_of
from almasu.interfaces.portal.desk_of_node.coming_in import to_sign
from almasu.interfaces.portal.offices.blocks import Cell, Facts, Number, Own, Said
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Signed
from almasu.interfaces.portal.offices.today import Task
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_node.materials import words as say
from almasu.interfaces.portal.views.people import ToSign
from almasu.kernel.materials.problems import TASK_CLOSED
from almasu.kernel.requests.draft import LONGEST_JUSTIFICATION, LONGEST_NOTE, Form
from almasu.kernel.requests.problems import NO_DETAIL
from almasu.kernel.requests.request import Request
from almasu.kernel.resources import Resource
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.law.text import Text
from almasu.wiring.running import Running

PLACE = "/offices/materials/requests/{asked:uuid}/detail"
TITLE = Text("Толық мәлімет сұрау", "Запросить подробности", "Ask for the detail")
LEAD = Text(
    "Аса сезімтал тізілім алдымен жазба бар-жоғын ғана айтты. Толық мәлімет керек тізілімдерге себебін жазыңыз; "
    "бос қалғандары сұралмайды.",
    "Особо чувствительный реестр сначала сказал только, есть ли запись. Напишите причину у тех реестров, подробности "
    "которых нужны; остальные не запрашиваются.",
    "The most sensitive registers first told only whether they hold a record. Write the reason beside those whose "
    "detail is needed; the others are not asked.",
)
FIRST = Text("Алғашқы сұрау салу", "Первый запрос", "First request")
A_DAY, A_MONTH, MOST = timedelta(days=1), timedelta(days=31), 50
WHY = Text("себебі", "причина", "reason")


@dataclass(frozen=True, slots=True)
class Detail:
    """The deed of the second step."""

    running: Running

    async def possible(self, here: Here, open_tasks: Collection[UUID]) -> tuple[Task, ...]:
        """Return the latest requests of open tasks, named by their materials, whose detail was not asked for yet."""
        at, resources = self.running.now(), self.running.node.resources
        found = (await view_request.my_requests(self.running.node, here.session, "", MOST, at)).items
        asked = {one.draft.detail_of for one in found}
        return tuple(
            Task(TITLE, PLACE.replace("{asked:uuid}", str(one.id)), (Own(one.draft.key.value), Own(one.draft.task)))
            for one in found
            if one.material in open_tasks and one.accepted_at > at - A_MONTH and one.id not in asked
            if hits_of(one, resources)
        )

    async def blank(self, here: Here) -> Blank:
        """Show what the first step found, a reason to write for each; Problem `task.closed` after the report."""
        first = await self._first(here)
        node, at = self.running.node, self.running.now()
        if (await of_person.view_material(node, here.session, first.material, at)).paper is not None:
            raise TASK_CLOSED.at()
        resources, sheets = self.running.node.resources, self.running.law.sio_pso.sheets
        found = hits_of(first, resources)
        if not found:
            raise NO_DETAIL.at()
        rows: tuple[tuple[Text, tuple[Cell, ...]], ...] = (
            (say.SUBJECT, (Own(first.draft.key.value),)),
            (say.TASK, (Own(first.draft.task),)),
            (say.GROUND, (Said(sheets.grounds[first.draft.ground].name),)),
            (say.PURPOSE, (Said(sheets.purposes[first.draft.purpose].name),)),
            *((resources[number].name, (Number(count),)) for number, count in found.items()),
        )
        reasons = tuple(
            Field(f"notes/{number}", _reason(resources[number]), Kind.LONG, required=False, longest=LONGEST_NOTE)
            for number in found
        )
        justification = Field("justification", say.JUSTIFICATION, Kind.LONG, longest=LONGEST_JUSTIFICATION)
        named = (
            Field("detail_of", FIRST),
            Field("key/value", say.SUBJECT),
            Field("ground", say.GROUND),
            Field("purpose", say.PURPOSE),
            Field("task", say.TASK),
            Field("resources", say.RESOURCES),
        )
        filled = Typed({"justification": (first.draft.justification,)})
        return Blank((*reasons, justification), (Facts(None, rows, ("SIO25-3.1",)),), filled, named)

    async def prepare(self, here: Here, typed: Typed) -> ToSign:
        """Build the second request: only the registers that have a reason."""
        first = await self._first(here)
        found = hits_of(first, self.running.node.resources)
        notes = tuple((number, reason) for number in found if (reason := typed.text(f"notes/{number}")))
        form = Form(
            subject_kind=first.draft.key.kind,
            subject=first.draft.key.value,
            ground=first.draft.ground,
            purpose=first.draft.purpose,
            justification=typed.text("justification"),
            task=first.draft.task,
            resources=tuple(number for number, _ in notes),
            notes=notes,
            detail_of=first.id,
        )
        act = await compose_request.prepare_request(self.running.node, here.session, form, self.running.now())
        return to_sign(act, said_by(act.data).actor)

    async def send(self, here: Here, act: UUID, cms: bytes) -> str:
        """Send the signed request."""
        accepted = await submit_request.submit_request(self.running.node, here.session, act, cms, self.running.now())
        self.running.carrying_out.start(accepted)
        return f"/requests/{accepted.request.id}"

    def deeds(self) -> tuple[Deed, ...]:
        """Return the deed."""
        done = Signed(ActPurpose.REQUEST, self.prepare, self.send, say.SIGN)
        return (Deed(PLACE, TITLE, self.blank, done, LEAD, ("SIO25-3.1", "SIO25-18", "SIO25-20")),)

    async def _first(self, here: Here) -> Request:
        return await view_request.view_request(self.running.node, here.session, here.ids["asked"], self.running.now())


def _reason(resource: Resource) -> Text:
    name = resource.name
    return Text(f"{name.kk}: {WHY.kk}", f"{name.ru}: {WHY.ru}", f"{name.en}: {WHY.en}")
