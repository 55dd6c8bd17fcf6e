"""The offices of the exchange between states (Agreement of 3 November 2017)."""

from __future__ import annotations

from almasu.interfaces.portal.desk_of_node.of_offices import offices_of
from almasu.interfaces.portal.offices.office import Offices
from almasu.interfaces.portal.offices_of_interstate.bags import BagsOffice
from almasu.interfaces.portal.offices_of_interstate.blind import BlindOffice
from almasu.interfaces.portal.offices_of_interstate.cases import CasesOffice
from almasu.interfaces.portal.offices_of_interstate.consultations import ConsultationsOffice
from almasu.interfaces.portal.offices_of_interstate.differences import DifferencesOffice
from almasu.interfaces.portal.offices_of_interstate.directory import DirectoryOffice
from almasu.interfaces.portal.offices_of_interstate.disclosures import DisclosuresOffice
from almasu.interfaces.portal.offices_of_interstate.items import ItemsOffice
from almasu.interfaces.portal.offices_of_interstate.legal_acts import LegalActsOffice
from almasu.interfaces.portal.offices_of_interstate.mailboxes import MailboxesOffice
from almasu.interfaces.portal.offices_of_interstate.nodes import NodesOffice
from almasu.interfaces.portal.offices_of_interstate.offers import OffersOffice
from almasu.interfaces.portal.offices_of_interstate.onward import OnwardOffice
from almasu.interfaces.portal.offices_of_interstate.overview import CountsOffice, LeavingOffice
from almasu.interfaces.portal.offices_of_interstate.packets import PacketsOffice
from almasu.wiring.running import Running


def interstate_offices(running: Running) -> Offices:
    """Return all offices of the zone, in the order of the menu."""
    offices = (
        CasesOffice(running).office(),
        OffersOffice(running).office(),
        ItemsOffice(running).office(),
        OnwardOffice(running).office(),
        PacketsOffice(running).office(),
        BlindOffice(running).office(),
        DisclosuresOffice(running).office(),
        ConsultationsOffice(running).office(),
        CountsOffice(running).office(),
        LeavingOffice(running).office(),
        MailboxesOffice(running).office(),
        DirectoryOffice(running).office(),
        LegalActsOffice(running).office(),
        NodesOffice(running).office(),
        BagsOffice(running).office(),
        DifferencesOffice(running).office(),
    )
    return offices_of(running, offices)
