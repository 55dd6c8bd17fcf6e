"""The act of return or destruction of a carrier as people read it: what it was, whose hands it passed, its end."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from almasu.kernel.provision.act_print import Part, Printed
from almasu.kernel.provision.carrier import Carrier, CarrierState, Medium
from almasu.kernel.provision.problems_of_handing import WRONG_STATE
from almasu.law.moment import in_astana
from almasu.law.text import Language, Text

TITLES: Mapping[CarrierState, Text] = MappingProxyType(
    {
        CarrierState.RETURNED: Text(
            "№ {number} электрондық жеткізгішті қайтару актісі",
            "Акт возврата электронного носителя № {number}",
            "Act of return of an electronic carrier No. {number}",
        ),
        CarrierState.DESTROYED: Text(
            "№ {number} электрондық жеткізгішті жою актісі",
            "Акт уничтожения электронного носителя № {number}",
            "Act of destruction of an electronic carrier No. {number}",
        ),
    }
)
MEDIA: Mapping[Medium, Text] = MappingProxyType(
    {
        Medium.OPTICAL: Text("оптикалық диск", "оптический диск", "optical disc"),
        Medium.USB: Text("USB-жинақтауыш", "USB-накопитель", "USB drive"),
        Medium.DISK: Text("қатты диск", "жёсткий диск", "hard disk"),
        Medium.TAPE: Text("магниттік таспа", "магнитная лента", "magnetic tape"),
    }
)
READ_IN = Text(
    "Оның файлдары тізімдемемен салыстырылып, {at} оқылды.",
    "Его файлы сверены с описью и прочитаны {at}.",
    "Its files were compared with the manifest and read in at {at}.",
)
NOT_READ = Text("Одан ештеңе оқылмады.", "С него ничего не прочитано.", "Nothing of it was read in.")
OPENING = Text(
    "{body} тапсырған № {number} жеткізгіш ({medium}), салынған күні {packed}, мөрі {seal}. {read}",
    "Носитель № {number} ({medium}) от «{body}», записан {packed}, печать {seal}. {read}",
    "The carrier No. {number} ({medium}) of {body}, packed on {packed}, under the seal {seal}. {read}",
)
FILES = Text("Файлдар", "Файлы", "Files")
FILE_HEAD = (
    Text("Файл", "Файл", "File"),
    Text("Байт", "Байт", "Bytes"),
    Text("Жол саны", "Строк", "Rows"),
    Text("SHA-256", "SHA-256", "SHA-256"),
)
HANDS = Text("Беру тізбегі", "Цепь передачи", "Chain of custody")
HANDS_HEAD = (
    Text("Берген", "Передал", "Giver"),
    Text("Алған", "Принял", "Taker"),
    Text("Қашан", "Когда", "When"),
    Text("Мөр", "Печать", "Seal"),
    Text("Қолхат", "Расписка", "Receipt"),
)
SIGNED = Text("ЭЦҚ-мен қол қойған", "Подписал ЭЦП", "Signed with the EDS")
STANDING = Text(
    "Соңғы жолда – тізімдеменің SHA-256 хеші.",
    "В последней строке – хеш SHA-256 описи.",
    "The last line is the SHA-256 of the manifest.",
)


def printed_end(carrier: Carrier, names: Mapping[str, Text], language: Language) -> Printed:
    """Return the act in a language, `names` being those of bodies by BIN.

    Problem `provision.handing.state` where the carrier is neither returned nor destroyed.
    """
    title = TITLES.get(carrier.state)
    if title is None:
        raise WRONG_STATE.at()
    manifest = carrier.manifest

    def said(text: Text, **told: str) -> str:
        return text.filled(**told).said_in(language)

    def called(number: str) -> str:
        name = names.get(number)
        return number if name is None else f"{name.said_in(language)}, {number}"

    read = NOT_READ if carrier.read_at is None else READ_IN.filled(at=f"{in_astana(carrier.read_at):%d.%m.%Y %H:%M}")
    opening = said(
        OPENING,
        body=called(manifest.body),
        number=manifest.number,
        medium=MEDIA[manifest.medium].said_in(language),
        packed=f"{manifest.packed_on:%d.%m.%Y}",
        seal=carrier.chain[-1].seal if carrier.chain else "–",
        read=read.said_in(language),
    )
    files = [(one.name, str(one.size), str(one.rows), one.sha256) for one in manifest.files]
    hands = [
        (called(one.giver), called(one.taker), f"{in_astana(one.at):%d.%m.%Y %H:%M}", one.seal, one.receipt)
        for one in carrier.chain
    ]
    parts = (
        Part(said(FILES), (), (tuple(map(said, FILE_HEAD)), *files)),
        Part(said(HANDS), (), (tuple(map(said, HANDS_HEAD)), *hands)),
    )
    return Printed(language, said(title, number=carrier.ending), opening, parts, manifest.sha256)
