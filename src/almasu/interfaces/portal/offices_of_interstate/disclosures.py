"""What was disclosed to one's own body: that a request was sent, and nothing of what it says (CIS-8.4)."""

from __future__ import annotations

from dataclasses import dataclass

from almasu.actions.interstate.consent import disclosed_to_us
from almasu.interfaces.portal.offices.blocks import At, Own, Sheet, Table
from almasu.interfaces.portal.offices.office import Here, Office, Page
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices_of_interstate import case_blocks as show
from almasu.interfaces.portal.offices_of_interstate import words as say
from almasu.interfaces.portal.offices_of_interstate.naming import directory_at, named
from almasu.kernel.powers.interstate import SEE_CASES
from almasu.law.text import Text
from almasu.wiring.running import Running

CITES = ("CIS-8.4",)
TITLE = Text("Бізге жарияланғандар", "Раскрытое нам", "Disclosed to us")
LEAD = Text(
    "Сұрау салушы органның жазбаша келісімімен ғана жарияланады.",
    "Раскрывается только с письменного согласия запрашивающего органа.",
    "It is disclosed only with the written consent of the requesting body.",
)
SENT_ON = Text("Жіберілген күні", "День направления", "Sent on")


@dataclass(frozen=True, slots=True)
class DisclosuresOffice:
    """Disclosures to a body of this node."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        pages = (Page(say.DISCLOSURES, self.read),)
        return Office(say.DISCLOSURES, TITLE, SEE_CASES.roles, pages, section=Section.OF_OTHERS)

    async def read(self, here: Here) -> Sheet:
        """Show which bodies asked which, as far as it was disclosed."""
        seen = await directory_at(self.running, here)
        found = await disclosed_to_us(self.running.node, here.session, self.running.now())
        rows = tuple(
            (
                named(seen.directory, one.requesting, here),
                named(seen.directory, one.requested, here),
                (Own(one.sent_on),),
                (At(one.disclosed_at),),
            )
            for one in found
        )
        table = Table(TITLE, (show.FROM, show.TO, SENT_ON, say.WHEN), rows, say.NOTHING, cites=CITES)
        return Sheet(TITLE, (table,), (), LEAD, CITES)
