"""Judging a past request again from a node's settings: vault and database, without the rest of the node."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from uuid import UUID

from almasu.actions.replay_request import Again, Replaying, replay_for_operator
from almasu.kernel.grounds.replay import Replay
from almasu.law.problem import ProblemKind
from almasu.law.text import Text
from almasu.store.database import Database
from almasu.store.node import NodeStore
from almasu.store.sealer import Sealer
from almasu.wiring.journal import process_name
from almasu.wiring.law import Law
from almasu.wiring.law_of_node import law_of
from almasu.wiring.running import now
from almasu.wiring.settings import Settings
from almasu.wiring.sheets import read_resources

NO_EDITION = ProblemKind(
    "law.edition.unknown",
    404,
    Text(
        kk="{edition} деген редакция жоқ.",
        ru="Редакции {edition} нет.",
        en="There is no edition {edition}.",
    ),
    Text(
        kk="Редакциялар «Құқық» бетінде тұр; оларды `almasu law editions` те көрсетеді.",
        ru="Редакции перечислены на странице «Право»; их показывает и `almasu law editions`.",
        en="The page “Law” lists the editions, and so does `almasu law editions`.",
    ),
)


async def replay_of(settings: Settings, request: UUID, edition: Callable[[Law], str]) -> Replay:
    """Return the replay of a request of the node under an edition; the node may run meanwhile.

    Problems: what the settings lack, `request.not_found`, `request.not_judged`.
    """
    law = law_of(settings)
    again = Again(request, edition(law), law.sio_pso.decide_under)
    database = await Database.open(settings.database_url, 1)
    try:
        store = NodeStore(database, Sealer(settings.open_vault(), secrets.token_bytes))
        resources = {resource.number: resource for resource in read_resources()}
        replaying = Replaying(store, resources, secrets.token_bytes)
        return await replay_for_operator(replaying, again, f"process:{process_name()}", now())
    finally:
        await database.close()


def again_under(law: Law, request: UUID, named: str) -> Again:
    """Return what to judge again: a request under an edition named by id or year, that of its day where none is.

    Problem `law.edition.unknown` at `under`.
    """
    return Again(request, edition_of(law, named, "under") if named else "", law.sio_pso.decide_under)


def edition_of(law: Law, named: str, where: str = "--under") -> str:
    """Return the id of an edition of the exchange named by id or year; Problem `law.edition.unknown`."""
    known = {name: one.id for one in law.sio_pso.editions for name in (one.id, one.id.rsplit("-", 1)[1])}
    if named not in known:
        raise NO_EDITION.at(where, edition=named)
    return known[named]
