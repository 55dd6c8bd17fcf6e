"""The monthly pack in pages: made, read, signed, taken away in each of its forms (SIO25-21.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

import msgspec

from almasu.actions.control.make_pack import make_pack
from almasu.actions.control.see_packs import duty, one_pack, packs, take_file
from almasu.actions.control.sign_pack import prepare_signing, sign_pack
from almasu.interfaces.portal import words
from almasu.interfaces.portal.desk_of_node.coming_in import to_sign
from almasu.interfaces.portal.offices.blocks import (
    At,
    Cell,
    Code,
    Facts,
    Link,
    Number,
    Own,
    Said,
    Sheet,
    Table,
    Way,
    Words,
)
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, File, Here, Page, Signed, Unsigned
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_node.control.reports import odd_table
from almasu.interfaces.portal.offices_of_node.control.words import (
    MONTH,
    NOTHING,
    PACK_STATES,
    PACKS,
    REQUESTS_COUNT,
    STANDING,
)
from almasu.interfaces.portal.views.asking import Choice
from almasu.interfaces.portal.views.people import ToSign
from almasu.interfaces.portal.views.proof import EvidenceFile
from almasu.kernel.control.oddity import ToldOddity
from almasu.kernel.control.pack import MANIFEST, PackState, pack_in
from almasu.kernel.control.signature import SIGNATURE
from almasu.kernel.papers.paper import Paper
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.law.text import Language, Text
from almasu.wiring.control import KNOWN_FILE, ODDITIES_FILE, PACK_FILES, PRINTED_FILE, means_of
from almasu.wiring.running import Running

TITLE = Text("Айлық жинақтар", "Месячные сводки", "Monthly packs")
LEAD = Text(
    "Жинақты жасаңыз, оқыңыз, қол қойыңыз: қолтаңбамен айдың бақылауы орындалды.",
    "Составьте сводку, прочтите и подпишите: с подписью контроль за месяц исполнен.",
    "Make the pack, read it, sign it: with the signature the month's control is done.",
)
NEW = Text("Жинақ жасау", "Составить сводку", "Make a pack")
ONE = Text("Ведомстволық бақылаудың айлық жинағы", "Месячная сводка контроля", "Monthly pack of control")
LANGUAGE = Text("Қорытынды құжаттың тілі", "Язык документа для чтения", "Language of the document to read")
LANGUAGES = (
    Choice(Language.KK.value, Text("қазақша", "казахский", "Kazakh")),
    Choice(Language.RU.value, Text("орысша", "русский", "Russian")),
    Choice(Language.EN.value, Text("ағылшынша", "английский", "English")),
)
MAKE = Text("Жасау", "Составить", "Make")
SIGN = Text("Жинаққа қол қою", "Подписать сводку", "Sign the pack")
CHANGED = Text("Соңғы өзгеріс", "Последнее изменение", "Last change")
NO_PACKS = Text("Әлі бірде-бір жинақ жасалған жоқ.", "Ни одной сводки ещё не составили.", "No pack has been made yet.")
ODD = Text("Ауытқулар", "Отклонения", "Oddities")
DIGEST = Text("Тізімдеменің SHA-256", "SHA-256 описи", "SHA-256 of the manifest")
FILES = Text("Жинақтың құрамы", "Состав сводки", "What the pack holds")
FILE = Text("Атауы", "Название", "Name")
BYTES = Text("Байт", "Байт", "Bytes")
WHAT_FOR = Text("Не үшін", "Для чего", "What for")
CHECK = Text("Торапсыз тексеру пәрмені", "Команда для проверки без узла", "Command that checks it without the node")
COMMAND = "almasu control verify"
PURPOSES = {
    "summary.pdf": Text("оқуға", "для чтения", "to be read"),
    "requests.parquet": Text(
        "бағдарламаларға: толық тізім", "для программ: весь список", "for programs: the full list"
    ),
    "requests.csv.zst": Text("кестелерге: толық тізім", "для таблиц: весь список", "for tables: the full list"),
    "requests.xlsx": Text("кестелерге: 100 000 жолға дейін", "для таблиц: до 100 000 строк", "for sheets: to 100,000"),
    PRINTED_FILE: Text(
        "summary.pdf құжатын қайта жасап, салыстыруға",
        "чтобы собрать summary.pdf заново и сравнить",
        "to set summary.pdf again and compare",
    ),
    ODDITIES_FILE: Text("ауытқулар фактілерімен", "отклонения с фактами", "oddities with their facts"),
    KNOWN_FILE: Text(
        "ауытқуларды қайта іздеуге: тізімнен тыс белгілі жайт",
        "чтобы искать отклонения заново: что известно помимо списка",
        "to look for oddities again: what is known beside the list",
    ),
    MANIFEST: Text("тізімдеме: осыған қол қойылады", "опись: подписывается она", "the manifest: this is signed"),
    SIGNATURE: Text("қолтаңба мен сертификаттар", "подпись и сертификаты", "the signature and certificates"),
}
NAMED = (
    Field("pack", Text("Жинақтың нөмірі", "Номер сводки", "Number of the pack")),
    Field("month", MONTH),
    Field("manifest", DIGEST),
    Field("requests", REQUESTS_COUNT),
    Field("oddities", ODD),
)


@dataclass(frozen=True, slots=True)
class ControlPacks:
    """Pages, deeds and files of packs."""

    running: Running

    def pages(self) -> tuple[Page, ...]:
        """Return the list, and one pack."""
        return Page(PACKS, self.listed), Page(f"{PACKS}/{{pack:uuid}}", self.one)

    def deeds(self) -> tuple[Deed, ...]:
        """Return the making and the signing."""
        signed = Signed(ActPurpose.CONTROL_PACK, self.prepare, self.finish, SIGN)
        return (
            Deed(f"{PACKS}/new", NEW, self.blank, Unsigned(self.make, MAKE), LEAD, ("SIO25-21.2",)),
            Deed(f"{PACKS}/{{pack:uuid}}/confirm", SIGN, self.to_be_signed, signed, LEAD, ("SIO25-21.2",)),
        )

    def files(self) -> tuple[File, ...]:
        """Return every form of the pack."""
        return tuple(File(f"{PACKS}/{{pack:uuid}}/{name}", partial(self.file, name)) for name in PACK_FILES)

    async def listed(self, here: Here) -> Sheet:
        """Show the packs of the body, the latest first."""
        found = await packs(self.running.node, here.session, self.running.now())
        table = Table(TITLE, (MONTH, REQUESTS_COUNT, ODD, CHANGED, STANDING), tuple(map(_row, found)), NO_PACKS)
        return Sheet(TITLE, (table,), (Way(NEW, f"{PACKS}/new", main=True),), LEAD, ("SIO25-21.2",))

    async def one(self, here: Here) -> Sheet:
        """Show one pack: what it came to, its oddities, its files."""
        paper = await one_pack(self.running.node, here.session, here.ids["pack"], self.running.now())
        says = pack_in(paper)
        names = sorted({MANIFEST, *says.files, *((SIGNATURE,) if says.act else ())})
        rows = tuple(
            (
                (Link(name, f"{PACKS}/{paper.id}/{name}"),),
                (Own(PURPOSES[name].said_in(here.language)),),
                (Number(says.files[name].bytes),) if name in says.files else (),
            )
            for name in names
        )
        files = Table(FILES, (FILE, WHAT_FOR, BYTES), rows, NOTHING)
        told = await self._oddities(here, paper)
        blocks = (
            _facts(paper),
            files,
            Facts(None, ((CHECK, (Code(COMMAND),)),)),
            odd_table([one.oddity() for one in told], {}),
        )
        ways = (Way(SIGN, f"{PACKS}/{paper.id}/confirm", main=True),) if paper.state == PackState.MADE else ()
        return Sheet(ONE, blocks, ways, LEAD, ("SIO25-21.2",))

    async def blank(self, here: Here) -> Blank:
        """Return the form that makes a pack: months of the duty, the latest first."""
        found = await duty(self.running.node, here.session, self.running.now())
        months = tuple(Choice(str(one.month), _month(str(one.month))) for one in found)
        return Blank(
            (
                Field("month", MONTH, Kind.CHOICE, choices=months),
                Field("read_in", LANGUAGE, Kind.CHOICE, choices=LANGUAGES),
            ),
            () if months else (Words(None, NO_MONTH),),
            Typed({"read_in": (here.language.value,)}),
        )

    async def make(self, here: Here, typed: Typed) -> str:
        """Make the pack of a month."""
        node, at, language = self.running.node, self.running.now(), Language(typed.text("read_in"))
        paper = await make_pack(node, means_of(self.running), here.session, typed.text("month"), language, at)
        return f"{PACKS}/{paper.id}"

    async def to_be_signed(self, here: Here) -> Blank:
        """Return the pack as it stands above the signature."""
        paper = await one_pack(self.running.node, here.session, here.ids["pack"], self.running.now())
        return Blank((), (_facts(paper),), named=NAMED)

    async def prepare(self, here: Here, typed: Typed) -> ToSign:
        """Make the act over the manifest."""
        node, at = self.running.node, self.running.now()
        prepared = await prepare_signing(node, here.session, here.ids["pack"], at)
        return to_sign(prepared, said_by(prepared.data).actor)

    async def finish(self, here: Here, act: UUID, cms: bytes) -> str:
        """Keep the signature: the month's control is done."""
        paper = await sign_pack(self.running.node, here.session, act, cms, self.running.now())
        return f"{PACKS}/{paper.id}"

    async def file(self, name: str, here: Here) -> EvidenceFile:
        """Give one file of a pack."""
        return EvidenceFile(name, await self._taken(here, here.ids["pack"], name))

    async def _taken(self, here: Here, pack: UUID, name: str) -> bytes:
        means, at = means_of(self.running), self.running.now()
        return b"".join(await take_file(self.running.node, means, here.session, pack, name, at))

    async def _oddities(self, here: Here, paper: Paper) -> tuple[ToldOddity, ...]:
        data = await self._taken(here, paper.id, ODDITIES_FILE)
        return msgspec.json.decode(data, type=tuple[ToldOddity, ...])


NO_MONTH = Text(
    "Бұйрық күшіне енгеннен бері бірде-бір ай аяқталған жоқ.",
    "С начала действия приказа ещё не закончился ни один месяц.",
    "No month has ended yet since the order took effect.",
)


def _month(name: str) -> Text:
    """Return a month in words, from its year and number."""
    first = date.fromisoformat(f"{name}-01")
    return Text(*(words.Words(language).month(first) for language in (Language.KK, Language.RU, Language.EN)))


def _row(paper: Paper) -> tuple[tuple[Cell, ...], ...]:
    says = pack_in(paper)
    link = Link(_month(says.month), f"{PACKS}/{paper.id}")
    return (link,), (Number(says.requests),), (Number(says.oddities),), (At(paper.at),), (PACK_STATES[paper.state],)


def _facts(paper: Paper) -> Facts:
    says = pack_in(paper)
    return Facts(
        None,
        (
            (MONTH, (Said(_month(says.month)),)),
            (REQUESTS_COUNT, (Number(says.requests),)),
            (ODD, (Number(says.oddities),)),
            (DIGEST, (Code(says.manifest),)),
            (STANDING, (PACK_STATES[paper.state], At(paper.at))),
        ),
    )
