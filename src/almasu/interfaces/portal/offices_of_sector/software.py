"""The office of declared software: what the organisation uses, typed or uploaded (ASOI-3.5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from almasu.actions.sector import software as acts
from almasu.interfaces.portal.offices.blocks import Cell, Own, Sheet, State, Table, Tone, Way, Words
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Office, Page, Unsigned
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_sector.form import NO, YES
from almasu.interfaces.portal.views.asking import Choice
from almasu.kernel.parties.account import Role
from almasu.kernel.powers.exchanging import DECLARE_SOFTWARE, SEE_SOFTWARE
from almasu.kernel.sector.concerns import Concern, Match
from almasu.kernel.sector.software import Item
from almasu.law.text import Text
from almasu.wiring.running import Running

PLACE = "/software"
TITLE = Text("Біздің бағдарламалар", "Наши программы", "Our software")
MAKER = Text("Өндіруші", "Производитель", "Maker")
PRODUCT = Text("Бағдарлама не жабдық", "Программа или оборудование", "Software or equipment")
VERSIONS = Text("Нұсқалары", "Версии", "Versions")
NAME = Text("CPE не purl", "CPE или purl", "CPE or purl")
EDIT = Text("Тізімді өзгерту", "Изменить список", "Change the list")
UPLOAD = Text("Файлмен жүктеу", "Загрузить файлом", "Upload a file")
SAVE = Text("Сақтау", "Сохранить", "Save")
LIST = Text("Тізім", "Список", "The list")
FILE = Text("CSV не CycloneDX файлы", "Файл CSV или CycloneDX", "CSV or CycloneDX file")
NOTHING = Text("Әлі ештеңе мәлімделген жоқ.", "Пока ничего не заявлено.", "Nothing is declared yet.")
LEAD = Text(
    "Осалдық туралы хабарлама осы тізіммен салыстырылады. Тізімді өз ұйымыңыздан басқа ешкім көрмейді.",
    "Оповещения об уязвимостях сравниваются с этим списком. Никто, кроме вашей организации, его не видит.",
    "Vulnerability alerts are compared with this list. Nobody outside your organisation sees it.",
)
HOW = Text(
    "Әр жолға біреуден: өндіруші | бағдарлама | нұсқалары | CPE не purl. Нұсқалар: 4.1, < 4.2, 1.0 - 1.4, 7.2.*.",
    "По одной в строке: производитель | программа | версии | CPE или purl. Версии: 4.1, < 4.2, 1.0 - 1.4, 7.2.*.",
    "One a line: maker | product | versions | CPE or purl. Versions: 4.1, < 4.2, 1.0 - 1.4, 7.2.*.",
)
COLUMNS = Text(
    "CSV бағандары: өндіруші, бағдарлама, нұсқа, cpe. 1 МБ-тан аспасын; бұрынғы тізім толық ауыстырылады.",
    "Столбцы CSV: производитель, программа, версия, cpe. Не больше 1 МБ; прежний список заменяется целиком.",
    "Columns of the CSV: maker, product, version, cpe. At most 1 MB; it takes the place of the list before.",
)
NAMED = Text(
    "Орталыққа атауымызды айтуға бола ма",
    "Можно ли назвать нас центру",
    "Whether we may be named to the centre",
)
NAMED_HINT = Text(
    "«Жоқ» болса, орталық тек қанша ұйымға қатысты екенін біледі.",
    "Если «нет», центр узнаёт только, скольких организаций касается.",
    "With no, the centre learns only how many organisations it concerns.",
)
NAMED_NOW = Text("Орталыққа атауымыз айтылады.", "Центру нас называют.", "We are named to the centre.")
NOT_NAMED = Text(
    "Орталыққа тек саны айтылады.", "Центру говорится только число.", "The centre is told the number alone."
)
TO_CENTRE = Text("Орталық не біледі", "Что знает центр", "What the centre knows")
CONCERNS = Text("Бізге қатысты ма", "Касается ли нас", "Whether it concerns us")
USED = Text("Бізде", "У нас", "We use")
AFFECTED = Text("Хабарламада", "В оповещении", "The alert is about")
HOW_SURE = Text("Қаншалықты анық", "Насколько точно", "How sure")
SURE = Text("қатысты", "касается", "it concerns us")
PERHAPS = Text("мүмкін: тексеріңіз", "возможно: проверьте", "it may: check it")
NO_MATCH = Text(
    "Мәлімделген бағдарламаларыңыздың ешқайсысы сай келмейді.",
    "Ни одна из заявленных вами программ не подходит.",
    "None of the software you declared matches.",
)


@dataclass(frozen=True, slots=True)
class SoftwareOffice:
    """What the organisation declares."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        cites, roles = ("ASOI-3.5",), DECLARE_SOFTWARE.roles
        edit = Deed(f"{PLACE}/edit", EDIT, self.blank, Unsigned(self.declare, SAVE), LEAD, cites, roles)
        upload = Deed(
            f"{PLACE}/upload", UPLOAD, self.blank_upload, Unsigned(self.declare_file, SAVE), LEAD, cites, roles
        )
        pages = (Page(PLACE, self.read),)
        return Office(PLACE, TITLE, SEE_SOFTWARE.roles, pages, (edit, upload), section=Section.SIGNALS)

    async def read(self, here: Here) -> Sheet:
        """Show what is declared."""
        found = await acts.declared(self.running.node, here.session, self.running.now())
        table = Table(TITLE, (MAKER, PRODUCT, VERSIONS, NAME), tuple(map(_row, found.items)), NOTHING)
        words = Words(TO_CENTRE, NAMED_NOW if found.named_to_centre else NOT_NAMED)
        ways: tuple[Way, ...] = ()
        if here.person is not None and here.person.holds is Role.RESPONSIBLE_WORKER:
            ways = (Way(EDIT, f"{PLACE}/edit", main=True), Way(UPLOAD, f"{PLACE}/upload"))
        return Sheet(TITLE, (words, table), ways, LEAD, ("ASOI-3.5",))

    async def blank(self, here: Here) -> Blank:
        """Return the form with what is declared now."""
        found = await acts.declared(self.running.node, here.session, self.running.now())
        lines = "\n".join(one.line() for one in found.items)
        filled = Typed({"items": (lines,), "named": ("yes" if found.named_to_centre else "no",)})
        return Blank((Field("items", LIST, Kind.LONG, False, HOW, longest=400_000), _named()), filled=filled)

    async def declare(self, here: Here, typed: Typed) -> str:
        """Keep the list."""
        named = typed.text("named") == "yes"
        await acts.declare(self.running.node, here.session, typed.text("items"), named, self.running.now())
        return PLACE

    async def blank_upload(self, here: Here) -> Blank:
        """Return the form of a file."""
        return Blank((Field("file", FILE, Kind.FILE, hint=COLUMNS), _named()), filled=Typed({"named": ("no",)}))

    async def declare_file(self, here: Here, typed: Typed) -> str:
        """Keep what the file lists."""
        named, data = typed.text("named") == "yes", typed.files["file"].data
        await acts.declare_file(self.running.node, here.session, data, named, self.running.now())
        return PLACE


def matches_table(found: Iterable[Match]) -> Table:
    """Return matches as a table, the sure ones first."""
    return Table(CONCERNS, (USED, AFFECTED, HOW_SURE), tuple(map(match_row, found)), NO_MATCH, cites=("ASOI-3.5",))


def match_row(one: Match) -> tuple[tuple[Cell, ...], ...]:
    """Return a match as a row."""
    sure = State(Tone.BAD, SURE) if one.concern is Concern.YES else State(Tone.WAIT, PERHAPS)
    return ((Own(one.used.line()),), (Own(one.affected.line()),), (sure,))


def _named() -> Field:
    choices = (Choice("no", NO), Choice("yes", YES))
    return Field("named", NAMED, Kind.CHOICE, hint=NAMED_HINT, choices=choices)


def _row(one: Item) -> tuple[tuple[Cell, ...], ...]:
    return ((Own(one.maker),), (Own(one.product),), (Own(one.versions),), (Own(one.name),))
