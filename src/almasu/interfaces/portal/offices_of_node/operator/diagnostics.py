"""Diagnostics: test registers and services now, see what came, how long it took, and the remedy (SIO25-14.1)."""

from __future__ import annotations

from dataclasses import dataclass

from almasu.actions.operating.diagnose import diagnose, diagnoses
from almasu.interfaces.portal.offices.blocks import (
    At,
    Cell,
    Number,
    Own,
    Said,
    Sheet,
    State,
    Table,
    Tone,
    Way,
)
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Page, Unsigned
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_node.operator.words import SERVICES, place_said
from almasu.interfaces.portal.views.asking import Choice
from almasu.kernel.operating.diagnosis import FINDINGS, Diagnosis, Finding, code_said, remedy_of
from almasu.law.text import Text
from almasu.wiring.running import Running
from almasu.wiring.watching import open_examiners

PLACE = "/offices/operator/diagnostics"
TEST = f"{PLACE}/test"
CITES = ("SIO25-14.1", "SIO25-14.2")
TITLE = Text("Диагностика", "Диагностика", "Diagnostics")
NOW = Text("Қазір сынау", "Проверить сейчас", "Test now")
LEAD = Text(
    "Тізілімге жоқ объект туралы сұрақ қойылады: ешкім туралы ештеңе сұралмайды және жауап сақталмайды. Әр сынақ "
    "журналға жазылады; нәтиже жарты минут бойы қайта сұралмайды.",
    "Реестру задают вопрос о несуществующем объекте: ни о ком ничего не спрашивают и ответ не хранят. Каждая проверка "
    "пишется в журнал; результат полминуты не запрашивают снова.",
    "A register is asked about a subject that does not exist: nothing is asked about anybody, and no answer is kept. "
    "Each test is journalled; a result stands for half a minute before anything is asked again.",
)
WHAT = Text("Не сыналды", "Что проверено", "What was tested")
STANDING = Text("Не болды", "Что вышло", "What came")
WHEN = Text("Қашан", "Когда", "When")
MILLIS = Text("Уақыты, мс", "Время, мс", "Time, ms")
REMEDY = Text("Не істеу керек", "Что делать", "What to do")
EMPTY = Text("Әлі ештеңе сыналмаған.", "Пока ничего не проверяли.", "Nothing was tested yet.")
PLACES = Text("Нені сынау", "Что проверить", "What to test")
EVERYTHING = Text("Бәрін", "Всё", "Everything")
WITNESS = Text("журнал куәгері, {number}", "свидетель журнала, {number}", "witness of the log, {number}")
ALL = "all"
TONES = {
    Finding.ANSWERS: Tone.GOOD,
    Finding.REFUSES: Tone.WAIT,
    Finding.SILENT: Tone.BAD,
    Finding.UNREADABLE: Tone.BAD,
    Finding.STRANGE: Tone.BAD,
    Finding.UNKNOWN: Tone.WAIT,
}
WORST_FIRST = tuple(FINDINGS)


@dataclass(frozen=True, slots=True)
class Diagnostics:
    """The page of tests and the deed that makes them."""

    running: Running

    def pages(self) -> tuple[Page, ...]:
        """Return the page."""
        return (Page(PLACE, self.read),)

    def deeds(self) -> tuple[Deed, ...]:
        """Return the test."""
        return (Deed(TEST, NOW, self.blank, Unsigned(self.test, NOW), LEAD, CITES),)

    async def read(self, here: Here) -> Sheet:
        """Show the latest test of each place, troubles first."""
        found = await diagnoses(self.running.node, here.session, self.running.now())
        rows = tuple(map(self._row, sorted(found, key=_worst_first)))
        table = Table(TITLE, (WHAT, STANDING, WHEN, MILLIS, REMEDY), rows, EMPTY)
        return Sheet(TITLE, (table,), (Way(NOW, TEST, main=True),), LEAD, CITES)

    async def blank(self, here: Here) -> Blank:
        """Return the choice of what to test."""
        await diagnoses(self.running.node, here.session, self.running.now())
        async with open_examiners(self.running) as examiners:
            choices = tuple(Choice(one.place, self._named(one.place, n)) for n, one in enumerate(examiners, 1))
        field = Field("place", PLACES, Kind.CHOICE, choices=(Choice(ALL, EVERYTHING), *choices))
        return Blank((field,), filled=Typed({"place": (ALL,)}))

    async def test(self, here: Here, typed: Typed) -> str:
        """Test what was chosen and go back to the page."""
        chosen = typed.text("place")
        async with open_examiners(self.running) as examiners:
            some = [one for one in examiners if chosen in (ALL, one.place)]
            await diagnose(self.running.node, here.session, some, self.running.now())
        return PLACE

    def _row(self, one: Diagnosis) -> tuple[tuple[Cell, ...], ...]:
        words = code_said(one.code)
        because: tuple[Cell, ...] = () if not one.code else (Own(one.code),) if words is None else (Said(words),)
        return (
            self._cells(one.place),
            (State(TONES[one.finding], FINDINGS[one.finding]), *because),
            (At(one.begun_at),),
            (Number(one.millis),),
            (Said(remedy_of(one)),),
        )

    def _cells(self, place: str) -> tuple[Cell, ...]:
        return (Said(self._named(place)),) if place.startswith("resource:") else place_said(place)

    def _named(self, place: str, number: int = 0) -> Text:
        """Return a place in words; a witness, whose name is nobody's language, by its number in the list."""
        kind, _, name = place.partition(":")
        if kind == "resource":
            resource = self.running.node.resources[int(name)].name
            return Text(f"{name}. {resource.kk}", f"{name}. {resource.ru}", f"{name}. {resource.en}")
        return SERVICES[place] if place in SERVICES else WITNESS.filled(number=str(number))


def _worst_first(one: Diagnosis) -> tuple[int, bool, int, str]:
    """Return the place of a diagnosis in the table: troubles, then registers by their number, then the services."""
    kind, _, name = one.place.partition(":")
    is_service = kind != "resource"
    return WORST_FIRST.index(one.finding), is_service, 0 if is_service else int(name), one.place
