"""Files beside a document: what may be attached, how it is named, how much of it there may be.

A file is evidence to be saved, never a page: it is taken by its name's ending and by how it begins, kept sealed, and
given out as bytes to save alone. What is signed names each file with its SHA-256, so that the file given out is the
file the head saw (ASOI-12, ASOI-14.2, ASOI-4).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from types import MappingProxyType
from uuid import UUID, uuid5

from almasu.kernel.requests.free_text import hidden_in
from almasu.law.problem import ProblemKind
from almasu.law.text import Text

LARGEST = 1_000_000
"""Bytes of one file."""
MOST = 10
"""Files beside one edition."""
MOST_EVER = 50
"""Files beside all editions of a document together."""
LONGEST_NAME = 120
_FORBIDDEN = frozenset('/\\:*?"<>|')

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_PCAP = (b"\xd4\xc3\xb2\xa1", b"\xa1\xb2\xc3\xd4", b"\x4d\x3c\xb2\xa1", b"\xa1\xb2\x3c\x4d")
BEGINS: Mapping[str, tuple[bytes, ...]] = MappingProxyType(
    {
        "pdf": (b"%PDF-",),
        "png": (b"\x89PNG\r\n\x1a\n",),
        "jpg": (b"\xff\xd8\xff",),
        "jpeg": (b"\xff\xd8\xff",),
        "zip": _ZIP,
        "docx": _ZIP,
        "xlsx": _ZIP,
        "7z": (b"7z\xbc\xaf\x27\x1c",),
        "gz": (b"\x1f\x8b",),
        "pcap": _PCAP,
        "pcapng": (b"\x0a\x0d\x0d\x0a",),
        "evtx": (b"ElfFile\x00",),
    }
)
"""Kinds of files that begin with bytes of their own."""
TEXTS = frozenset({"txt", "log", "csv", "tsv", "json", "jsonl", "xml", "eml", "md", "yar", "rules"})
"""Kinds of files that are text: no octet of them is zero."""


def _kind(code: str, title: Text, remedy: Text) -> ProblemKind:
    return ProblemKind(f"sector.attachment.{code}", 422, title, remedy, ("ASOI-4", "ASOI-12"))


BAD_NAME = _kind(
    "name",
    Text(kk="Файлдың атауы жарамайды.", ru="Имя файла не годится.", en="The name of the file will not do."),
    Text(
        kk=f"Қысқа атау беріңіз: {LONGEST_NAME} таңбадан аспасын, қиғаш сызық пен көрінбейтін таңба болмасын.",
        ru=f"Дайте короткое имя: не длиннее {LONGEST_NAME} знаков, без косых черт и невидимых знаков.",
        en=f"Give it a short name: {LONGEST_NAME} characters at most, without slashes and hidden characters.",
    ),
)
SAME_NAME = _kind(
    "same_name",
    Text(kk="Мұндай атаулы файл бар.", ru="Файл с таким именем уже есть.", en="There is a file of that name already."),
    Text(
        kk="Алдымен бұрынғысын алып тастаңыз не басқа атау беріңіз.",
        ru="Сначала уберите прежний или дайте другое имя.",
        en="Take the former away first, or give it another name.",
    ),
)
NOT_TAKEN = _kind(
    "kind",
    Text(kk="Файлдың мұндай түрі тіркелмейді.", ru="Файл такого вида не прилагается.", en="No such kind of file."),
    Text(
        kk="Мәтін, PDF, сурет, трафик жазбасы не архив тіркеңіз; зиянды үлгіні құпиясөзі бар ZIP архивке салыңыз.",
        ru="Приложите текст, PDF, снимок, запись трафика или архив; вредоносный образец – в ZIP с паролем.",
        en="Attach text, PDF, a picture, captured traffic or an archive; a malicious sample goes into a ZIP with a "
        "password.",
    ),
)
NOT_WHAT_IT_SAYS = _kind(
    "not_what_it_says",
    Text(
        kk="Файлдың мазмұны атауына сәйкес емес.",
        ru="Содержимое файла не соответствует его имени.",
        en="The file is not what its name says.",
    ),
    Text(
        kk="Файлға өз түрінің атауын беріңіз не оны ZIP архивке салыңыз.",
        ru="Дайте файлу имя его вида или уложите его в ZIP.",
        en="Name the file by its kind, or put it into a ZIP.",
    ),
)
TOO_LARGE = _kind(
    "too_large",
    Text(kk="Файл бос не тым үлкен.", ru="Файл пуст или слишком велик.", en="The file is empty or too large."),
    Text(
        kk="Бір файл 1 МБ-тан аспайды: бөліңіз не қысыңыз; үлкен файлдың SHA-256 хешін мәтінге жазыңыз.",
        ru="Один файл – не больше 1 МБ: разделите или сожмите; SHA-256 большого файла напишите в тексте.",
        en="One file has 1 MB at most: divide or compress it; of a larger one write the SHA-256 in the text.",
    ),
)
TOO_MANY = _kind(
    "too_many",
    Text(kk="Файлдар тым көп.", ru="Файлов слишком много.", en="There are too many files."),
    Text(
        kk=f"Бір құжатқа {MOST} файлға дейін тіркеледі; қалғанын бір архивке жинаңыз.",
        ru=f"К документу прилагается до {MOST} файлов; остальное соберите в один архив.",
        en=f"A document has up to {MOST} files; gather the rest into one archive.",
    ),
)


def attachment_number(document: UUID, digest: str) -> UUID:
    """Return the number of a file beside a document: the same bytes are one file."""
    return uuid5(document, digest)


def attached(beside: Mapping[str, str], ever: Collection[str], name: str, data: bytes) -> tuple[dict[str, str], str]:
    """Return the files beside an edition with one more, and the digest of that one; Problem at `file` else.

    `ever` are the digests of the files beside any edition that was sent.
    """
    known = checked_name(name)
    if not 0 < len(data) <= LARGEST:
        raise TOO_LARGE.at("file")
    _must_be_what_it_says(known, data)
    if known in beside:
        raise SAME_NAME.at("file")
    digest = hashlib.sha256(data).hexdigest()
    if len(beside) >= MOST or len({*ever, *beside.values(), digest}) > MOST_EVER:
        raise TOO_MANY.at("file")
    return {**beside, known: digest}, digest


def checked_name(name: str) -> str:
    """Return a name under which a file may be kept and saved; Problem else."""
    bare = name.strip()
    wrong = not bare or len(bare) > LONGEST_NAME or bare.startswith(".") or _FORBIDDEN.intersection(bare)
    if wrong or hidden_in(bare, "file", one_line=True) is not None:
        raise BAD_NAME.at("file")
    return bare


def _must_be_what_it_says(name: str, data: bytes) -> None:
    kind = name.rpartition(".")[2].lower()
    if kind in TEXTS:
        if b"\x00" in data or data.startswith((b"MZ", b"\x7fELF")):
            raise NOT_WHAT_IT_SAYS.at("file")
    elif kind not in BEGINS:
        raise NOT_TAKEN.at("file")
    elif not data.startswith(BEGINS[kind]):
        raise NOT_WHAT_IT_SAYS.at("file")
