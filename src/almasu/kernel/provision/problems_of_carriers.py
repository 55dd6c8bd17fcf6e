"""Problems of carriers: what a manifest, a file on a carrier or a number may not be (FMA-3.4)."""

from __future__ import annotations

from almasu.law.problem import ProblemKind
from almasu.law.text import Text


def _problem(
    code: str, status: int, title: tuple[str, str, str], remedy: tuple[str, str, str], *cites: str
) -> ProblemKind:
    return ProblemKind(f"provision.carrier.{code}", status, Text(*title), Text(*remedy), cites or ("FMA-3.4",))


MANIFEST_UNREADABLE = _problem(
    "manifest_file",
    422,
    (
        "Тізімдеменің файлы оқылмайды: {because}.",
        "Файл описи не читается: {because}.",
        "The file of the manifest cannot be read: {because}.",
    ),
    (
        "Almasu бағдарламасы жеткізгішке жазған тізімдеменің файлын беріңіз.",
        "Дайте файл описи, который программа Almasu записала на носитель.",
        "Give the file of the manifest that the program of Almasu wrote to the carrier.",
    ),
)
CARRIER_NUMBER = _problem(
    "number",
    409,
    (
        "«{number}» нөмірлі жеткізгіш биыл тіркелген.",
        "Носитель с номером «{number}» в этом году уже внесён.",
        "A carrier with the number “{number}” stands in this year's register already.",
    ),
    (
        "Журналдағы келесі нөмірмен қайта салыңыз.",
        "Упакуйте заново со следующим номером журнала.",
        "Pack it anew with the next number of the register.",
    ),
)
REPLAYED = _problem(
    "replayed",
    409,
    (
        "Дәл осы файлдар «{number}» жеткізгішінде болған.",
        "Эти самые файлы уже были на носителе «{number}».",
        "These very files were on the carrier “{number}” already.",
    ),
    (
        "Мәліметті қайта түсіріп, жаңа жеткізгішке салыңыз.",
        "Выгрузите сведения заново и упакуйте новый носитель.",
        "Export the data anew and pack a new carrier.",
    ),
)
OTHER_ACT = _problem(
    "act",
    409,
    (
        "Тізімдеме күшіндегі актіге сай емес: {member}.",
        "Опись не соответствует действующему акту: {member}.",
        "The manifest is not of the act in force: {member}.",
    ),
    (
        "Күшіндегі актінің файлын беттен алып, қайта салыңыз.",
        "Возьмите файл действующего акта с его страницы и упакуйте заново.",
        "Take the file of the act in force from its page and pack anew.",
    ),
    "FMA-5",
    "FMA-3.4",
)
ONE_FILE_ONLY = _problem(
    "one_file",
    422,
    (
        "{format} пішімінде жеткізгіште бір ғана файл болады.",
        "В формате {format} на носителе один файл.",
        "In the form {format} a carrier has one file.",
    ),
    (
        "Жиынды бір файлға түсіріңіз.",
        "Выгрузите набор одним файлом.",
        "Export the set into one file.",
    ),
)
CARRIER_TOO_LARGE = _problem(
    "too_large",
    422,
    ("Файлдар бірге 20 ГиБ-тан асады.", "Файлы вместе больше 20 ГиБ.", "The files have more than 20 GiB together."),
    ("Оларды бірнеше жеткізгішке бөліңіз.", "Разделите их на несколько носителей.", "Part them over several carriers."),
)
NOT_OPENED = _problem(
    "not_opened",
    409,
    (
        "«{name}» файлы Агенттік кілтімен ашылмайды.",
        "Файл «{name}» не открывается ключом Агентства.",
        "The file “{name}” does not open with the Agency's key.",
    ),
    (
        "Ол басқа кілтке шифрланған не бүлінген: жеткізгішті қабылдамай, жаңасын сұраңыз.",
        "Он зашифрован на другой ключ или повреждён: откажите в приёме и запросите новый.",
        "It is encrypted for another key, or damaged: refuse the carrier and ask for a new one.",
    ),
    "FMA-3.4",
    "FMA-6.2",
)
NOT_IN_MANIFEST = _problem(
    "not_in_manifest",
    422,
    (
        "Тізімдемеде «{name}» файлы жоқ.",
        "В описи нет файла «{name}».",
        "The manifest has no file “{name}”.",
    ),
    (
        "Тізімдемеде жоқ файл оқылмайды: жеткізгішті қабылдамаңыз.",
        "Файл вне описи не читается: откажите в приёме носителя.",
        "A file beside the manifest is not read: refuse the carrier.",
    ),
)
ROWS_OTHERWISE = _problem(
    "rows",
    409,
    (
        "Жол саны тізімдемедегідей емес: {promised}.",
        "Число строк не как в описи: {promised}.",
        "The number of rows is not that of the manifest: {promised}.",
    ),
    (
        "Органнан дұрыс тізімдемесі бар жаңа жеткізгіш сұраңыз.",
        "Запросите у органа новый носитель с верной описью.",
        "Ask the body for a new carrier with a right manifest.",
    ),
)
STILL_READ = _problem(
    "still_read",
    409,
    (
        "Жолдары әлі оқылып жатыр.",
        "Строки ещё читаются.",
        "Its rows are still being read.",
    ),
    (
        "Жеткізілім аяқталғанша күтіңіз.",
        "Дождитесь конца поставки.",
        "Wait until its delivery came to its end.",
    ),
)
