"""The offices of the sector's node: of the responsible worker, the head, the sectoral centre."""

from __future__ import annotations

from almasu.interfaces.portal.desk_of_node.of_offices import offices_of
from almasu.interfaces.portal.offices.office import Offices
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
from almasu.wiring.running import Running


def sector_offices(running: Running) -> Offices:
    """Return all offices of the sector, in the order of the menu: what the day of a role is about stands first."""
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
    return offices_of(running, offices)
