"""Campaigns: what several organisations met, ranked, with why; a worker opens an alert that it fills in (ASOI-10)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from almasu.actions.sector import join, see_signals, write_document
from almasu.actions.sector.acting import law_of
from almasu.actions.sector.see_signals import Drafted
from almasu.interfaces.portal.offices.blocks import (
    At,
    Bars,
    Cell,
    Facts,
    Link,
    Many,
    Number,
    Own,
    Said,
    Sentence,
    Sheet,
    Table,
    Way,
)
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Office, Page, Unsigned
from almasu.interfaces.portal.offices.older import older_of
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_sector import words as say
from almasu.interfaces.portal.offices_of_sector.form import fields_of, filled, said, typed_values
from almasu.interfaces.portal.offices_of_sector.inbox import SAVE, THEN, WRITING
from almasu.kernel.parties.account import Role
from almasu.kernel.powers.sector import WRITE_DOCUMENT
from almasu.kernel.powers.signals import SEE_CAMPAIGNS
from almasu.kernel.sector.content import Form
from almasu.kernel.sector.document import DocumentKind
from almasu.kernel.sector.term_words import SAID, mark_of
from almasu.law.text import Text
from almasu.wiring.running import Running

PLACE = "/campaigns"
ONE = f"{PLACE}/{{campaign:uuid}}"
SHOWN = 20
TITLE = Text("Науқандар", "Кампании", "Campaigns")
LEAD = Text(
    "Бір белгіні тәулік ішінде бірнеше ұйым кездестірсе, ол осында тұрады. Хабарламаны адам жазады, басшы келіседі.",
    "Здесь то, что за сутки встретили несколько организаций. Оповещение пишет человек, согласие даёт руководство.",
    "What several organisations met within a day stands here. A person writes the alert, the head consents to it.",
)
MARK = Text("Белгі", "Признак", "Mark")
MET = Text("Ұйымдар", "Организаций", "Organisations")
RECORDS = Text("Жазбалар", "Записей", "Records")
LAST = Text("Соңғы рет", "Последний раз", "Last seen")
WHY = Text("Неге", "Почему", "Why")
BECAUSE = Text(
    "{organisations} ұйым кездестірді, төрт аптада бұрын {before}; таңғаларлығы {surprise}",
    "встретили организаций: {organisations}, за четыре недели до того: {before}; неожиданность {surprise}",
    "met by {organisations} organisations, in the four weeks before by {before}; surprise {surprise}",
)
BY_RANK = Text("Ең тосындары", "Самые неожиданные", "The most surprising")
WHO = Text("Кездестіргендер", "Кто встретил", "Who met it")
KINDS = Text("Сигнал түрлері", "Виды сигналов", "Kinds of signals")
FILLS = Text("Хабарламаға не толтырады", "Что заполнит в оповещении", "What it fills in of an alert")
WRITE = Text("Хабарлама жобасын ашу", "Открыть черновик оповещения", "Open a draft alert")
SIGNALS = Text("Сигналдарын көру", "Смотреть сигналы", "See its signals")


@dataclass(frozen=True, slots=True)
class Campaigns:
    """The pages of campaigns."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        deed = Deed(
            f"{ONE}/alert",
            WRITE,
            self.blank,
            Unsigned(self.write, SAVE),
            WRITING,
            ("ASOI-10", "ASOI-3.3"),
            WRITE_DOCUMENT.roles,
            THEN,
        )
        pages = (Page(PLACE, self.read), Page(ONE, self.read_one))
        return Office(PLACE, TITLE, SEE_CAMPAIGNS.roles, pages, (deed,), section=Section.SIGNALS)

    async def read(self, here: Here) -> Sheet:
        """Show the campaigns, the most surprising first."""
        at, older = self.running.now(), here.asked.text("older")
        page = await see_signals.see_campaigns(self.running.node, here.session, at, older)
        campaigns = [one.offered.campaign for one in page.items[:SHOWN]]
        bars = tuple((mark_of(one.seen.term)[1], round(one.surprise)) for one in campaigns)
        blocks = (
            Bars(BY_RANK, bars, say.NOTHING),
            Table(TITLE, (MARK, WHY, RECORDS, LAST), tuple(map(_row, page.items)), say.NOTHING, older_of(page.after)),
        )
        return Sheet(TITLE, blocks, (), LEAD, ("ASOI-3.3", "ASOI-3.6"))

    async def read_one(self, here: Here) -> Sheet:
        """Show one campaign: who met it, why it stands here, what an alert about it would say."""
        one = await self._one(here)
        seen = one.offered.campaign.seen
        of_kind, mark = mark_of(seen.term)
        catalogue = law_of(self.running.node).catalogue
        names = await self._names(here, one)
        kinds = tuple(kind.name for number in sorted(seen.kinds) if (kind := catalogue.signal(number)) is not None)
        rows: tuple[tuple[Text, tuple[Cell, ...]], ...] = (
            (MARK, (Sentence(SAID, {"kind": of_kind, "mark": mark}),)),
            (WHY, (_why(one),)),
            (WHO, tuple(Own(name) for name in names)),
            (KINDS, (Many(kinds),)),
            (RECORDS, (Number(seen.records),)),
            (LAST, (At(seen.last_at),)),
        )
        ways = [Way(SIGNALS, f"/signals?{urlencode({'terms': seen.term})}")]
        if here.may(WRITE_DOCUMENT):
            ways.insert(0, Way(WRITE, f"{PLACE}/{one.id}/alert", main=True))
        shown = (Facts(None, rows), said(FILLS, catalogue.alert, one.draft))
        return Sheet(TITLE, shown, tuple(ways), None, ("ASOI-3.3", "ASOI-10"))

    async def blank(self, here: Here) -> Blank:
        """Return the form of an alert, with what the campaign fills in."""
        fields = law_of(self.running.node).catalogue.alert
        return Blank(fields_of(fields), filled=filled(fields, (await self._one(here)).draft))

    async def write(self, here: Here, typed: Typed) -> str:
        """Keep the draft."""
        form = Form(DocumentKind.THREAT_ALERT, typed_values(law_of(self.running.node).catalogue.alert, typed))
        kept = await write_document.write_document(self.running.node, here.session, form, self.running.now())
        return f"{say.DOCUMENTS}/{kept.paper.id}"

    async def _one(self, here: Here) -> Drafted:
        return await see_signals.see_campaign(self.running.node, here.session, here.ids["campaign"], self.running.now())

    async def _names(self, here: Here, one: Drafted) -> tuple[str, ...]:
        """Return who met it: to the centre by name, to a worker none but the own organisation."""
        if here.person is None or here.person.holds is not Role.SECTORAL_CENTRE:
            return () if here.person is None else (here.person.body.said_in(here.language),)
        profiles = await join.profiles(self.running.node, here.session, self.running.now())
        names: Mapping[str, str] = {profile.bin: profile.name for profile in profiles}
        return tuple(names.get(number, number) for number in sorted(one.offered.campaign.seen.organisations))


def _row(one: Drafted) -> tuple[tuple[Cell, ...], ...]:
    seen = one.offered.campaign.seen
    kind, mark = mark_of(seen.term)
    return ((Link(mark, f"{PLACE}/{one.id}"), Said(kind)), (_why(one),), (Number(seen.records),), (At(seen.last_at),))


def _why(one: Drafted) -> Sentence:
    campaign = one.offered.campaign
    names = {
        "organisations": str(len(campaign.seen.organisations)),
        "before": str(campaign.seen.before),
        "surprise": str(round(campaign.surprise)),
    }
    return Sentence(BECAUSE, names)
