"""The offices of the sector's node: of the responsible worker, the head, the sectoral centre."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from almasu.actions.check_act import waiting_act
from almasu.interfaces.portal.desk_of_node.coming_in import to_sign
from almasu.interfaces.portal.offices.office import Leaf, Offices
from almasu.interfaces.portal.offices_of_sector.applying import Applying
from almasu.interfaces.portal.offices_of_sector.approvals import Approvals
from almasu.interfaces.portal.offices_of_sector.calendar import CalendarOfSector
from almasu.interfaces.portal.offices_of_sector.campaigns import Campaigns
from almasu.interfaces.portal.offices_of_sector.centre import Centre
from almasu.interfaces.portal.offices_of_sector.documents import Documents
from almasu.interfaces.portal.offices_of_sector.inbox import Inbox
from almasu.interfaces.portal.offices_of_sector.incoming import IncomingOffice
from almasu.interfaces.portal.offices_of_sector.joining import JoiningOffice
from almasu.interfaces.portal.offices_of_sector.machines import Machines
from almasu.interfaces.portal.offices_of_sector.modules import Modules
from almasu.interfaces.portal.offices_of_sector.notices import NoticesOffice
from almasu.interfaces.portal.offices_of_sector.organisations import Organisations
from almasu.interfaces.portal.offices_of_sector.requests import Requests
from almasu.interfaces.portal.offices_of_sector.signals import SignalsOffice
from almasu.interfaces.portal.offices_of_sector.software import SoftwareOffice
from almasu.interfaces.portal.offices_of_sector.statistics import StatisticsOfSector
from almasu.interfaces.portal.views.people import SessionToken, ToSign
from almasu.kernel.parties.session import token_hash
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.wiring.own_leaf import own_leaf
from almasu.wiring.running import Running


def sector_offices(running: Running) -> Offices:
    """Return all offices of the sector, in the order of the menu: what the day of a role is about stands first."""

    async def waiting(session: SessionToken, act: UUID, purpose: ActPurpose) -> ToSign:
        prepared, _ = await waiting_act(running.node, act, token_hash(session), purpose, running.now())
        return to_sign(prepared, said_by(prepared.data).actor)

    async def leaf(session: SessionToken, since: datetime) -> Leaf | None:
        found = await own_leaf(running, session, since)
        return None if found is None else Leaf(found.commitment, found.at, found.receipt)

    offices = (
        Inbox(running).office(),
        Approvals(running).office(),
        Centre(running).office(),
        Requests(running).office(),
        Documents(running).office(),
        StatisticsOfSector(running).office(),
        Organisations(running).office(),
        JoiningOffice(running).office(),
        SignalsOffice(running).office(),
        Campaigns(running).office(),
        Modules(running).office(),
        Machines(running).office(),
        Applying(running).office(),
        SoftwareOffice(running).office(),
        IncomingOffice(running).office(),
        NoticesOffice(running).office(),
        CalendarOfSector(running).office(),
    )
    return Offices(offices, waiting, leaf=leaf, now=running.now)
