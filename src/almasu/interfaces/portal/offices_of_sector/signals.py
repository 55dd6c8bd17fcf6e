"""Signals: searched and counted, one's own organisation's or all of them; limited fields opened one by one (ASOI-4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID

from almasu.actions.sector import see_signals
from almasu.actions.sector.acting import law_of
from almasu.actions.sector.see_signals import Looked
from almasu.interfaces.portal.offices.blocks import (
    At,
    Bars,
    Block,
    Cell,
    Columns,
    Facts,
    Link,
    Number,
    Own,
    Said,
    Sentence,
    Sheet,
    Table,
    Way,
    Words,
)
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import File, Here, News, Office, Page, Told
from almasu.interfaces.portal.offices.older import older_of
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_sector import words as say
from almasu.interfaces.portal.views.asking import Choice
from almasu.interfaces.portal.views.proof import EvidenceFile
from almasu.kernel.powers.signals import SEE_SIGNALS
from almasu.kernel.sector.rollup import Rollup, terms_typed
from almasu.kernel.sector.term_words import SAID, mark_of
from almasu.law.moment import in_astana, read, written
from almasu.law.text import Text
from almasu.wiring.running import Running

PLACE = "/signals"
NAMES = ("terms", "kind", "organisation")
DAY = timedelta(hours=24)
TITLE = Text("Сигналдар", "Сигналы", "Signals")
FOUND = Text("Табылғандар", "Найдено", "Found")
BY_KIND = Text("Соңғы тәулікте түрлері бойынша", "За последние сутки по видам", "By kind, the last twenty-four hours")
BY_HOUR = Text("Соңғы тәулікте сағаттар бойынша", "За последние сутки по часам", "By hour, the last twenty-four hours")
TERMS = Text("Белгілері", "Признаки", "Marks")
HINT = Text(
    "Бос орынмен бөліңіз: мекенжай, домен, файлдың хеші, жіберушінің поштасы.",
    "Через пробел: адрес, домен, хеш файла, почта отправителя.",
    "Parted by spaces: an address, a domain, the hash of a file, the sender of a letter.",
)
KIND = Text("Түрі", "Вид", "Kind")
ORGANISATION = Text("Ұйымның БСН-і", "БИН организации", "BIN of the organisation")
WHEN = Text("Соңғы рет", "Последний раз", "Last seen")
FIRST = Text("Алғаш рет", "Впервые", "First seen")
RECORDS = Text("Жазбалар", "Записей", "Records")
SIGNALS = Text("Сигнал саны", "Сигналов", "Number of signals")
SENSOR = Text("Қайдан", "Источник", "Source system")
RULE = Text("Ереже", "Правило", "Rule")
NAME = Text("Атауы", "Название", "What it is called")
SOURCE = Text("Шабуыл көзі", "Откуда атака", "Attack from")
TARGET = Text("Нысаны", "Цель", "Target")
ACCOUNT = Text("Есептік жазба", "Учётная запись", "Account")
SEVERITY = Text("Маңыздылығы", "Важность", "Severity")
OPEN = Text("Толық ашу", "Открыть полностью", "Open in full")
EXPORT = Text("CSV файлын алу", "Скачать CSV", "Take along as CSV")
LIMITED = Text(
    "Жеке деректер не банк құпиясы болуы мүмкін өрістер жасырылған; оларды ашқаныңыз журналға жазылады.",
    "Поля, где могут быть персональные данные или банковская тайна, скрыты; их открытие пишется в журнал.",
    "Fields that may hold personal data or a banking secret are hidden; that you open them is written to the journal.",
)
OPENED = Text(
    "Осы сигналды ашқаныңыз журналға жазылды.",
    "Открытие этого сигнала записано в журнал.",
    "That you opened this signal is written to the journal.",
)


@dataclass(frozen=True, slots=True)
class SignalsOffice:
    """The pages of signals."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        pages = (
            Page(PLACE, self.read, self._filters()),
            Page(f"{PLACE}/{{signal:uuid}}", self.read_one),
        )
        files = (File(f"{PLACE}/export", self.export, self._filters()),)
        news = (News(f"{PLACE}/newer", self.newer, (*self._filters(), Field("newest", WHEN, required=False))),)
        return Office(PLACE, TITLE, SEE_SIGNALS.roles, pages, (), files, news, section=Section.SIGNALS)

    def _filters(self) -> tuple[Field, ...]:
        kinds = law_of(self.running.node).catalogue.signals
        return (
            Field("terms", TERMS, required=False, hint=HINT),
            Field(
                "kind",
                KIND,
                Kind.CHOICE,
                required=False,
                choices=tuple(Choice(str(kind.number), kind.name) for kind in kinds),
            ),
            Field("organisation", ORGANISATION, required=False, longest=12),
        )

    async def read(self, here: Here) -> Sheet:
        """Show what was found below how much came by kind and hour."""
        at, looked = self.running.now(), looked_in(here.asked)
        node, whose = self.running.node, looked.organisation
        counted = await see_signals.count_signals(node, here.session, at - DAY, at, whose)
        hours = await see_signals.hourly_signals(node, here.session, at - DAY, at, whose)
        page = await see_signals.search_signals(node, here.session, looked, here.asked.text("older"), at)
        blocks: tuple[Block, ...] = (
            Bars(BY_KIND, tuple((self._kind(one.kind), one.signals) for one in counted), say.NOTHING),
            Columns(BY_HOUR, _by_hour(hours, at), say.NOTHING),
            Table(
                FOUND,
                (WHEN, KIND, say.ORGANISATION, SENSOR, NAME, SOURCE, TARGET, ACCOUNT, RECORDS),
                tuple(self._row(one) for one in page.items),
                say.NOTHING,
                older_of(page.after, here.asked, NAMES),
                ("ASOI-3.6", "ASOI-8"),
            ),
        )
        asked = _asked_again(here.asked)
        ways = (Way(EXPORT, f"{PLACE}/export?{urlencode(asked)}".rstrip("?")),)
        newest = written(page.items[0].last_at if page.items else at - DAY)
        follow = "" if here.asked.text("older") else f"{PLACE}/newer?{urlencode([*asked, ('newest', newest)])}"
        return Sheet(TITLE, blocks, ways, LIMITED, ("ASOI-3.6", "ASOI-4"), follow)

    async def newer(self, here: Here) -> Told | None:
        """Tell how many signals came since the page was opened."""
        try:
            newest = read(here.asked.text("newest"))
        except ValueError:
            return None
        node, at = self.running.node, self.running.now()
        count = await see_signals.newer_signals(node, here.session, looked_in(here.asked), newest, at)
        if not count:
            return None
        many = str(count) if count < see_signals.MOST_NEWER else f"{see_signals.MOST_NEWER - 1}+"
        text = Text(f"Жаңа сигналдар: {many}.", f"Новых сигналов: {many}.", f"New signals: {many}.")
        return Told(text, f"{PLACE}?{urlencode(_asked_again(here.asked))}".rstrip("?"))

    async def read_one(self, here: Here) -> Sheet:
        """Show one signal in full."""
        row = await see_signals.open_signal(self.running.node, here.session, here.ids["signal"], self.running.now())
        return Sheet(TITLE, (self._facts(row), Words(None, OPENED, cites=("ASOI-4",))), (), None, ("ASOI-3.6",))

    async def export(self, here: Here) -> EvidenceFile:
        """Give what was found as a file."""
        at = self.running.now()
        data = await see_signals.export_signals(self.running.node, here.session, looked_in(here.asked), at)
        return EvidenceFile(f"almasu-signals-{in_astana(at):%Y%m%d-%H%M}.csv", data)

    def _kind(self, number: int) -> Text:
        kind = law_of(self.running.node).catalogue.signal(number)
        return Text(str(number), str(number), str(number)) if kind is None else kind.name

    def _row(self, row: Rollup) -> tuple[tuple[Cell, ...], ...]:
        return (
            (At(row.last_at), Link(OPEN, f"{PLACE}/{UUID(bytes=row.key)}")),
            (Said(self._kind(row.kind)),),
            (Own(row.organisation),),
            (Own(row.sensor),),
            (Own(row.name or row.rule),),
            (Own(row.source),) if row.source else (),
            (Own(row.target),) if row.target else (),
            (Own(row.account),) if row.account else (),
            (Number(row.records),),
        )

    def _facts(self, row: Rollup) -> Facts:
        rows: tuple[tuple[Text, tuple[Cell, ...]], ...] = (
            (KIND, (Said(self._kind(row.kind)),)),
            (say.ORGANISATION, (Own(row.organisation),)),
            (FIRST, (At(row.first_at),)),
            (WHEN, (At(row.last_at),)),
            (SIGNALS, (Number(row.signals),)),
            (RECORDS, (Number(row.records),)),
            (SEVERITY, (Number(row.severity),)),
            (SENSOR, (Own(row.sensor),)),
            (RULE, (Own(row.rule),) if row.rule else ()),
            (NAME, (Own(row.name),) if row.name else ()),
            (SOURCE, (Own(row.source),) if row.source else ()),
            (TARGET, (Own(row.target),) if row.target else ()),
            (ACCOUNT, (Own(row.account),) if row.account else ()),
            (TERMS, tuple(map(_mark, sorted(row.terms)))),
        )
        return Facts(None, rows)


def _mark(term: str) -> Sentence:
    kind, mark = mark_of(term)
    return Sentence(SAID, {"kind": kind, "mark": mark})


def _asked_again(asked: Typed) -> list[tuple[str, str]]:
    """Return the filters of a page as its address writes them."""
    return [(name, asked.text(name)) for name in NAMES if asked.text(name)]


def looked_in(asked: Typed) -> Looked:
    """Return what the filters ask for."""
    kind, whose = asked.text("kind"), asked.text("organisation")
    return Looked(terms_typed(asked.text("terms")), whose or None, int(kind) if kind.isdigit() else None)


def _by_hour(hours: Sequence[tuple[datetime, int]], at: datetime) -> tuple[tuple[str, int], ...]:
    """Return every hour of the last day with how many came in it, the oldest first; nothing where none came."""
    if not hours:
        return ()
    counts = {in_astana(hour).strftime("%d %H"): count for hour, count in hours}
    places = [in_astana(at - timedelta(hours=ago)) for ago in range(23, -1, -1)]
    return tuple((f"{place:%H}", counts.get(f"{place:%d %H}", 0)) for place in places)
