"""Problems of handing over and of using: papers, carriers, seats, received data."""

from __future__ import annotations

from almasu.law.problem import ProblemKind
from almasu.law.text import Text


def _problem(
    code: str, status: int, title: tuple[str, str, str], remedy: tuple[str, str, str], *cites: str
) -> ProblemKind:
    return ProblemKind(code, status, Text(*title), Text(*remedy), cites)


WRONG_STATE = _problem(
    "provision.handing.state",
    409,
    (
        "Қазіргі күйінде бұл қадам жасалмайды.",
        "В нынешнем состоянии этот шаг невозможен.",
        "In the present state this step cannot be taken.",
    ),
    (
        "Жазбаны қайта ашып, күйін қараңыз.",
        "Откройте запись снова и посмотрите её состояние.",
        "Open the record again and look at its state.",
    ),
    "FMA-3.4",
    "FMA-3.5",
)
NUMBER_TAKEN = _problem(
    "provision.paper.number",
    409,
    (
        "«{number}» нөмірі бос емес не жазылмаған.",
        "Номер «{number}» занят или не указан.",
        "The number “{number}” is taken or missing.",
    ),
    (
        "Тіркелімдегі келесі нөмірді жазыңыз.",
        "Укажите следующий номер журнала.",
        "Give the next number of the register.",
    ),
    "FMA-3.5",
)
DAY_TO_COME = _problem(
    "provision.paper.day",
    422,
    (
        "Қағаздың күні әлі келген жоқ.",
        "День бумаги ещё не наступил.",
        "The day of the paper has not come yet.",
    ),
    (
        "Шығыс тіркелімінің күнін жазыңыз.",
        "Укажите день исходящего журнала.",
        "Give the day of the outgoing register.",
    ),
    "FMA-3.5",
)
NO_SUCH_SHEET = _problem(
    "provision.paper.sheet",
    422,
    (
        "Қағазда мұндай парақ жоқ: парақ саны – {sheets}.",
        "Такого листа в бумаге нет: всего листов {sheets}.",
        "The paper has no such sheet: it has {sheets}.",
    ),
    (
        "Жазба тұрған парақтың нөмірін көрсетіңіз.",
        "Укажите номер листа, на котором стоит запись.",
        "Give the number of the sheet that the record stands on.",
    ),
    "FMA-3.5",
    "FMA-6.1",
)
OTHER_MARK = _problem(
    "provision.paper.other_mark",
    409,
    (
        "Акт бұл жиынға енді басқа белгі қояды: қағаз бұрынғы белгімен тіркелген.",
        "Акт теперь помечает этот набор иначе: бумага учтена с прежней пометкой.",
        "The act marks this set otherwise now: the paper stands in the register under the mark of before.",
    ),
    (
        "Қағазды жаңа белгісімен қайта тіркеңіз.",
        "Зарегистрируйте бумагу заново с новой пометкой.",
        "Register the paper anew under its new mark.",
    ),
    "FMA-4.2",
    "FMA-5",
)
KEYED_FOR_CLOSED = _problem(
    "provision.paper.keyed_for_closed",
    409,
    (
        "Теру басталған материал жабылған: терілгенін сақтайтын жер жоқ.",
        "Материал, для которого набирали, закрыт: хранить набранное негде.",
        "The material that this was keyed for is closed: what was typed has nowhere to be kept.",
    ),
    (
        "Теруді тоқтатыңыз; қажет болса, ашық материал үшін қайта теріңіз.",
        "Прекратите набор; если нужно, наберите заново для открытого материала.",
        "Give the keying up; where needed, key the paper anew for an open material.",
    ),
    "FMA-3.5",
    "FMA-6.1",
)
KEYED_UNDER_ANOTHER_ACT = _problem(
    "provision.paper.keyed_under_another_act",
    409,
    (
        "Бірінші теруден бері бірлескен акт өзгерді: ол енді басқа өрістерді екі рет теруді не толтыруды талап етеді.",
        "После первого набора совместный акт изменился: теперь он требует набрать дважды или заполнить другие поля.",
        "The joint act changed since this was first keyed: it wants other fields keyed twice or filled in now.",
    ),
    (
        "Бұл теруді тоқтатып, қағазды қазіргі акт бойынша басынан теріңіз.",
        "Прекратите этот набор и наберите бумагу заново по действующему акту.",
        "Give this keying up and key the paper anew by the act in force.",
    ),
    "FMA-3.5",
    "FMA-5",
)
SEAL_NEEDED = _problem(
    "provision.paper.seal_needed",
    422,
    (
        "Мөр не курьердің қолхаты жоқ.",
        "Нет печати или расписки курьера.",
        "The seal or the courier's receipt is missing.",
    ),
    (
        "Пакетті мөрлеп, қолхаттың нөмірін жазыңыз.",
        "Опечатайте пакет и укажите номер расписки.",
        "Seal the packet and give the number of the receipt.",
    ),
    "FMA-3.5",
    "FMA-6.1",
)
ANOTHER_SEAL = _problem(
    "provision.paper.another_seal",
    409,
    ("Мөр жіберілген кездегідей емес.", "Печать не та, с которой пакет ушёл.", "The seal is not the one it left with."),
    (
        "Пакетті қабылдамаңыз: акт жасап, органға хабарлаңыз.",
        "Не принимайте пакет: составьте акт и сообщите органу.",
        "Do not take the packet: draw up an act and tell the body.",
    ),
    "FMA-3.5",
    "FMA-6.1",
)
CARD_HOLDS_NO_CONTENT = _problem(
    "provision.paper.card_only",
    409,
    (
        "Қолжетімділігі шектелген не мемлекеттік құпия мазмұн жүйеге енгізілмейді.",
        "Содержание с ограниченным доступом или гостайной в систему не вносится.",
        "Content with restricted access or of state secrecy is not entered into the system.",
    ),
    (
        "Тіркеу карточкасын ғана толтырыңыз.",
        "Заполните только учётную карточку.",
        "Fill in the register card only.",
    ),
    "FMA-4.2",
)
CARD_LINE = _problem(
    "provision.paper.card_line",
    409,
    (
        "Қолжетімділігі шектелген қағаздың карточкасында нөмір не атау ғана тұрады; бұл жолда артығы бар.",
        "В карточке бумаги с ограниченным доступом стоит только номер или название; в этой строке есть лишнее.",
        "On the card of a restricted paper stands a number or a name only; this line holds more.",
    ),
    (
        "Нөмірде 30 таңбадан, 11 цифрдан; атау мен себепте 4 цифрдан артық болмасын. Ештеңе сақталған жоқ.",
        "В номере – до 30 знаков и 11 цифр, в названии и причине – до 4 цифр. Ничего не сохранено.",
        "A number: at most 30 signs and 11 digits; a name or a reason: at most 4 digits. Nothing was kept.",
    ),
    "FMA-4.2",
)
KEYED_BY_ONE = _problem(
    "provision.paper.keyed_by_one",
    403,
    (
        "Екі теруді бір адам жасаған.",
        "Оба набора сделал один человек.",
        "Both keyings are of one person.",
    ),
    (
        "Екінші теруді бірінші теруді көрмей басқа қызметкер жасайды, айырмасын үшіншісі шешеді.",
        "Второй набор делает другой работник, не видя первого, а различия решает третий.",
        "Another worker keys it again without seeing the first, and a third decides where they differ.",
    ),
    "FMA-3.5",
)
KEYED_OTHERWISE = _problem(
    "provision.paper.keyed_otherwise",
    409,
    (
        "«{field}» өрісі екі теруде әртүрлі, шешілмеген.",
        "Поле «{field}» набрано по-разному и не решено.",
        "The field “{field}” was keyed in two ways and is not decided.",
    ),
    (
        "Үшінші қызметкер оны қағаздан теріп шешеді.",
        "Третий работник решает, набрав его с бумаги.",
        "A third worker decides it, keying it from the paper.",
    ),
    "FMA-3.5",
)
NOT_ENCRYPTED = _problem(
    "provision.carrier.not_encrypted",
    422,
    (
        "Жеткізгіштегі файлдар шифрланбаған.",
        "Файлы на носителе не зашифрованы.",
        "The files on the carrier are not encrypted.",
    ),
    (
        "Оларды Агенттіктің кілтіне шифрлаңыз.",
        "Зашифруйте их на ключ Агентства.",
        "Encrypt them for the Agency's key.",
    ),
    "FMA-3.4",
    "FMA-6.2",
)
NOT_AS_MANIFEST = _problem(
    "provision.carrier.manifest",
    409,
    (
        "«{name}» файлы тізімдемеге сай емес.",
        "Файл «{name}» не соответствует описи.",
        "The file “{name}” is not as the manifest says.",
    ),
    (
        "Жеткізгіш оқылмады: оны қайтарып, жаңасын сұраңыз.",
        "Носитель не прочитан: верните его и запросите новый.",
        "The carrier was not read in: give it back and ask for a new one.",
    ),
    "FMA-3.4",
)
CHAIN_BROKEN = _problem(
    "provision.carrier.chain",
    409,
    (
        "Тапсыру тізбегі үзілген: беруші, мөр не уақыт сәйкес емес.",
        "Цепь передачи прервана: не сходятся передавший, печать или время.",
        "The chain of custody is broken: giver, seal or time do not fit.",
    ),
    (
        "Жеткізгішті оқымаңыз: акт жасап, органға хабарлаңыз.",
        "Не читайте носитель: составьте акт и сообщите органу.",
        "Do not read the carrier: draw up an act and tell the body.",
    ),
    "FMA-3.4",
    "FMA-6.1",
)
SEAT_TOO_LONG = _problem(
    "provision.seat.term",
    422,
    (
        "АЖО рұқсаты {days} күннен аспайды.",
        "Доступ к АРМ даётся не больше чем на {days} дней.",
        "A seat at a workplace is issued for {days} days at most.",
    ),
    ("Мерзімін қысқартыңыз.", "Сократите срок.", "Shorten the term."),
    "FMA-3.2",
)
NOT_NEEDED = _problem(
    "provision.received.not_needed",
    403,
    (
        "Бұл мәлімет сіздің материалыңызға жатпайды.",
        "Эти сведения не относятся к вашему материалу.",
        "These data do not belong to a material of yours.",
    ),
    (
        "Материал сізге тапсырылса, қайта ашыңыз.",
        "Откройте снова, если материал поручат вам.",
        "Open them again once the material is yours.",
    ),
    "FMA-6.1",
)
NOT_FOR_THIS_PURPOSE = _problem(
    "provision.received.purpose",
    409,
    (
        "Мәлімет басқа мақсатта алынған.",
        "Сведения получены для другой цели.",
        "The data were obtained for another purpose.",
    ),
    (
        "Осы мақсатта қажет болса, бөлек сұраңыз.",
        "Если нужны для этой цели, запросите отдельно.",
        "Ask for them anew where this purpose needs them.",
    ),
    "FMA-1",
    "FMA-6.1",
)
NOT_ALLOWED_BY_SECRECY = _problem(
    "provision.received.secrecy",
    409,
    (
        "Құпия режимі бұған жол бермейді: {kk}.",
        "Режим тайны этого не допускает: {ru}.",
        "The regime of secrecy does not allow this: {en}.",
    ),
    (
        "Мәліметті жүйеде ғана қараңыз.",
        "Работайте со сведениями только в системе.",
        "Use the data inside the system only.",
    ),
    "FMA-6.2",
)
PAST_ITS_TIME = _problem(
    "provision.received.past",
    410,
    (
        "Мәлімет материалымен бірге жойылды не сақтау мерзімі өтті.",
        "Сведения уничтожены с материалом, или срок их хранения истёк.",
        "These data are destroyed with their material, or the time for keeping them is over.",
    ),
    (
        "Қажет болса, қайта сұраңыз.",
        "При необходимости запросите снова.",
        "Ask for them again where they are needed.",
    ),
    "FMA-6.1",
    "FMA-6.2",
)
LINES_ONLY = _problem(
    "provision.paper.lines",
    422,
    (
        "Карточкада қысқа жолдар ғана тұрады.",
        "В карточке стоят только короткие строки.",
        "A card holds short lines only.",
    ),
    (
        "Бұл жолды 60 таңбадан асырмай, бір жолмен жазыңыз.",
        "Запишите это одной строкой, не длиннее 60 знаков.",
        "Write this on one line of at most 60 characters.",
    ),
    "FMA-3.5",
    "FMA-4.2",
)
SCAN_FILE = _problem(
    "provision.paper.scan_file",
    422,
    (
        "Бұл сканның файлы емес не тым үлкен.",
        "Это не файл скана, или он слишком велик.",
        "This is no file of a scan, or it is too large.",
    ),
    (
        "1 МБ-тан аспайтын PDF, PNG не JPEG беріңіз.",
        "Дайте PDF, PNG или JPEG не больше 1 МБ.",
        "Give a PDF, PNG or JPEG of at most 1 MB.",
    ),
    "FMA-3.5",
)
NO_READER = _problem(
    "provision.paper.no_reader",
    409,
    (
        "Бұл торапта сканды оқитын бағдарлама орнатылмаған.",
        "На этом узле не установлена программа чтения сканов.",
        "No program that reads scans is installed at this node.",
    ),
    (
        "Қолмен теріңіз; оқу керек болса, оператор оқитын бағдарламаны қазақ, орыс, ағылшын тілдерімен орнатады.",
        "Наберите вручную; нужное чтение оператор установит с казахским, русским и английским языками.",
        "Key it by hand; where reading is wanted the operator installs the program with Kazakh, Russian and English.",
    ),
    "FMA-3.5",
)
NOT_READ = _problem(
    "provision.paper.not_read",
    422,
    (
        "Бағдарлама бұл сканды оқи алмады.",
        "Программа не смогла прочитать этот скан.",
        "The program could not read this scan.",
    ),
    (
        "PNG не JPEG суреті оқылады, PDF оқылмайды. Қолмен теріңіз.",
        "Читаются снимки PNG и JPEG, PDF не читается. Наберите вручную.",
        "Pictures (PNG, JPEG) are read, a PDF is not. Key it by hand.",
    ),
    "FMA-3.5",
)
