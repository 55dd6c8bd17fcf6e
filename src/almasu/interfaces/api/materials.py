"""Materials over HTTP: tasks and their reports, answers joined to them, copies on local devices, destruction.

Sources: SIO25-3.2, SIO25-19.1, SIO25-19.2.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from litestar import Response, Router, get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from almasu.actions import close_task, destroy_material, join_answers, take_copy
from almasu.actions import materials as of_person
from almasu.interfaces.api import material_messages as say
from almasu.interfaces.api import saying
from almasu.interfaces.api.given import Bearer, OfNode, token_of, with_session
from almasu.interfaces.api.messages import ActToSign, SignedAct
from almasu.kernel.materials.copy import LONGEST_REASON, CopyFormat

Task = Annotated[str, QueryParameter(max_length=100, description="the task whose material the copy is for")]
Reason = Annotated[str, QueryParameter(max_length=LONGEST_REASON, description="what the copy is taken for")]
MEDIA = {
    CopyFormat.CSV: "text/csv; charset=utf-8",
    CopyFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    CopyFormat.JSON: "application/json",
    CopyFormat.PDF: "application/pdf",
}
MOST = 100


@get("/materials")
async def mine(running: OfNode, authorization: Bearer) -> tuple[say.MaterialLine, ...]:
    """Return the materials in which one has requests, the latest opened first."""
    found = await of_person.my_materials(running.node, token_of(authorization), MOST, running.now())
    return tuple(say.material_line(one) for one in found)


@get("/materials/{material_id:uuid}")
async def one(running: OfNode, authorization: Bearer, material_id: FromPath[UUID]) -> say.MaterialAnswer:
    """Return a material with what it holds, its report and its destruction."""
    shown = await of_person.view_material(running.node, token_of(authorization), material_id, running.now())
    return say.material_answer(shown)


@post("/materials/{material_id:uuid}/close/prepare", status_code=201)
async def prepare_closing(
    running: OfNode, authorization: Bearer, material_id: FromPath[UUID], data: JSONBody[say.ClosingForm]
) -> ActToSign:
    """Build the report that closes a task; it lists every request of the task."""
    token, at = token_of(authorization), running.now()
    act = await close_task.prepare_closing(running.node, token, material_id, data.kept_until, data.summary, at)
    return saying.act_to_sign(act)


@post("/materials/close", status_code=200)
async def close(running: OfNode, authorization: Bearer, data: JSONBody[SignedAct]) -> say.TaskAnswer:
    """Close a task by its signed report."""
    paper = await close_task.close_task(running.node, token_of(authorization), data.act, data.cms, running.now())
    return say.task_answer(paper)


@post("/materials/{material_id:uuid}/destroy/prepare", status_code=201)
async def prepare_destruction(
    running: OfNode, authorization: Bearer, material_id: FromPath[UUID], data: JSONBody[say.DestructionForm]
) -> ActToSign:
    """Build the act that destroys a material whose storage term is over."""
    token = token_of(authorization)
    act = await destroy_material.prepare_destruction(running.node, token, material_id, data.reason, running.now())
    return saying.act_to_sign(act)


@post("/materials/destroy", status_code=200)
async def destroy(running: OfNode, authorization: Bearer, data: JSONBody[SignedAct]) -> say.TaskAnswer:
    """Destroy a material by the signed act; what it alone held opens no more."""
    token = token_of(authorization)
    paper = await destroy_material.destroy_material(running.node, token, data.act, data.cms, running.now())
    return say.task_answer(paper)


@post("/materials/{material_id:uuid}/answers", status_code=200)
async def join(
    running: OfNode, authorization: Bearer, material_id: FromPath[UUID], data: JSONBody[say.JoinForm]
) -> say.Joined:
    """Let a further material hold the answers of a request of one's own, obtained for the same purpose."""
    token = token_of(authorization)
    return say.Joined(await join_answers.join_answers(running.node, token, data.request, material_id, running.now()))


@get("/requests/{request_id:uuid}/download")
async def download(
    running: OfNode,
    authorization: Bearer,
    request_id: FromPath[UUID],
    task: Task,
    reason: Reason = "",
    format: FromQuery[CopyFormat] = CopyFormat.CSV,  # noqa: A002 - the name a program sends
) -> Response[bytes]:
    """Return the answers as a file under a watermark. Its destruction on the device is to be confirmed in time."""
    token = token_of(authorization)
    wanted = take_copy.Wanted(request_id, task, reason, format)
    copy = await take_copy.take_copy(running.node, token, wanted, running.now())
    due = "" if copy.paper.due_at is None else copy.paper.due_at.isoformat()
    headers = {
        "content-disposition": f'attachment; filename="almasu-{copy.paper.id}.{format.value}"',
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        "almasu-copy": str(copy.paper.id),
        "almasu-destroy-by": due,
    }
    return Response(copy.data, media_type=MEDIA[format], headers=headers)


@get("/copies")
async def copies(running: OfNode, authorization: Bearer) -> tuple[say.CopyLine, ...]:
    """Return one's own copies, the newest first, with those whose destruction is still to be confirmed."""
    found = await take_copy.my_copies(running.node, token_of(authorization), running.now())
    return tuple(say.copy_line(paper) for paper in found)


@post("/copies/{copy_id:uuid}/destroyed", status_code=200)
async def destroyed(
    running: OfNode, authorization: Bearer, copy_id: FromPath[UUID], data: JSONBody[say.DestroyedForm]
) -> say.CopyLine:
    """Confirm that a copy was destroyed on the device, and when."""
    token, at = token_of(authorization), running.now()
    return say.copy_line(await take_copy.confirm_destroyed(running.node, token, copy_id, _moment(data, at), at))


def _moment(data: say.DestroyedForm, at: datetime) -> datetime:
    """Return when the copy was destroyed: as told, or now."""
    return at if data.destroyed_on is None else data.destroyed_on


def material_routes() -> Router:
    """Return the routes of materials and copies."""
    handlers = [
        mine,
        one,
        prepare_closing,
        close,
        prepare_destruction,
        destroy,
        join,
        download,
        copies,
        destroyed,
    ]
    return Router("/", route_handlers=handlers, guards=[with_session], security=[{"session": []}])
