"""To whom a request goes, as a field of a form: every connected organisation but one's own, and the authorised body."""

from __future__ import annotations

from collections.abc import Iterator

from almasu.actions.sector import join, see
from almasu.interfaces.portal.offices.blocks import Facts, Own, Said
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Here
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_sector import words as say
from almasu.interfaces.portal.offices_of_sector.form import CONTENT
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

SEEK = Text("Атауы не БСН бойынша іздеу", "Поиск по наименованию или БИН", "Search by name or BIN")


def whom(seen: see.Seen) -> Iterator[Facts]:
    """Yield who is asked, while nobody has been asked yet: what becomes of it there stands in a table then."""
    asked = seen.values.get("addressees")
    if isinstance(asked, list) and not seen.asked_of:
        cells = tuple(Own(_named(seen, one)) if one else Said(say.AUTHORISED_BODY) for one in asked)
        yield Facts(None, ((ADDRESSEES, cells),), ("ASOI-11",))


def whom_signed(seen: see.Seen) -> Field:
    """Return how an act that says a whole request names whom it goes to."""
    names = tuple(Choice(one, Text(*(_named(seen, one),) * 3)) for one in seen.names)
    offered = (Choice("", say.AUTHORISED_BODY), *names)
    return Field(f"{CONTENT}addressees", ADDRESSEES, Kind.CHOICES, choices=offered)


def _named(seen: see.Seen, organisation: str) -> str:
    name = seen.names.get(organisation, "")
    return f"{name}, {organisation}" if name else organisation


async def addressees_field(running: Running, here: Here) -> Field:
    """Return the field with everybody who can be asked."""
    own = "" if here.person is None else here.person.body.en
    profiles = await join.profiles(running.node, here.session, running.now())
    organisations = tuple(
        Choice(one.bin, Text(one.bin, one.bin, one.bin), name=one.name) for one in profiles if one.name != own
    )
    offered = (Choice(say.REGULATOR, say.AUTHORISED_BODY), *organisations)
    return Field("addressees", ADDRESSEES, Kind.CHOICES, hint=HOW, choices=offered, sought=SEEK)


def addressees_of(typed: Typed) -> tuple[str, ...]:
    """Return who was ticked: BINs, and nothing for the authorised body."""
    return tuple("" if one == say.REGULATOR else one for one in typed.many("addressees") if one)
