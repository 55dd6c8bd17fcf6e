"""To whom a request goes, as a field of a form: every connected organisation but one's own, and the authorised body."""

from __future__ import annotations

from almasu.actions.sector import join
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Here
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_sector import words as say
from almasu.interfaces.portal.views.asking import Choice
from almasu.law.text import Text
from almasu.wiring.running import Running

ADDRESSEES = Text("Кімнен сұралады", "Кого запрашиваете", "Who is asked")
HOW = Text(
    "Бір немесе бірнеше ұйымды не уәкілетті органды белгілеңіз. Олардан басқа және салалық орталықтан басқа ешкім "
    "сұрау салуды көрмейді.",
    "Отметьте одну или несколько организаций либо уполномоченный орган. Кроме них и отраслевого центра запрос никто не "
    "увидит.",
    "Tick one or more organisations, or the authorised body. Nobody but they and the sectoral centre sees the request.",
)


async def addressees_field(running: Running, here: Here) -> Field:
    """Return the field with everybody who can be asked."""
    own = "" if here.person is None else here.person.body.en
    profiles = await join.profiles(running.node, here.session, running.now())
    organisations = tuple(
        Choice(one.bin, Text(one.bin, one.bin, one.bin), name=one.name) for one in profiles if one.name != own
    )
    offered = (Choice(say.REGULATOR, say.AUTHORISED_BODY), *organisations)
    return Field("addressees", ADDRESSEES, Kind.CHOICES, hint=HOW, choices=offered)


def addressees_of(typed: Typed) -> tuple[str, ...]:
    """Return who was ticked: BINs, and nothing for the authorised body."""
    return tuple("" if one == say.REGULATOR else one for one in typed.many("addressees") if one)
