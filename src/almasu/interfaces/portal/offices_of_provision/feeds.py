"""Feeds of state bodies: the list of deliveries, a small file given by a page, progress and rejected rows (FMA-3.1)."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from almasu.actions.provision import see_deliveries, take_back, take_delivery
from almasu.actions.provision.row_report import report_csv, report_name
from almasu.actions.provision.see_deliveries import SeenDelivery
from almasu.interfaces.portal.offices.blocks import (
    At,
    Cell,
    Cites,
    Code,
    Facts,
    Link,
    Many,
    Number,
    Own,
    Said,
    Sheet,
    Small,
    State,
    Table,
    Tone,
    Way,
)
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, File, Here, Moved, News, Office, Page, Unsigned
from almasu.interfaces.portal.offices.older import older_of
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.typed import Typed, Upload
from almasu.interfaces.portal.offices_of_provision import words as say
from almasu.interfaces.portal.offices_of_provision.naming import Named, named
from almasu.interfaces.portal.offices_of_provision.own_sets import form_of_sets
from almasu.interfaces.portal.offices_of_provision.wordings import wording_facts
from almasu.interfaces.portal.views.asking import Choice
from almasu.interfaces.portal.views.proof import EvidenceFile
from almasu.kernel.powers.provision_feeds import GIVE_FEED, SEE_FEEDS
from almasu.kernel.provision.delivery import Count, Delivery, DeliveryState, Offered
from almasu.kernel.provision.feeds.cell import Reason
from almasu.kernel.provision.feeds.remedies import REMEDIES, clause_of
from almasu.kernel.provision.feeds.report import REASONS, Rejected
from almasu.kernel.provision.joint_act import Extent, FileFormat
from almasu.law.text import Text
from almasu.wiring.running import Running

FEEDS = "/provision/deliveries"
ONE = f"{FEEDS}/{{delivery:uuid}}"
CITES = ("FMA-3.1", "FMA-5")
AT_ONCE = 50
TITLE = Text("Жеткізілімдер", "Поставки данных", "Deliveries")
ONE_TITLE = Text("Жеткізілім", "Поставка данных", "Delivery")
NEW = Text("Файл беру", "Передать файл", "Give a file")
NUMBER = Text("Нөмірі", "Номер", "Number")
SET = Text("Деректер жиыны", "Набор данных", "Data set")
WHEN = Text("Басталған", "Начата", "Begun")
ENDED = Text("Аяқталған", "Завершена", "Ended")
ACCEPTED = Text("Қабылданған жолдар", "Принято строк", "Rows accepted")
REJECTED = Text("Қабылданбаған жолдар", "Отклонено строк", "Rows rejected")
UNCOUNTED = Text("Дұрыс жолдар, есепке алынбады", "Верных строк, не засчитаны", "Rows right, none counted")
EXTENT = Text("Көлемі", "Объём", "Extent")
FILE = Text("Файл", "Файл", "File")
FORMAT = Text("Пішім", "Формат", "Format")
STILL = Text("Аяқталмаған жеткізілімдер: {count}", "Незавершённых поставок: {count}", "Deliveries under way: {count}")
CAME_OF_IT = Text(
    "{kk}. Қабылданған жолдар: {accepted}, қабылданбағандар: {rejected}.",
    "{ru}. Принято строк: {accepted}, отклонено: {rejected}.",
    "{en}. Rows accepted: {accepted}, rejected: {rejected}.",
)
SIZE = Text("Өлшемі, байт", "Размер, байт", "Size, bytes")
CAME = Text("Келгені, байт", "Пришло, байт", "Came in, bytes")
SHARE = Text("Оқылғаны, %", "Прочитано, %", "Read, %")
BECAUSE = Text("Неге қабылданбады", "Почему отклонена", "Why refused")
ROWS_SAID = Text("Айтылған жол саны", "Сказано строк", "Rows said")
ROWS = Text("Файлда қанша жол бар", "Сколько строк в файле", "How many rows the file has")
ROWS_HINT = Text(
    "Міндетті емес; бос толық жиын үшін 0 деп жазыңыз: онсыз ол қабылданбайды.",
    "Необязательно; для пустого полного набора напишите 0: без этого он не принимается.",
    "Not needed; write 0 for a full set that is empty: without it, it is not accepted.",
)
TAKE_BACK = Text("Жеткізілімді қайтарып алу", "Отозвать поставку", "Take the delivery back")
BACK_LEAD = Text(
    "Бұл жеткізілім есептен шығады, оның орнына алдыңғысы қайта есепке алынады, ал берешек қайта ашылады.",
    "Поставка перестанет засчитываться, вместо неё снова засчитывается прежняя, а долг открывается снова.",
    "The delivery ceases to count, the one before counts again in its place, and what was owed is owed again.",
)
WHY_BACK = Field(
    "why", Text("Неге қайтарып алынады", "Почему отзывается", "Why it is taken back"), Kind.LONG, longest=300
)
BACK = Text("Қайтарып алған", "Отозвана", "Taken back")
BUILDS_ON = Text("Файлда не бар", "Что в файле", "What the file holds")
WHOLE = Text("жиын толығымен", "набор целиком", "the whole set")
FLAWS = Text("Қабылданбаған мәндер", "Отклонённые значения", "Rejected values")
KINDS = Text("Қателер түрлері бойынша", "Ошибки по видам", "Flaws by kind")
LINE = Text("Жол", "Строка", "Line")
FIELD = Text("Өріс", "Поле", "Field")
REASON = Text("Себебі", "Причина", "Reason")
REMEDY = Text("Қалай түзетіледі", "Как исправить", "What mends it")
CLAUSE = Text("Тармақ", "Пункт", "Clause")
HOW_MANY = Text("Саны", "Количество", "How many")
REPORT = Text("Есепті алу (CSV)", "Скачать отчёт (CSV)", "Take the report (CSV)")
LEAD = Text(
    "1 МиБ дейінгі файл осы беттен, одан үлкенін органның бағдарламасы бөліктеп береді.",
    "Файл до 1 МиБ передаётся с этой страницы, больший передаёт по частям программа органа.",
    "A file of up to 1 MiB is given by this page, a larger one in parts by the body's program.",
)
NO_FILES = Text(
    "Файл әлі берілген жоқ. Орган файлды бірлескен актінің кестесі бойынша береді.",
    "Файлов ещё не передавали. Орган передаёт файл по графику совместного акта.",
    "No file was given yet. A body gives one by the schedule of its joint act.",
)
WITHOUT_VALUES = Text(
    "Есепте жол, өріс, себеп, тармақ және түзету жолы бар, мәндер жоқ.",
    "В отчёте есть строка, поле, причина, пункт и способ исправления, значений нет.",
    "The report tells line, field, reason, clause and what mends it, and no values.",
)
STATES = {
    DeliveryState.TAKING: State(Tone.WAIT, Text("файл келуде", "файл поступает", "the file is coming in")),
    DeliveryState.READING: State(Tone.WAIT, Text("оқылуда", "читается", "being read")),
    DeliveryState.DONE: State(Tone.GOOD, Text("қабылданды", "принята", "accepted")),
    DeliveryState.WITHDRAWN: State(Tone.PLAIN, Text("қайтарып алынды", "отозвана", "taken back")),
    DeliveryState.REPLACED: State(
        Tone.PLAIN,
        Text("ауыстырылды, жолдары жойылды", "заменена, строки уничтожены", "replaced, its rows are destroyed"),
    ),
    DeliveryState.REFUSED: State(Tone.BAD, Text("түгел қабылданбады", "отклонена целиком", "refused as a whole")),
}
EXTENTS = {
    Extent.FULL: Text("толық", "полный", "full"),
    Extent.INCREMENTAL: Text("өзгерістер", "изменения", "changes"),
}
FORMATS = tuple(
    Choice(one.value, Text(*(name,) * 3))
    for one, name in zip(FileFormat, ("CSV", "XML", "JSON lines", "Parquet"), strict=True)
)
FIELDS = (
    Field("format", FORMAT, Kind.CHOICE, choices=FORMATS),
    Field("builds_on", BUILDS_ON, required=False, unchosen=WHOLE),
    Field("rows", ROWS, Kind.NUMBER, required=False, hint=ROWS_HINT),
    Field("file", FILE, Kind.FILE),
)
_UNNAMEABLE = re.compile(r"[/\\\x00-\x1f]")
"""What a browser may call a file by, and no delivery is called by."""


@dataclass(frozen=True, slots=True)
class Feeds:
    """The pages of deliveries."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        give = Deed(f"{FEEDS}/new", NEW, self.blank, Unsigned(self.give, NEW), LEAD, CITES, GIVE_FEED.roles)
        takes = Unsigned(self.take_back, TAKE_BACK)
        back = Deed(f"{ONE}/take-back", TAKE_BACK, self.blank_back, takes, BACK_LEAD, CITES, GIVE_FEED.roles)
        return Office(
            FEEDS,
            TITLE,
            SEE_FEEDS.roles,
            (Page(FEEDS, self.read), Page(ONE, self.one)),
            (give, back),
            (File(f"{ONE}/report.csv", self.report),),
            (News(f"{FEEDS}/newer", self.newer_list), News(f"{ONE}/newer", self.newer)),
            section=Section.PROVISION,
        )

    async def read(self, here: Here) -> Sheet:
        """Show deliveries, the latest first."""
        return (await self._list(here, here.asked.text("older")))[0]

    async def newer_list(self, here: Here) -> Moved:
        """Show how far the latest deliveries are."""
        sheet, under_way = await self._list(here, "")
        return Moved(sheet, STILL.filled(count=str(under_way)))

    async def _list(self, here: Here, older: str) -> tuple[Sheet, int]:
        """Return the list behind a place, and how many of it have not come to their end."""
        page = await see_deliveries.deliveries(self.running.node, here.session, older, AT_ONCE, self.running.now())
        names = await named(self.running, here, [(one.body, "") for one in page.items])
        rows = tuple(_row(one, names) for one in page.items)
        heads = (SET, say.BODY, NUMBER, WHEN, say.STANDING, ACCEPTED, REJECTED)
        table = Table(TITLE, heads, rows, NO_FILES, older_of(page.after), CITES)
        may = here.may(GIVE_FEED)
        ways = (Way(NEW, f"{FEEDS}/new", main=True),) if may else ()
        under_way = sum(one.ended_at is None for one in page.items)
        follow = f"{FEEDS}/newer" if under_way and not older else ""
        return Sheet(TITLE, (table,), ways, None, CITES, follow, under_way > 0), under_way

    async def one(self, here: Here) -> Sheet:
        """Show a delivery: how far it is, its flaws by kind, and the first of them by line."""
        number = here.ids["delivery"]
        seen = await see_deliveries.see_delivery(self.running.node, here.session, number, self.running.now())
        kept = seen.delivery
        if kept.ended_at is None:
            return await self._under_way(here, seen)
        kinds = tuple(((Code(one.field),), *_mended(one.reason), (Number(one.flaws),)) for one in _counts(kept))
        flaws = tuple(((Number(one.line),), (Code(one.field),), (Said(REASONS[one.reason]),)) for one in seen.flaws)
        blocks = (
            Facts(None, _facts(kept, seen.came, await named(self.running, here, [(kept.body, "")])), CITES),
            Table(KINDS, (FIELD, REASON, REMEDY, CLAUSE, HOW_MANY), kinds, say.NOTHING, cites=("FMA-5",)),
            Table(FLAWS, (LINE, FIELD, REASON), flaws, say.NOTHING, cites=("FMA-5",)),
            wording_facts(self.running, kept.at),
        )
        ways = (Way(REPORT, f"{FEEDS}/{number}/report.csv"),) if flaws else ()
        if kept.state is DeliveryState.DONE and here.may(GIVE_FEED):
            ways = (*ways, Way(TAKE_BACK, f"{FEEDS}/{number}/take-back"))
        return Sheet(ONE_TITLE, blocks, ways, WITHOUT_VALUES, CITES)

    async def _under_way(self, here: Here, seen: SeenDelivery) -> Sheet:
        """Return how far a delivery is: what is wrong with it is told once all of it was read."""
        kept = seen.delivery
        facts = Facts(None, _facts(kept, seen.came, await named(self.running, here, [(kept.body, "")])), CITES)
        blocks = (facts, wording_facts(self.running, kept.at))
        return Sheet(ONE_TITLE, blocks, (), WITHOUT_VALUES, CITES, f"{FEEDS}/{kept.id}/newer", under_way=True)

    async def newer(self, here: Here) -> Moved:
        """Show how far a delivery is by now; at its end the whole page, and the journal says that it was seen."""
        at = self.running.now()
        seen = await see_deliveries.progress_of(self.running.node, here.session, here.ids["delivery"], at)
        under_way = seen.delivery.ended_at is None
        return Moved(await (self._under_way(here, seen) if under_way else self.one(here)), _words(seen.delivery))

    async def report(self, here: Here) -> EvidenceFile:
        """Return the report of rejected rows."""
        number, at = here.ids["delivery"], self.running.now()
        kept, flaws = await see_deliveries.give_row_report(self.running.node, here.session, number, at)
        return EvidenceFile(report_name(kept).replace("_", "-"), report_csv(flaws))

    async def blank(self, here: Here) -> Blank:
        """Return the form of a file."""
        return await form_of_sets(self.running, here, FIELDS, by_schedule=True)

    async def blank_back(self, here: Here) -> Blank:
        """Return the form of taking back, below what is taken back."""
        number, at = here.ids["delivery"], self.running.now()
        kept = (await see_deliveries.progress_of(self.running.node, here.session, number, at)).delivery
        names = await named(self.running, here, [(kept.body, "")])
        return Blank((WHY_BACK,), (Facts(None, _facts(kept, kept.offered.size, names)),))

    async def take_back(self, here: Here, typed: Typed) -> str:
        """Take a delivery back."""
        number = here.ids["delivery"]
        why = take_back.Why(typed.text("why"))
        await take_back.take_back(self.running.node, here.session, number, why, self.running.now())
        return f"{FEEDS}/{number}"

    async def give(self, here: Here, typed: Typed) -> str:
        """Announce the file and take it in."""
        upload = typed.files.get("file") or Upload("", b"")
        offered = Offered(
            data_set=typed.text("data_set"),
            format=FileFormat(typed.text("format")),
            name=_UNNAMEABLE.sub("-", upload.name) or "file",
            size=len(upload.data),
            sha256=hashlib.sha256(upload.data).hexdigest(),
            builds_on=typed.number("builds_on") or 0,
            rows=typed.number("rows"),
        )
        node, at = self.running.node, self.running.now()
        delivery = await take_delivery.take_delivery(node, here.session, offered, at)
        await take_delivery.add_to_file(node, here.session, delivery.id, 0, upload.data, at)
        return f"{FEEDS}/{delivery.id}"


