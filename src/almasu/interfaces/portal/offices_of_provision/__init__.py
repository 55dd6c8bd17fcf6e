"""The offices of the zone of provision: of state bodies and of the Agency (order No. 114-НҚ)."""

from __future__ import annotations

from almasu.interfaces.portal.desk_of_node.of_offices import offices_of
from almasu.interfaces.portal.offices.office import Offices
from almasu.interfaces.portal.offices_of_provision.acts import Acts
from almasu.interfaces.portal.offices_of_provision.asking import AskingOffice
from almasu.interfaces.portal.offices_of_provision.bodies import Bodies
from almasu.interfaces.portal.offices_of_provision.carriers import CarriersOffice
from almasu.interfaces.portal.offices_of_provision.channels import ChannelsOffice
from almasu.interfaces.portal.offices_of_provision.conditions import ConditionsOffice
from almasu.interfaces.portal.offices_of_provision.feeds import Feeds
from almasu.interfaces.portal.offices_of_provision.fetches import Fetches
from almasu.interfaces.portal.offices_of_provision.keyings import KeyingsOffice
from almasu.interfaces.portal.offices_of_provision.materials import MaterialsOffice
from almasu.interfaces.portal.offices_of_provision.obligations import Obligations
from almasu.interfaces.portal.offices_of_provision.overview import OverviewOffice
from almasu.interfaces.portal.offices_of_provision.papers import PapersOffice
from almasu.interfaces.portal.offices_of_provision.questions import QuestionsOffice
from almasu.interfaces.portal.offices_of_provision.seats import SeatsOffice
from almasu.interfaces.portal.offices_of_provision.servers import Servers
from almasu.interfaces.portal.offices_of_provision.sittings import SittingsOffice
from almasu.interfaces.portal.offices_of_provision.ways import WaysOffice
from almasu.wiring.running import Running


def provision_offices(running: Running) -> Offices:
    """Return all offices of the zone, in the order of the menu: what the day of a role is about stands first."""
    offices = (
        OverviewOffice(running).office(),
        Obligations(running).office(),
        Acts(running).office(),
        Feeds(running).office(),
        Fetches(running).office(),
        Servers(running).office(),
        AskingOffice(running).office(),
        QuestionsOffice(running).office(),
        MaterialsOffice(running).office(),
        PapersOffice(running).office(),
        KeyingsOffice(running).office(),
        CarriersOffice(running).office(),
        WaysOffice(running).office(),
        ChannelsOffice(running).office(),
        SeatsOffice(running).office(),
        SittingsOffice(running).office(),
        Bodies(running).office(),
        ConditionsOffice(running).office(),
    )
    return offices_of(running, offices)
