"""The offices of a running node: their pages and deeds over the actions. One file per office."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from almasu.actions.check_act import waiting_act
from almasu.interfaces.portal.desk_of_node.coming_in import to_sign
from almasu.interfaces.portal.offices.office import Leaf, Offices
from almasu.interfaces.portal.offices_of_node.accounts.applications import Applications
from almasu.interfaces.portal.offices_of_node.accounts.decisions import Decisions
from almasu.interfaces.portal.offices_of_node.accounts.known import KnownAccounts
from almasu.interfaces.portal.offices_of_node.accounts.own import OwnPages
from almasu.interfaces.portal.offices_of_node.control.office import control_offices
from almasu.interfaces.portal.offices_of_node.control.orders import TO_AN_ORDER
from almasu.interfaces.portal.offices_of_node.countersigning import countersigning_office
from almasu.interfaces.portal.offices_of_node.materials.office import materials_office
from almasu.interfaces.portal.offices_of_node.next_steps import with_next_steps
from almasu.interfaces.portal.offices_of_node.operator.office import operator_office
from almasu.interfaces.portal.offices_of_node.operator.works import PlannedWorks
from almasu.interfaces.portal.offices_of_node.owner import owner_office
from almasu.interfaces.portal.offices_of_node.supervision.office import supervision_office
from almasu.interfaces.portal.views.people import SessionToken, ToSign
from almasu.kernel.control.problems import NO_ORDER
from almasu.kernel.parties.session import token_hash
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.wiring.own_leaf import own_leaf
from almasu.wiring.running import Running


def node_offices(running: Running) -> Offices:
    """Return all offices of a node, in the order of the menu."""

    async def waiting(session: SessionToken, act: UUID, purpose: ActPurpose) -> ToSign:
        prepared, _ = await waiting_act(running.node, act, token_hash(session), purpose, running.now())
        return to_sign(prepared, said_by(prepared.data).actor)

    async def leaf(session: SessionToken, since: datetime) -> Leaf | None:
        found = await own_leaf(running, session, since)
        return None if found is None else Leaf(found.commitment, found.at, found.receipt)

    works = PlannedWorks(running)
    # What the day of a role is about stands first: the first office is where such a person comes in.
    control, *orders = control_offices(running)
    offices = (
        control,
        Decisions(running).office(),
        operator_office(running),
        *orders,
        supervision_office(running),
        owner_office(running),
        materials_office(running),
        countersigning_office(running),
        KnownAccounts(running).office(),
        OwnPages(running).office(),
        Applications(running).office(),
        works.for_everybody(),
    )
    ways_out = {NO_ORDER.code: TO_AN_ORDER}
    return Offices(tuple(map(with_next_steps, offices)), waiting, works.announced, leaf, running.now, ways_out)
