"""Evidence that a node told two histories: what differs on whose signed word, taken along, put in (CIS-6.1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from msgspec.structs import replace

from almasu.actions.interstate import differences
from almasu.actions.interstate.differences import Shown
from almasu.interfaces.portal.offices.blocks import (
    At,
    Cell,
    Code,
    Link,
    Own,
    Said,
    Sentence,
    Sheet,
    Small,
    Table,
    Tone,
    Way,
)
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, File, Here, Office, Page, Unsigned
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.today import Figure, Today
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_interstate import words as say
from almasu.interfaces.portal.views.proof import EvidenceFile
from almasu.kernel.interstate.comparing import Difference, Word
from almasu.kernel.interstate.telling_differences import beside_digest, words_of
from almasu.kernel.powers.interstate import KEEP_NODES, SEE_DIFFERENCES
from almasu.law.text import Text
from almasu.wiring.running import Running

PLACE = "/cis/differences"
CITES = ("CIS-6.1",)
TITLE = Text("Тарихтардың айырмашылығы", "Расхождения историй", "Differences of histories")
LEAD = Text(
    "Торап екі түрлі тарих айтты: мұны оның өз қолтаңбалары дәлелдейді. Дәлел файлын кез келген адам осы торапсыз "
    "тексере алады.",
    "Узел рассказал две истории: это доказывают его собственные подписи. Файл доказательства любой проверит и без "
    "этого узла.",
    "A node told two histories, as its own signatures prove. Anyone can check the file of evidence without this node.",
)
NONE_YET = Text("Айырмашылық табылған жоқ.", "Расхождений не найдено.", "No difference was found.")
PUT = Text("Дәлелді енгізу", "Внести доказательство", "Put in evidence")
PUT_LEAD = Text(
    "Екі тарихты салыстырған куәгер берген файл. Басшыларға хат жіберіледі; торапты шығару туралы адам шешеді.",
    "Файл того, кто сравнил обе истории: свидетеля любой стороны. Руководителям уйдёт письмо; отключать ли узел, "
    "решает человек.",
    "The file of whoever compared both histories, a witness of either side. Heads get a letter; whether the node is "
    "shut out a person decides.",
)
FILE = Text("Дәлел файлы", "Файл доказательства", "File of the evidence")
NODE = Text("Торап", "Узел", "Node")
WHAT = Text("Не айырма", "В чём расхождение", "What differs")
FIRST = Text("Бір тараптың сөзі", "Слово одной стороны", "The word of one side")
SECOND = Text("Екінші тараптың сөзі", "Слово другой стороны", "The word of the other side")
TAKE = Text("Файлды алу", "Взять файл", "Take the file")
HOLDS_NO_MORE = Text("қазір ештеңені дәлелдемейді", "сейчас ничего не доказывает", "proves nothing now")
FOUND = Text("Тарихтардың айырмашылығы", "Расхождения историй", "Differences of histories")


@dataclass(frozen=True, slots=True)
class DifferencesOffice:
    """Evidence of two histories, for heads and the keeper."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        puts = Unsigned(self.put, PUT)
        return Office(
            PLACE,
            TITLE,
            SEE_DIFFERENCES.roles,
            (Page(PLACE, self.read),),
            (Deed(f"{PLACE}/new", PUT, self.blank, puts, PUT_LEAD, CITES, KEEP_NODES.roles),),
            (File(f"{PLACE}/{{difference:uuid}}/file", self.take),),
            section=Section.PARTIES,
            today=self.today,
        )

    async def today(self, here: Here) -> Today:
        """Return how much evidence there is, once there is some."""
        found = await differences.differences(self.running.node, here.session, self.running.now())
        return Today(figures=(Figure(FOUND, len(found), PLACE, Tone.BAD),) if found else ())

    async def read(self, here: Here) -> Sheet:
        """Show what differs; of how much went over a line nothing is shown (CIS-8.4)."""
        found = await differences.differences(self.running.node, here.session, self.running.now())
        rows = tuple(row for one in found for row in _rows(one))
        table = Table(TITLE, (NODE, say.WHEN, WHAT, FIRST, SECOND, TAKE), rows, NONE_YET, cites=CITES)
        is_keeper = here.may(KEEP_NODES)
        return Sheet(TITLE, (table,), (Way(PUT, f"{PLACE}/new", main=True),) if is_keeper else (), LEAD, CITES)

    async def blank(self, here: Here) -> Blank:
        """Return the form in which evidence is put in."""
        return Blank((Field("file", FILE, Kind.FILE),))

    async def put(self, here: Here, typed: Typed) -> str:
        """Keep it."""
        await differences.put_in(self.running.node, here.session, typed.files["file"].data, self.running.now())
        return PLACE

    async def take(self, here: Here) -> EvidenceFile:
        """Give out the file, which the journal tells of."""
        number = here.ids["difference"]
        data = await differences.take_evidence(self.running.node, here.session, number, self.running.now())
        return EvidenceFile("almasu-evidence.json", data)


def _rows(one: Shown) -> Iterator[tuple[tuple[Cell, ...], ...]]:
    take: tuple[Cell, ...] = (Link(TAKE, f"{PLACE}/{one.kept.number}/file"),)
    node = Own(one.name), Small(one.kept.peer)
    if not one.differences:
        yield node, (At(one.kept.at),), (Said(HOLDS_NO_MORE),), (), (), take
    for found in one.differences:
        first, second = (*(_word(word) for word in found.said), (), ())[:2]
        yield node, (At(one.kept.at),), _what(found), first, second, take


def _what(found: Difference) -> tuple[Cell, ...]:
    """Say it in one sentence, in which the names of nodes are names: they are of no language."""
    names = {"sender": found.sender, "receiver": found.receiver, "at": found.at}
    return (Sentence(words_of(replace(found, sender="{sender}", receiver="{receiver}", at="{at}")), names),)


def _word(word: Word) -> tuple[Cell, ...]:
    """Show a side's digest and the entry of its journal, and who signed it."""
    names = {"by": word.by, "names": ", ".join(word.signed_by)}
    signed_by = ("{names}",) if word.signed_by else ()
    says = Sentence(beside_digest(replace(word, by="{by}", signed_by=signed_by)), names)
    return (says, Code(word.digest.hex())) if word.digest else (says,)
