"""Problems of registering bodies, their people and objects, and of statements on standing conditions."""

from __future__ import annotations

from almasu.law.problem import ProblemKind
from almasu.law.text import Text

VALUE_MISSING = ProblemKind(
    "provision.value.missing",
    422,
    Text(
        kk="Өріс толтырылмаған немесе тым ұзын.",
        ru="Поле не заполнено или слишком длинное.",
        en="The field is empty or too long.",
    ),
    Text(kk="Оны бір жолмен толтырыңыз.", ru="Заполните его одной строкой.", en="Fill it in with one line."),
)
VALUE_WRONG = ProblemKind(
    "provision.value.wrong",
    422,
    Text(
        kk="Мұнда мұндай мән жазылмайды.",
        ru="Такое значение здесь не пишется.",
        en="Such a value is not written here.",
    ),
    Text(
        kk="Тізімнен таңдаңыз немесе үлгідегідей жазыңыз.",
        ru="Выберите из списка или напишите как в образце.",
        en="Choose from the list, or write it as the hint shows.",
    ),
)
NOT_OF_THIS_ZONE = ProblemKind(
    "provision.role",
    422,
    Text(
        kk="Бұл аймақта мұндай рөл жоқ.",
        ru="В этой зоне такой роли нет.",
        en="There is no such role in this zone.",
    ),
    Text(
        kk="Жауапты адам, басшы не Агенттік қызметкері рөлін таңдаңыз.",
        ru="Выберите роль ответственного лица, руководителя или сотрудника Агентства.",
        en="Choose the responsible person, a head or an officer of the Agency.",
    ),
    ("FMA-2.4",),
)
SECRET_NOT_DESCRIBED = ProblemKind(
    "provision.source.secret",
    422,
    Text(
        kk="Мемлекеттік құпияның құрамы жүйеде жазылмайды.",
        ru="Состав сведений государственной тайны в системе не описывается.",
        en="What a state secret is made of is not described in the system.",
    ),
    Text(
        kk="Жиындар тізімін бос қалдырыңыз: мұндай мәлімет тек қағаз карточкасымен жүреді.",
        ru="Оставьте список наборов пустым: такие сведения ведутся только карточкой бумаги.",
        en="Leave the list of sets empty: such data go by the card of a paper alone.",
    ),
    ("FMA-4.2", "FMA-6.1"),
)
BODY_EXISTS = ProblemKind(
    "provision.body.exists",
    409,
    Text(
        kk="Бұл БСН бойынша орган бұрыннан тіркелген.",
        ru="Орган с этим БИН уже зарегистрирован.",
        en="A body with this BIN is registered already.",
    ),
    Text(kk="Тізімнен оны ашыңыз.", ru="Откройте его в списке.", en="Open it in the list."),
    ("FMA-2.4",),
)
NO_SUCH_BODY = ProblemKind(
    "provision.body.none",
    404,
    Text(
        kk="Мұндай БСН бойынша орган тіркелмеген.",
        ru="Орган с таким БИН не зарегистрирован.",
        en="No body with this BIN is registered.",
    ),
    Text(
        kk="БСН-ді тексеріңіз немесе органды алдымен тіркеңіз.",
        ru="Проверьте БИН или сначала зарегистрируйте орган.",
        en="Check the BIN, or register the body first.",
    ),
    ("FMA-2.4",),
)
OF_ANOTHER_SIDE = ProblemKind(
    "provision.worker.side",
    422,
    Text(
        kk="Бұл рөл бұл ұйымның адамына берілмейді.",
        ru="Эта роль не даётся человеку этой организации.",
        en="This role is not given to somebody of this organisation.",
    ),
    Text(
        kk="Орган басшысы тек өз органының жауапты адамын тіркейді; Агенттік рөлдері Агенттіктің БСН-імен беріледі.",
        ru="Руководитель органа регистрирует ответственных своего органа; роли Агентства даются с БИН Агентства.",
        en="The head of a body registers responsible people of that body; roles of the Agency come with its BIN.",
    ),
    ("FMA-2.4",),
)
STATEMENT_DAY = ProblemKind(
    "provision.statement.day",
    422,
    Text(
        kk="Мәлімдеме күні болашақта немесе оның бір жылы өтіп кеткен.",
        ru="День заявления в будущем, или его год уже прошёл.",
        en="The day of the statement is in the future, or its year is over.",
    ),
    Text(
        kk="Соңғы бір жылдағы күнді жазыңыз.",
        ru="Укажите день последнего года.",
        en="Give a day of the last year.",
    ),
    ("FMA-4.1",),
)
STATEMENT_HOLDS = ProblemKind(
    "provision.statement.known",
    409,
    Text(
        kk="Осы күнгі мұндай мәлімдеме бұрыннан бар.",
        ru="Такое заявление на этот день уже есть.",
        en="There is such a statement of this day already.",
    ),
    Text(
        kk="Басқа күнді жазыңыз немесе барын қалдырыңыз.",
        ru="Укажите другой день или оставьте имеющееся.",
        en="Give another day, or leave the one there is.",
    ),
    ("FMA-4.1",),
)
NO_SUCH_STATEMENT = ProblemKind(
    "provision.statement.none",
    404,
    Text(
        kk="Мұндай қолданыстағы мәлімдеме жоқ.",
        ru="Такого действующего заявления нет.",
        en="No such statement holds.",
    ),
    Text(
        kk="Тізімді қайта ашыңыз: ол қайтарып алынған болуы мүмкін.",
        ru="Откройте список снова: его могли отозвать.",
        en="Open the list again: it may have been withdrawn.",
    ),
    ("FMA-4.1",),
)
REFUSED_BY_RULE = ProblemKind(
    "provision.refused",
    409,
    Text(kk="{because_kk}", ru="{because_ru}", en="{because_en}"),
    Text(kk="{remedy_kk}", ru="{remedy_ru}", en="{remedy_en}"),
)
"""A rule on giving data is broken; the clauses are those of that rule."""
