"""Files beside a document: attach one, take one away, save one; none is ever shown on a page (DESIGN 7)."""

from __future__ import annotations

from dataclasses import dataclass

from almasu.actions.sector import attach, see
from almasu.interfaces.portal.offices.blocks import Code, Link, Table
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, File, Here, Unsigned
from almasu.interfaces.portal.offices.problems import MISSING
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_sector import words as say
from almasu.interfaces.portal.offices_of_sector.deeds import Deeds
from almasu.interfaces.portal.views.asking import Choice
from almasu.interfaces.portal.views.proof import EvidenceFile
from almasu.kernel.powers.sector import WRITE_DOCUMENT
from almasu.kernel.sector.attachment import LARGEST, MOST, attachment_number
from almasu.law.problem import Problem
from almasu.law.text import Text
from almasu.wiring.running import Running

FILES = Text("Тіркелген файлдар", "Приложенные файлы", "Attached files")
FILE = Text("Файл", "Файл", "File")
DIGEST = Text("SHA-256", "SHA-256", "SHA-256")
ATTACH = Text("Файл тіркеу", "Приложить файл", "Attach a file")
DETACH = Text("Файлды алып тастау", "Убрать файл", "Take a file away")
HOW = Text(
    f"{LARGEST // 1_000_000} МБ-қа дейін, {MOST} файлдан аспасын: мәтін, PDF, сурет, трафик жазбасы, архив.",
    f"До {LARGEST // 1_000_000} МБ, не больше {MOST} файлов: текст, PDF, снимок, запись трафика, архив.",
    f"Up to {LARGEST // 1_000_000} MB, {MOST} files at most: text, PDF, a picture, captured traffic, an archive.",
)
LEAD = Text(
    "Файл қосылса, құжат жаңа редакцияға көшеді: басшы файлдың хешіне де қол қояды.",
    "С файлом документ получает новую редакцию: руководитель подписывает и хеш файла.",
    "With a file the document becomes a new edition: the head signs the digest of the file as well.",
)
NONE = Text("Файл тіркелмеген.", "Файлов не приложено.", "No file is attached.")
CITES = ("ASOI-12", "ASOI-14.2")


@dataclass(frozen=True, slots=True)
class FileDeeds:
    """What is done with the files beside a document."""

    running: Running

    def deeds(self) -> tuple[Deed, ...]:
        """Return all of them."""
        roles = WRITE_DOCUMENT.roles
        return (
            Deed(f"{say.ONE}/attach", ATTACH, self.to_attach, Unsigned(self.attach, ATTACH), LEAD, CITES, roles),
            Deed(f"{say.ONE}/detach", DETACH, self.to_detach, Unsigned(self.detach, DETACH), LEAD, CITES, roles),
        )

    def files(self) -> tuple[File, ...]:
        """Return the files themselves, each to be saved."""
        return (File(f"{say.ONE}/attachments/{{file:uuid}}", self.save, foreign=True),)

    async def to_attach(self, here: Here) -> Blank:
        """Return the form of one file."""
        return await Deeds(self.running).shown(here, Field("file", FILE, Kind.FILE, hint=HOW))

    async def attach(self, here: Here, typed: Typed) -> str:
        """Attach it."""
        file, number = typed.files.get("file"), here.ids["document"]
        if file is None:
            raise _missing()
        await attach.attach(self.running.node, here.session, number, file.name, file.data, self.running.now())
        return f"{say.DOCUMENTS}/{number}"

    async def to_detach(self, here: Here) -> Blank:
        """Return the form with the files beside the document."""
        deeds = Deeds(self.running)
        seen = await deeds.seen(here)
        numbers = ((attachment_number(seen.kept.paper.id, digest), name) for name, digest in sorted(seen.files.items()))
        offered = tuple(Choice(str(number), Text(name, name, name)) for number, name in numbers)
        return Blank((Field("file", FILE, Kind.CHOICE, choices=offered),))

    async def detach(self, here: Here, typed: Typed) -> str:
        """Take it away."""
        file, number = typed.id("file"), here.ids["document"]
        if file is None:
            raise _missing()
        await attach.detach(self.running.node, here.session, number, file, self.running.now())
        return f"{say.DOCUMENTS}/{number}"

    async def save(self, here: Here) -> EvidenceFile:
        """Return a file as bytes to save."""
        number, file = here.ids["document"], here.ids["file"]
        found = await attach.take_attachment(self.running.node, here.session, number, file, self.running.now())
        return EvidenceFile(found.name, found.data)


def files_of(seen: see.Seen) -> tuple[Table, ...]:
    """Return the files beside a document with the digests that were signed; nothing where there are none."""
    if not seen.files:
        return ()
    here = f"{say.DOCUMENTS}/{seen.kept.paper.id}/attachments"
    rows = tuple(
        ((Link(name, f"{here}/{attachment_number(seen.kept.paper.id, digest)}"),), (Code(digest),))
        for name, digest in sorted(seen.files.items())
    )
    return (Table(FILES, (FILE, DIGEST), rows, NONE, cites=("ASOI-12",)),)


def _missing() -> Problem:
    return MISSING.at("file", label_kk=FILE.kk, label_ru=FILE.ru, label_en=FILE.en)
