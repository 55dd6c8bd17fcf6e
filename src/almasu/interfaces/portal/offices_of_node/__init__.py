"""The offices of a running node: their pages and deeds over the actions. One file per office."""

from __future__ import annotations

from dataclasses import replace

from almasu.interfaces.portal.desk_of_node.of_offices import offices_of
from almasu.interfaces.portal.offices.office import Offices
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
from almasu.kernel.control.problems import NO_ORDER
from almasu.wiring.running import Running


def node_offices(running: Running) -> Offices:
    """Return all offices of a node, in the order of the menu."""
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
    known = offices_of(running, map(with_next_steps, offices))
    return replace(known, announced=works.announced, ways_out=ways_out)
