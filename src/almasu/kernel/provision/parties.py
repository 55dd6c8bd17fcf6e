"""Who takes part: a state body and the Agency, each with one who does the work and one who answers (FMA-2.4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from almasu.kernel.parties.account import Role
from almasu.kernel.provision.problems import NOT_THEIR_DUTY
from almasu.law.text import Text


class Side(StrEnum):
    """The two participants of the exchange; there is no third (FMA-2.4)."""

    BODY = "body"
    """The state body that gives."""
    AGENCY = "agency"
    """The financial-monitoring body that receives."""


class Duty(StrEnum):
    """What somebody does in this exchange."""

    RESPONSIBLE = "responsible"
    """The worker of the state body who keeps its acts, ways and transfers."""
    HEAD_OF_BODY = "head_of_body"
    OFFICER = "officer"
    """The worker of the Agency who receives and uses."""
    HEAD_OF_AGENCY = "head_of_agency"
    SYSTEM = "system"
    """The program itself: it measures, counts and reminds; it approves and signs nothing."""


SIDES: Mapping[Duty, Side | None] = MappingProxyType(
    {
        Duty.RESPONSIBLE: Side.BODY,
        Duty.HEAD_OF_BODY: Side.BODY,
        Duty.OFFICER: Side.AGENCY,
        Duty.HEAD_OF_AGENCY: Side.AGENCY,
        Duty.SYSTEM: None,
    }
)
DUTY_OF_ROLE: Mapping[Role, Duty] = MappingProxyType(
    {
        Role.BODY_RESPONSIBLE: Duty.RESPONSIBLE,
        Role.HEAD_OF_BODY: Duty.HEAD_OF_BODY,
        Role.AGENCY_OFFICER: Duty.OFFICER,
        Role.HEAD_OF_AGENCY: Duty.HEAD_OF_AGENCY,
    }
)
"""What an account of each role of the zone does; the other roles do nothing here."""
SIDE_NAMES: Mapping[Side, Text] = MappingProxyType(
    {
        Side.BODY: Text(kk="мемлекеттік орган", ru="государственный орган", en="state body"),
        Side.AGENCY: Text(kk="Агенттік", ru="Агентство", en="Agency"),
    }
)
DUTY_NAMES: Mapping[Duty, Text] = MappingProxyType(
    {
        Duty.RESPONSIBLE: Text(kk="жауапты адам", ru="ответственное лицо", en="responsible person"),
        Duty.HEAD_OF_BODY: Text(
            kk="мемлекеттік органның басшысы", ru="руководитель государственного органа", en="head of the state body"
        ),
        Duty.OFFICER: Text(kk="Агенттік қызметкері", ru="сотрудник Агентства", en="officer of the Agency"),
        Duty.HEAD_OF_AGENCY: Text(kk="Агенттік басшысы", ru="руководитель Агентства", en="head of the Agency"),
        Duty.SYSTEM: Text(kk="жүйе", ru="система", en="the system"),
    }
)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: the account, the duty, and the BIN of the state body (empty for the Agency and the system)."""

    account: UUID
    duty: Duty
    body: str = ""

    @property
    def side(self) -> Side | None:
        """Return the side acted for; None for the system."""
        return SIDES[self.duty]

    def must_be(self, body: str, *duties: Duty) -> None:
        """Make sure of one of the duties, and of the body where it is the body's; Problem `provision.duty` else."""
        if self.duty not in duties or (self.side is Side.BODY and self.body != body):
            raise NOT_THEIR_DUTY.at()