def _set(one: Delivery, names: Named, place: str = "") -> tuple[Cell, ...]:
    name = one.data_set.name.text().said_in(names.language)
    return (Link(name, place) if place else Own(name), Small(one.data_set.code))


def _row(one: Delivery, names: Named) -> tuple[tuple[Cell, ...], ...]:
    return (
        _set(one, names, f"{FEEDS}/{one.id}"),
        names.body(one.body),
        (Number(one.number),),
        (At(one.at),),
        (STATES[one.state],),
        (Number(counted(one)),),
        (Number(one.position.rejected),),
    )


def _facts(kept: Delivery, came: int, names: Named) -> tuple[tuple[Text, tuple[Cell, ...]], ...]:
    refused, because = kept.refused, why_refused(kept)
    return (
        (say.STANDING, (STATES[kept.state],)),
        *(((BECAUSE, because),) if because else ()),
        *(_place(refused) if refused is not None and refused.line else ()),
        (SET, _set(kept, names)),
        (say.BODY, names.body(kept.body)),
        (NUMBER, (Number(kept.number),)),
        (EXTENT, (Said(EXTENTS[kept.extent]),)),
        (FILE, (Own(kept.offered.name),)),
        (Text("SHA-256", "SHA-256", "SHA-256"), (Code(kept.offered.sha256),)),
        (SIZE, (Number(kept.offered.size),)),
        (CAME, (Number(came),)),
        (SHARE, (Number(int(kept.position.share * 100)),)),
        *(() if kept.promised is None else ((ROWS_SAID, (Number(kept.promised),)),)),
        (UNCOUNTED if kept.state is DeliveryState.REFUSED else ACCEPTED, (Number(kept.position.accepted),)),
        (REJECTED, (Number(kept.position.rejected),)),
        (WHEN, (At(kept.at),)),
        (ENDED, () if kept.ended_at is None else (At(kept.ended_at),)),
        *(() if kept.taken_back is None else ((BACK, (At(kept.taken_back.at), Own(kept.taken_back.why))),)),
    )


