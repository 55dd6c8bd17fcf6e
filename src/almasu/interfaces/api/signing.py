"""A pair of addresses for an act that a person signs: one builds its bytes from a form, one takes the signature."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from litestar import post
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from almasu.actions.node import Node
from almasu.interfaces.api import messages as say
from almasu.interfaces.api import saying
from almasu.interfaces.api.given import Bearer, OfNode, token_of
from almasu.kernel.signatures.prepared import PreparedAct

Form = TypeVar("Form")
Done = TypeVar("Done")
Line = TypeVar("Line")


@dataclass(frozen=True, slots=True)
class Building(Generic[Form]):
    """How an act is built: from which form, by which action; `says` is what the description of the API says of it."""

    form: type[Form]
    prepare: Callable[[Node, str, Form, datetime], Awaitable[PreparedAct]]
    says: str


@dataclass(frozen=True, slots=True)
class Finishing(Generic[Done, Line]):
    """What the signature does: which action, and how what it made is told as a line."""

    finish: Callable[[Node, str, UUID, bytes, datetime], Awaitable[Done]]
    line: type[Line]
    told: Callable[[Done], Line]
    says: str


def signed_pair(
    path: str, building: Building[Form], finishing: Finishing[Done, Line]
) -> tuple[HTTPRouteHandler, HTTPRouteHandler]:
    """Return the handlers of `path`/prepare and of `path`."""

    async def prepare(running: OfNode, authorization: Bearer, data: Form) -> say.ActToSign:
        act = await building.prepare(running.node, token_of(authorization), data, running.now())
        return saying.act_to_sign(act)

    async def finish(running: OfNode, authorization: Bearer, data: JSONBody[say.SignedAct]) -> Line:
        token = token_of(authorization)
        return finishing.told(await finishing.finish(running.node, token, data.act, data.cms, running.now()))

    prepare.__doc__, finish.__doc__ = building.says, finishing.says
    # The framework reads what comes and goes from annotations: these two are known at run time alone.
    prepare.__annotations__["data"] = JSONBody[building.form]  # type: ignore[misc,name-defined]
    finish.__annotations__["return"] = finishing.line
    return post(f"{path}/prepare", status_code=201)(prepare), post(path, status_code=201)(finish)
