"""The form of a request: article 8, letter by letter (CIS-8.1a to CIS-8.1e)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from types import MappingProxyType

from almasu.actions.interstate.enter_directory import Seen
from almasu.actions.interstate.write_request import Form
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_interstate import case_blocks as show
from almasu.interfaces.portal.offices_of_interstate import words as say
from almasu.interfaces.portal.offices_of_interstate.naming import partners
from almasu.interfaces.portal.offices_of_interstate.telling_form import content, is_secret
from almasu.interfaces.portal.views.asking import Choice
from almasu.kernel.interstate.asking import LONGEST, Item, Matter, Subject, Way
from almasu.kernel.interstate.case import Case
from almasu.kernel.interstate.instruments import NAMES, Instrument, told_apart, with_instruments
from almasu.kernel.interstate.parties import Directory
from almasu.kernel.interstate.secrecy import Consent
from almasu.kernel.interstate.sending import Channel
from almasu.law.text import Text
from almasu.wiring.running import Running

CITES = ("CIS-8.1a", "CIS-8.1b", "CIS-8.1c", "CIS-8.1d", "CIS-8.1e", "CIS-19.1")
LEAD = Text(
    "Мәтіндер орыс тілінде жазылады: бұл – Келісімнің жұмыс тілі.",
    "Тексты пишутся на русском языке: это рабочий язык Соглашения.",
    "The texts are written in Russian, the working language of the Agreement.",
)
ITEMS_HERE = 5
"""Items that the form has lines for; a program may send more."""
RUSSIAN = Text("орыс тілінде", "на русском языке", "in Russian")
SECRET = Text(
    "сұрау салудың өзі құпия: мәтіні мұнда сақталмайды, фельдъегерлік байланыспен жіберіледі",
    "сам запрос секретный: его текст здесь не хранится, а направляется фельдсвязью",
    "the request itself is secret: its text is not kept here and goes by courier",
)
INSTRUMENTS = Text("Шарттар мен тұжырымдама", "Договоры и концепция", "Treaties and concept")
STAMP = Text("Құпиялылық не өңдеу белгісі", "Гриф или пометка", "Stamp or mark")
NO_SYSTEM = Text(
    "жүйе аталмайды, органның өзінен сұралады",
    "система не названа, запрашивается сам орган",
    "no system: the body itself",
)
WORDS_OF_ITEM = Text("{number}-тармақ: не қажет", "Пункт {number}: что требуется", "Item {number}: what is wanted")
MATTER_OF_ITEM = Text("{number}-тармақ: не туралы", "Пункт {number}: о чём", "Item {number}: what it is about")
WHICH_CHANNEL = Text(
    "органның торабы болмаса – фельдъегерлік байланыс",
    "если у органа нет узла – фельдъегерская связь",
    "by courier where the body has no node",
)
CHANNEL = Field(
    "channel",
    show.CHANNEL,
    Kind.CHOICE,
    required=False,
    choices=(Choice(Channel.COURIER.value, say.CHANNELS[Channel.COURIER], ("CIS-6.1",)),),
    unchosen=say.CHANNELS[Channel.NODE],
    hint=WHICH_CHANNEL,
)
REVIEW = Field(
    "review_on",
    Text("Келесі қайта қарау күні", "Следующий пересмотр", "To be looked at again on"),
    Kind.DAY,
    hint=Text(
        "алдағы күн, сұрау салудың мерзімінен аспайды; қажет болмаса, оны қайтарып алыңыз",
        "день впереди, не позже срока запроса; если запрос не нужен, отзовите его",
        "a day to come, not behind its end; where it is not needed any more, withdraw it",
    ),
)
WHICH_CONSENT = Text("Қай келісім", "Какое согласие", "Which consent")
WAYS_HERE = (Way.ONE_TIME, Way.STANDING)


def fields(running: Running, seen: Seen) -> tuple[Field, ...]:
    """Return the fields of the form; the bodies offered are those in force today."""
    systems = tuple(Choice(one.id, one.name) for one in seen.systems)
    return (
        Field("requested", show.TO, Kind.CHOICE, choices=partners(running, seen)),
        CHANNEL,
        Field("way", show.WAY, Kind.CHOICE, choices=tuple(Choice(one.value, say.WAYS[one]) for one in WAYS_HERE)),
        Field("subject", say.SUBJECT, Kind.CHOICE, choices=tuple(Choice(k.value, v) for k, v in say.SUBJECTS.items())),
        Field("instruments", INSTRUMENTS, Kind.CHOICES, required=False, choices=_instruments()),
        Field("basis", show.BASIS, Kind.LONG, hint=RUSSIAN, longest=LONGEST),
        *(field for number in range(1, ITEMS_HERE + 1) for field in _item(number)),
        Field("purpose", say.PURPOSE, Kind.LONG, hint=RUSSIAN, longest=LONGEST),
        Field("other", show.OTHER, Kind.LONG, required=False, hint=RUSSIAN, longest=LONGEST),
        Field("system", show.SYSTEM, Kind.CHOICE, required=False, choices=systems, unchosen=NO_SYSTEM),
        Field("stamp", STAMP, required=False, longest=100),
        Field("secret", SECRET, Kind.TICK, required=False),
        Field("ends_on", show.ENDS, Kind.DAY, required=False),
        Field("review_on", show.REVIEW, Kind.DAY, required=False),
    )


def read(typed: Typed) -> Form:
    """Return what was typed; empty lines of items are left out, and of a secret request its texts are (CIS-4.3)."""
    items = tuple(
        Item(Matter(typed.text(f"matter_{number}") or Matter.FACT), content(typed, f"words_{number}"))
        for number in range(1, ITEMS_HERE + 1)
        if typed.text(f"words_{number}").strip()
    )
    return Form(
        requested=typed.text("requested"),
        channel=channel(typed),
        way=Way(typed.text("way")),
        subject=Subject(typed.text("subject")),
        basis=_basis(typed),
        items=items,
        purpose=content(typed, "purpose"),
        other="" if is_secret(typed) else typed.text("other"),
        system=typed.text("system"),
        stamp=typed.text("stamp").strip(),
        ends_on=typed.day("ends_on"),
        review_on=typed.day("review_on"),
        secret=is_secret(typed),
    )


def _basis(typed: Typed) -> str:
    if is_secret(typed):
        return content(typed, "basis")
    return with_instruments(map(Instrument, typed.many("instruments")), typed.text("basis").strip())


def channel(typed: Typed) -> Channel:
    """Return the channel that was chosen: between information systems, where nothing was."""
    return Channel(typed.text("channel") or Channel.NODE.value)


def filled(case: Case) -> Typed:
    """Return the form as a draft fills it."""
    one = case.asked
    instruments, basis = told_apart(one.basis)
    texts = {
        "requested": one.requested,
        "channel": Channel.COURIER.value if case.channel is Channel.COURIER else "",
        "way": one.way.value,
        "subject": one.subject.value,
        "basis": basis,
        "purpose": one.purpose,
        "other": one.other,
        "system": one.system,
        "stamp": next((stamp.original for stamp in case.stamps), ""),
        "secret": "on" if any(stamp.is_secret for stamp in case.stamps) else "",
        "ends_on": "" if one.ends_on is None else one.ends_on.isoformat(),
        "review_on": "" if one.review_on is None else one.review_on.isoformat(),
    }
    for number, item in enumerate(one.items[:ITEMS_HERE], 1):
        texts |= {f"matter_{number}": item.matter.value, f"words_{number}": item.words}
    named = {name: (text,) for name, text in texts.items()}
    return Typed(MappingProxyType({**named, "instruments": tuple(one.value for one in instruments)}))


LASTS = Field(
    "until",
    show.LAST_DAY,
    Kind.DAY,
    required=False,
    hint=Text("бос болса – қайтарып алғанша", "пусто – до отзыва", "empty: until it is taken back"),
)
"""Until when a consent lasts."""


def recipients(seen: Seen, case: Case) -> Field:
    """Return the choice of bodies to which it may be disclosed: any but the two."""
    two = (case.asked.requesting, case.asked.requested)
    choices = tuple(Choice(one.id, one.name) for one in seen.directory.bodies if one.id not in two)
    return Field("recipients", show.RECIPIENTS, Kind.CHOICES, choices=choices)


def disclosed_to(seen: Seen, case: Case, state: str, at: datetime) -> Field:
    """Return the choice of the body of this node's state to which it is disclosed now, of those a consent names.

    A consent that ended or was taken back names nobody any more.
    """
    allowed = {body for one in case.consents if one.stands_at(at) for body in one.recipients}
    choices = tuple(
        Choice(one.id, one.name) for one in seen.directory.bodies if one.id in allowed and one.place == state
    )
    return Field("body", show.RECIPIENTS, Kind.CHOICE, choices=choices)


def consents(case: Case, directory: Directory, at: datetime, waiting: Sequence[Consent] = ()) -> Field:
    """Return the choice of a consent that stands, or that waits to be confirmed where those are named."""
    standing = (one for one in case.consents if one.stands_at(at))
    choices = tuple(Choice(str(one.act), _named(directory, one.recipients)) for one in (*standing, *waiting))
    return Field("act", WHICH_CONSENT, Kind.CHOICE, choices=choices)


def _instruments() -> tuple[Choice, ...]:
    return tuple(Choice(key.value, text, ("CIS-P",)) for key, text in NAMES.items())


def _item(number: int) -> tuple[Field, Field]:
    numbered = {"number": str(number)}
    choices = tuple(Choice(key.value, text) for key, text in say.MATTERS.items())
    first = number == 1
    return (
        Field(f"matter_{number}", MATTER_OF_ITEM.filled(**numbered), Kind.CHOICE, required=first, choices=choices),
        Field(
            f"words_{number}",
            WORDS_OF_ITEM.filled(**numbered),
            Kind.LONG,
            required=first,
            hint=RUSSIAN,
            longest=LONGEST,
        ),
    )


def _named(directory: Directory, bodies: tuple[str, ...]) -> Text:
    names = [one.name for one in directory.bodies if one.id in bodies]
    return Text(*("; ".join(getattr(one, code) for one in names) for code in ("kk", "ru", "en")))
