"""The words of the printed act: its standing sentences and names of parts, in the three languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from almasu.kernel.provision.act_course import Notice, Stage
from almasu.kernel.provision.joint_act import Extent, FileFormat, Giving, ObjectKind, Period, Purpose
from almasu.kernel.resources import FieldType
from almasu.law.text import Text

TITLE = Text(
    kk="Мәліметтер беру туралы бірлескен акт № {number}",
    ru="Совместный акт № {number} о передаче сведений",
    en="Joint act No. {number} on giving data",
)
OPENING = Text(
    kk="{city} қ. {body} (бұдан әрі – Орган) мен {agency} (бұдан әрі – Агенттік) № 114-НҚ бұйрықпен бекітілген "
    "қағидалардың 5-тармағына сәйкес берілетін мәліметтерді және оларды беру мерзімін айқындайды. Акт {since} мен "
    "{until} аралығында (осы күндерді қоса алғанда) қолданылады.",
    ru="г. {city}. {body} (далее – Орган) и {agency} (далее – Агентство) в соответствии с пунктом 5 Правил, "
    "утверждённых приказом № 114-НҚ, определяют передаваемые сведения и сроки их передачи. Акт действует с {since} "
    "по {until} включительно.",
    en="{city}. {body} (the Body) and {agency} (the Agency) fix, under clause 5 of the Rules approved by order No. "
    "114-НҚ, which data are given and within which time. The act is in force from {since} to {until}, both included.",
)
PURPOSES = Text(kk="1. Мақсаттар", ru="1. Цели", en="1. Purposes")
ONLY_PURPOSES = Text(
    kk="Алынған мәлімет тек осы мақсаттарда пайдаланылады.",
    ru="Полученные сведения используются только в этих целях.",
    en="What is received is used for these purposes only.",
)
SOURCES = Text(kk="2. Ақпараттандыру объектілері", ru="2. Объекты информатизации", en="2. Informatisation objects")
DATA = Text(kk="3. Деректер жиындары", ru="3. Наборы данных", en="3. Data sets")
WAYS = Text(
    kk="Тәсіл акт жасалған күнгі жағдай бойынша көрсетілген; ол қағидалардың 3-тармағының тәртібімен, дәлелдермен ғана "
    "төмен, мүмкіндік туғанда жоғары ауысады. Бұл актіні өзгертпейді.",
    ru="Способ указан на день акта; вниз он меняется только по доказательствам в порядке пункта 3 Правил, вверх – как "
    "только это возможно. Такая смена не изменяет акт.",
    en="The way is that of the day of the act; it changes down only on proofs, in the order of clause 3 of the Rules, "
    "and up as soon as it can. Such a change is no change of the act.",
)
CONFIDENTIALITY = Text(kk="4. Құпиялылық", ru="4. Конфиденциальность", en="4. Confidentiality")
CONTACTS = Text(kk="5. Байланыс", ru="5. Контакты", en="5. Contacts")
CONDITIONS = Text(kk="6. Тұрақты шарттар", ru="6. Постоянные условия", en="6. Standing conditions")
KEEPS = Text(
    kk="{side}: {kept} – {day} жағдай бойынша сақталады (құжат: {document}).",
    ru="{side}: {kept} – соблюдаются по состоянию на {day} (документ: {document}).",
    en="{side}: {kept} – kept as of {day} (document: {document}).",
)
SIGNATURES = Text(kk="7. Қолдар", ru="7. Подписи", en="7. Signatures")
HASH = Text(kk="Актінің SHA-256 хэші: {sha256}", ru="Хэш SHA-256 акта: {sha256}", en="SHA-256 of the act: {sha256}")
FIELD = Text(kk="Өріс", ru="Поле", en="Field")
TYPE = Text(kk="Түрі", ru="Тип", en="Type")
REGIME = Text(kk="Құпия режимі", ru="Режим тайны", en="Regime of secrecy")
NEEDED = Text(kk="Міндеттілігі", ru="Обязательность", en="Required")
REQUIRED = Text(kk="міндетті", ru="обязательно", en="required")
OPTIONAL = Text(kk="міндетті емес", ru="необязательно", en="optional")
SET_LINE = Text(
    kk="Коды: {code}; кілттері: {keys}; тәсілі: {way}; берілуі: {giving}; мерзімі: {term}; құпия режимі: {secrecy}.",
    ru="Код: {code}; ключи: {keys}; способ: {way}; передача: {giving}; срок: {term}; режим тайны: {secrecy}.",
    en="Code: {code}; keys: {keys}; way: {way}; giving: {giving}; term: {term}; regime of secrecy: {secrecy}.",
)
NO_KEYS = Text(kk="жоқ", ru="нет", en="none")
SOURCE_LINE = Text(
    kk="{name} ({kind}); иесі: {owner}; қызмет көрсетеді: {staff}; құжаттамасы: {documentation}.",
    ru="{name} ({kind}); владелец: {owner}; обслуживает: {staff}; документация: {documentation}.",
    en="{name} ({kind}); owner: {owner}; served by: {staff}; documentation: {documentation}.",
)
OWNER = Text(kk="{name} (БСН {bin})", ru="{name} (БИН {bin})", en="{name} (BIN {bin})")
STANDING = Text(kk="{number}-нұсқа, {stage}", ru="версия {number}, {stage}", en="version {number}, {stage}")
PURPOSE_NAMES: Mapping[Purpose, Text] = MappingProxyType(
    {
        Purpose.LAUNDERING: Text(
            kk="қылмыстық кірістерді заңдастыруға қарсы іс-қимыл",
            ru="противодействие легализации преступных доходов",
            en="countering the laundering of criminal proceeds",
        ),
        Purpose.TERRORIST_FINANCING: Text(
            kk="терроризмді қаржыландыруға қарсы іс-қимыл",
            ru="противодействие финансированию терроризма",
            en="countering the financing of terrorism",
        ),
        Purpose.PROLIFERATION_FINANCING: Text(
            kk="жаппай қырып-жою қаруын таратуды қаржыландыруға қарсы іс-қимыл",
            ru="противодействие финансированию распространения оружия массового уничтожения",
            en="countering the financing of the spread of weapons of mass destruction",
        ),
    }
)
OBJECT_NAMES: Mapping[ObjectKind, Text] = MappingProxyType(
    {
        ObjectKind.INFORMATION_RESOURCE: Text(
            kk="электрондық ақпараттық ресурс",
            ru="электронный информационный ресурс",
            en="electronic information resource",
        ),
        ObjectKind.SOFTWARE: Text(kk="бағдарламалық қамтылым", ru="программное обеспечение", en="software"),
        ObjectKind.INTERNET_RESOURCE: Text(kk="интернет-ресурс", ru="интернет-ресурс", en="Internet resource"),
        ObjectKind.INFRASTRUCTURE: Text(
            kk="ақпараттық-коммуникациялық инфрақұрылым",
            ru="информационно-коммуникационная инфраструктура",
            en="information and communication infrastructure",
        ),
    }
)
GIVING_NAMES: Mapping[Giving, Text] = MappingProxyType(
    {
        Giving.ON_REQUEST: Text(kk="сұрау салу бойынша", ru="по запросу", en="on request"),
        Giving.SCHEDULED: Text(kk="кесте бойынша", ru="по графику", en="by a schedule"),
    }
)
PERIOD_NAMES: Mapping[Period, Text] = MappingProxyType(
    {
        Period.DAILY: Text(kk="күн сайын", ru="ежедневно", en="daily"),
        Period.WEEKLY: Text(kk="апта сайын", ru="еженедельно", en="weekly"),
        Period.MONTHLY: Text(kk="ай сайын", ru="ежемесячно", en="monthly"),
        Period.QUARTERLY: Text(kk="тоқсан сайын", ru="ежеквартально", en="quarterly"),
    }
)
EXTENT_NAMES: Mapping[Extent, Text] = MappingProxyType(
    {
        Extent.FULL: Text(kk="толық", ru="полностью", en="in full"),
        Extent.INCREMENTAL: Text(kk="өзгерістер ғана", ru="только изменения", en="changes only"),
    }
)
FORMAT_NAMES: Mapping[FileFormat, Text] = MappingProxyType(
    {
        FileFormat.CSV: Text("CSV", "CSV", "CSV"),
        FileFormat.XML: Text("XML", "XML", "XML"),
        FileFormat.JSON_LINES: Text("JSON Lines", "JSON Lines", "JSON Lines"),
        FileFormat.PARQUET: Text("Parquet", "Parquet", "Parquet"),
    }
)
TYPE_NAMES: Mapping[FieldType, Text] = MappingProxyType(
    {
        FieldType.TEXT: Text("мәтін", "текст", "text"),
        FieldType.DATE: Text("күн", "дата", "day"),
        FieldType.MOMENT: Text("сәт", "момент", "moment"),
        FieldType.INTEGER: Text("бүтін сан", "целое число", "whole number"),
        FieldType.DECIMAL: Text("ондық сан", "десятичное число", "decimal number"),
        FieldType.BOOLEAN: Text("иә не жоқ", "да или нет", "yes or no"),
        FieldType.CODE: Text("тізімдегі код", "код из списка", "code of a list"),
        FieldType.IIN: Text("ЖСН", "ИИН", "IIN"),
        FieldType.BIN: Text("БСН", "БИН", "BIN"),
        FieldType.IIN_OR_BIN: Text("ЖСН не БСН", "ИИН или БИН", "IIN or BIN"),
        FieldType.IMAGE: Text("сурет", "изображение", "picture"),
    }
)

TRANSLATED = Text(
    kk="Ағылшынша аударма: актінің өзі қазақша және орысша мәтін.",
    ru="Перевод на английский: сам акт — тексты на казахском и русском.",
    en="A translation: the act itself is its Kazakh and Russian text. What has no English stands in Russian.",
)
"""Stands on the English print: the sides sign words in the two languages of their documents."""

AGENCY_NAME = Text(
    kk="Қазақстан Республикасының Қаржылық мониторинг агенттігі",
    ru="Агентство Республики Казахстан по финансовому мониторингу",
    en="Agency of the Republic of Kazakhstan for Financial Monitoring",
)
APPROVED_BY = Text(kk="Келіскен", ru="Согласовано", en="Approved by")
SIGNED_BY = Text(kk="Қол қойған", ru="Подписано", en="Signed by")
STAGE_NAMES: Mapping[Stage, Text] = MappingProxyType(
    {
        Stage.DRAFT: Text(kk="жоба", ru="проект", en="draft"),
        Stage.AT_APPROVAL: Text(kk="келісуде", ru="на согласовании", en="at approval"),
        Stage.AT_SIGNATURE: Text(
            kk="басшылардың қолын күтуде", ru="ждёт подписей руководителей", en="awaits the heads"
        ),
        Stage.SIGNED: Text(kk="екі тарап қол қойған", ru="подписан обеими сторонами", en="signed by both sides"),
        Stage.GIVEN_UP: Text(kk="бас тартылған", ru="оставлен", en="given up"),
    }
)
NOTICE_NAMES: Mapping[Notice, Text] = MappingProxyType(
    {
        Notice.ENDS_SOON: Text(
            kk="Актінің мерзімі жақында бітеді, жалғасы жоқ: ұзарту жобасын жазыңыз.",
            ru="Акт скоро заканчивается, продолжения нет: составьте проект продления.",
            en="The act ends soon and nothing follows: write the draft that renews it.",
        ),
        Notice.FOLLOWS_UNSIGNED: Text(
            kk="Актінің мерзімі жақында бітеді; жалғасы жазылған, бірақ қол қойылмаған: келісіп, қол қойыңыз.",
            ru="Акт скоро заканчивается; продолжение написано, но не подписано: согласуйте и подпишите его.",
            en="The act ends soon; what follows is written and not signed yet: approve and sign it.",
        ),
        Notice.ENDED: Text(
            kk="Актінің мерзімі бітті: жаңа акт күшіне енгенше мәлімет берілмейді.",
            ru="Акт закончился: до нового акта сведения не передаются.",
            en="The act has ended: until a new one is in force no data move.",
        ),
        Notice.GAP: Text(
            kk="Келесі актіге дейін акт жоқ күндер бар: сол күндері мәлімет берілмейді.",
            ru="До следующего акта есть дни без акта: в эти дни сведения не передаются.",
            en="Days without an act lie before the next one: on them no data move.",
        ),
        Notice.UNSIGNED: Text(
            kk="Актінің бірінші күні келді, ал қол жетпейді.",
            ru="Первый день акта наступил, а подписи не хватает.",
            en="The first day of the act has come and a signature is missing.",
        ),
    }
)
