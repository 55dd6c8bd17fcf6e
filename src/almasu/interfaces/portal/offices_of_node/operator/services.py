"""How registers and services stand, tried anew with every look; and the archive of the log journal (SIO25-15.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from almasu.actions.operating.try_services import health
from almasu.actions.operating.watch_services import Tried
from almasu.interfaces.portal.offices.blocks import (
    At,
    Cell,
    Code,
    Facts,
    Number,
    Own,
    Said,
    Sheet,
    State,
    Table,
    Tone,
    Way,
)
from almasu.interfaces.portal.offices.office import Here, Page
from almasu.interfaces.portal.offices_of_node.operator.words import because_said, place_said
from almasu.kernel.requests.request import QuestionState
from almasu.kernel.requests.words import QUESTION_STATES
from almasu.law.text import Text
from almasu.wiring.archived import archived
from almasu.wiring.running import Running
from almasu.wiring.watching import open_probes

PLACE = "/offices/operator/services"
ARCHIVE = "/offices/operator/archive"
TITLE = Text("Тізілімдер мен қызметтер", "Реестры и службы", "Registers and services")
LEAD = Text(
    "Қызметтер бетті ашқанда қайта тексеріледі; тізілімдер соңғы бір сағаттағы жауаптары бойынша көрсетілген.",
    "Службы проверяются заново при каждом открытии страницы; реестры показаны по ответам за последний час.",
    "Services are tried anew with every look; registers are shown by what they answered in the last hour.",
)
AGAIN = Text("Қазір қайта тексеру", "Проверить сейчас ещё раз", "Try again now")
SERVICES = Text("Қызметтер", "Службы", "Services")
SERVICE = Text("Қызмет", "Служба", "Service")
STANDING = Text("Күйі", "Состояние", "State")
BECAUSE = Text("Себебі", "Почему", "Why")
TRIED_AT = Text("Тексерілді", "Проверено", "Tried at")
REGISTERS = Text("Тізілімдер, соңғы бір сағат", "Реестры за последний час", "Registers in the last hour")
RESOURCE = Text("Ресурс", "Ресурс", "Resource")
GOOD = State(Tone.GOOD, Text("жұмыс істейді", "работает", "works"))
BAD = State(Tone.BAD, Text("жауап бермейді", "не отвечает", "does not answer"))
IN_PART = State(Tone.WAIT, Text("кейбір сұрауға жауап бермеді", "ответил не на все запросы", "answered in part"))
UNKNOWN = State(Tone.WAIT, Text("анықталмады", "не установлено", "cannot be told"))
WELL = Text("ақау жоқ", "сбоев нет", "no trouble")
NOBODY_ASKED = Text(
    "Соңғы бір сағатта тізілімдерден ештеңе сұралмаған.",
    "За последний час реестры не спрашивали.",
    "No register was asked in the last hour.",
)
NONE = Text("Қызмет бапталмаған.", "Службы не настроены.", "No service is set up.")
SILENT = (QuestionState.NO_REPLY, QuestionState.UNREADABLE, QuestionState.GIVEN_UP)
ARCHIVE_TITLE = Text("Журнал мұрағаты", "Архив журнала", "Archive of the log journal")
ARCHIVE_LEAD = Text(
    "Журнал толған сайын оның әр толық бөлігі сұрау салулармен және нәтижелермен бірге мөрленіп, мерзімсіз сақталады.",
    "По мере заполнения каждая часть журнала запечатывается с запросами и результатами и хранится бессрочно.",
    "As the log fills, each full part is sealed with its requests and results, and kept without expiry.",
)
ENTRIES = Text("Журналдағы жазбалар", "Записей в журнале", "Entries in the log")
ROOT = Text("Тамырлық хеші", "Корневой хеш", "Root hash")
FULL = Text("Толған бөліктер", "Заполненных частей", "Full parts")
ARCHIVED = Text("Мұрағатқа алынған бөліктер", "Частей в архиве", "Parts in the archive")
WHOLE = Text("Мұрағат толықтығы", "Полнота архива", "Is the archive whole")
ALL_THERE = State(Tone.GOOD, Text("барлығы мұрағатта", "все в архиве", "all are there"))
ON_ITS_WAY = State(Tone.WAIT, Text("мұрағатталуда", "архивируется", "being archived"))
COSIGNED = Text("Куәгерлер растады", "Подтвердили свидетели", "Co-signed by")


@dataclass(frozen=True, slots=True)
class Services:
    """Pages of health and of the archive."""

    running: Running

    def pages(self) -> tuple[Page, ...]:
        """Return both."""
        return Page(PLACE, self.read), Page(ARCHIVE, self.archive)

    async def read(self, here: Here) -> Sheet:
        """Try the services and show them with the registers."""
        at = self.running.now()
        async with open_probes(self.running) as probes:
            found = await health(self.running.node, here.session, probes, at)
        services = Table(
            SERVICES, (SERVICE, STANDING, BECAUSE, TRIED_AT), tuple(_service(one) for one in found.services), NONE
        )
        columns = (RESOURCE, STANDING, *(QUESTION_STATES[state] for state in QuestionState))
        rows = tuple(
            self._register(number, counts, silent=number in found.silent) for number, counts in found.registers.items()
        )
        registers = Table(REGISTERS, columns, rows, NOBODY_ASKED)
        return Sheet(TITLE, (services, registers), (Way(AGAIN, PLACE, main=True),), LEAD, ("SIO25-14.1",))

    async def archive(self, here: Here) -> Sheet:
        """Show how far the log is archived."""
        found = await archived(self.running, here.session)
        cosigned: tuple[Cell, ...] = ()
        for name, at in found.cosigned:
            cosigned += (Own(name), At(at))
        facts = Facts(
            None,
            (
                (ENTRIES, (Number(found.size),)),
                (ROOT, (Code(found.root.hex()),)),
                (FULL, (Number(found.full),)),
                (ARCHIVED, (Number(found.kept),)),
                (WHOLE, (ALL_THERE if found.kept == found.full else ON_ITS_WAY,)),
                (COSIGNED, cosigned),
            ),
        )
        return Sheet(ARCHIVE_TITLE, (facts,), (), ARCHIVE_LEAD, ("SIO25-15.1", "SIO25-15.2"))

    def _register(
        self, number: int, counts: Mapping[QuestionState, int], *, silent: bool
    ) -> tuple[tuple[Cell, ...], ...]:
        resource = self.running.node.resources.get(number)
        name: tuple[Cell, ...] = (Number(number),) if resource is None else (Number(number), Said(resource.name))
        unanswered, asked = sum(counts.get(state, 0) for state in SILENT), sum(counts.values())
        state = BAD if silent or 0 < unanswered == asked else IN_PART if unanswered else GOOD
        return (name, (state,), *((Number(counts.get(one, 0)),) for one in QuestionState))


def _service(one: Tried) -> tuple[tuple[Cell, ...], ...]:
    state = UNKNOWN if one.because is None else BAD if one.because else GOOD
    return (place_said(one.place), (state,), _because(one.because), (At(one.at),))


def _because(told: str | None) -> tuple[Cell, ...]:
    """Return why a service does not serve, nothing where nobody can tell."""
    if told is None:
        return ()
    return (because_said(told),) if told else (Said(WELL),)