def counted(kept: Delivery) -> int:
    """Return how many rows of a delivery are accepted: none of one that was refused as a whole."""
    return 0 if kept.state is DeliveryState.REFUSED else kept.position.accepted


def why_refused(kept: Delivery, *, remedies: bool = True) -> tuple[Cell, ...]:
    """Return why a delivery was refused as a whole, and what mends it; nothing where it was not."""
    told: list[tuple[Text, Text]] = []
    if kept.because is not None:
        told.append((kept.because.title, kept.because.remedy))
    if kept.refused is not None and kept.refused.line:
        told.append((REASONS[kept.refused.reason], REMEDIES[kept.refused.reason]))
    return tuple(Many(words if remedies else words[:1]) for words in told)


def _place(refused: Rejected) -> tuple[tuple[Text, tuple[Cell, ...]], ...]:
    """Return where in its file a delivery broke."""
    return (LINE, (Number(refused.line),)), *(((FIELD, (Code(refused.field),)),) if refused.field else ())


def _counts(kept: Delivery) -> tuple[Count, ...]:
    """Return the flaws by kind; what broke the file off is one of them."""
    broke = kept.refused
    if broke is None or not broke.line:
        return kept.counts
    return (*kept.counts, Count(broke.field, broke.reason, 1))


def _mended(reason: Reason) -> tuple[tuple[Cell, ...], ...]:
    """Return what a flaw is, what mends it, and the clause that it is against."""
    return (Said(REASONS[reason]),), (Said(REMEDIES[reason]),), (Cites((clause_of(reason),)),)


def _words(kept: Delivery) -> Text:
    """Return in words where a delivery stands, at its end with its rows."""
    state = STATES[kept.state].text
    if kept.ended_at is None:
        return state
    rows = {"accepted": str(counted(kept)), "rejected": str(kept.position.rejected)}
    return CAME_OF_IT.filled(kk=state.kk, ru=state.ru, en=state.en, **rows)
