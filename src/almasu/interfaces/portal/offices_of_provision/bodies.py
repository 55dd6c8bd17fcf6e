"""State bodies, their people and the objects their data come from (FMA-2.4, FMA-2.6)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from almasu.actions.provision import describe_source, register_body
from almasu.interfaces.portal.desk_of_node.coming_in import to_sign
from almasu.interfaces.portal.offices.blocks import Cell, Code, Facts, Link, Many, Number, Own, Said, Sheet, Table, Way
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Office, Page, Signed
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_provision import words as say
from almasu.interfaces.portal.views.asking import Choice
from almasu.interfaces.portal.views.people import ToSign
from almasu.kernel.parties.account import Role
from almasu.kernel.powers.provision import DESCRIBE_SOURCE, REGISTER_BODY, REGISTER_WORKER, SEE_BODIES
from almasu.kernel.provision.body import Body, Described, body_number
from almasu.kernel.provision.joint_act import ObjectKind
from almasu.kernel.provision.problems_of_bodies import NO_SUCH_BODY
from almasu.kernel.provision.secrecy import SECRECY_NAMES, Secrecy
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.text import Text
from almasu.wiring.running import Running

TITLE = Text("Мемлекеттік органдар", "Государственные органы", "State bodies")
NAME = Text("Атауы", "Наименование", "Name")
NAME_KK = Text("Қазақша атауы", "Наименование на казахском", "Name in Kazakh")
NAME_RU = Text("Орысша атауы", "Наименование на русском", "Name in Russian")
NAME_EN = Text("Ағылшынша атауы", "Наименование на английском", "Name in English")
EMAIL = Text("Электрондық пошта", "Электронная почта", "E-mail")
NEW_BODY = Text("Органды тіркеу", "Зарегистрировать орган", "Register a body")
NEW_WORKER = Text("Адамды тіркеу", "Зарегистрировать человека", "Register a person")
NEW_SOURCE = Text("Объектіні сипаттау", "Описать объект", "Describe an object")
SIGN = Text("Қол қойып, тіркеу", "Подписать и зарегистрировать", "Sign and register")
SIGN_SOURCE = Text("Қол қойып, сақтау", "Подписать и сохранить", "Sign and keep")
OBJECTS = Text("Ақпараттандыру объектілері", "Объекты информатизации", "Informatisation objects")
CODE = Text("Коды", "Код", "Code")
KIND = Text("Түрі", "Вид", "Kind")
STAFF = Text("Қызмет көрсететін адам", "Обслуживающий персонал", "Who serves it")
DOCUMENTATION = Text("Құжаттамасы", "Документация", "Documentation")
SECRECY = Text("Құпиялық режимі", "Режим тайны", "Regime of secrecy")
SETS = Text("Деректер жиындары", "Наборы данных", "Data sets")
ON_PAPER = Text("Тек қағазбен", "Только на бумаге", "On paper alone")
IN_AT_ONCE = Text(
    "адам енді өз ЭЦҚ-сымен кіре алады.",
    "человек теперь может войти со своей ЭЦП.",
    "the person may come in with their EDS now.",
)
KINDS = {
    ObjectKind.INFORMATION_RESOURCE: Text(
        "электрондық ақпараттық ресурс", "электронный информационный ресурс", "electronic information resource"
    ),
    ObjectKind.SOFTWARE: Text("бағдарламалық қамтылым", "программное обеспечение", "software"),
    ObjectKind.INTERNET_RESOURCE: Text("интернет-ресурс", "интернет-ресурс", "internet resource"),
    ObjectKind.INFRASTRUCTURE: Text(
        "АК инфрақұрылымы", "ИК-инфраструктура", "information and communication infrastructure"
    ),
}
BODY_FIELDS = (
    Field("bin", say.BIN, longest=12),
    Field("name_kk", NAME_KK, longest=300),
    Field("name_ru", NAME_RU, longest=300),
    Field("email", EMAIL, longest=300),
)
WORKER_FIELDS = (
    Field("iin", Text("ЖСН", "ИИН", "IIN"), longest=12),
    Field("surname", Text("Тегі", "Фамилия", "Surname"), longest=300),
    Field("given_name", Text("Аты", "Имя", "Given name"), longest=300),
    Field("patronymic", Text("Әкесінің аты", "Отчество", "Patronymic"), required=False, longest=300),
    Field("position", Text("Лауазымы", "Должность", "Position"), longest=300),
    Field("body", Text("Ұйымның БСН-і", "БИН организации", "BIN of the organisation"), longest=12),
    Field("phone", Text("Телефоны", "Телефон", "Telephone"), longest=20),
    Field(
        "role",
        Text("Рөлі", "Роль", "Role"),
        Kind.CHOICE,
        choices=tuple(Choice(role.value, name) for role, name in say.ROLES.items()),
    ),
)
SOURCE_FIELDS = (
    Field(
        "code",
        CODE,
        longest=60,
        hint=Text(
            "кіші латын әріптері, цифрлар және астыңғы сызық",
            "строчные латинские буквы, цифры и подчёркивание",
            "small Latin letters, digits and low lines",
        ),
        signed="source/code",
    ),
    Field("name_kk", NAME_KK, longest=300, signed="source/name/kk"),
    Field("name_ru", NAME_RU, longest=300, signed="source/name/ru"),
    Field(
        "kind",
        KIND,
        Kind.CHOICE,
        choices=tuple(Choice(kind.value, name) for kind, name in KINDS.items()),
        signed="source/kind",
    ),
    Field("staff", STAFF, longest=300, signed="source/staff"),
    Field("documentation", DOCUMENTATION, longest=300, signed="source/documentation"),
    Field(
        "secrecy",
        SECRECY,
        Kind.CHOICE,
        choices=tuple(Choice(one.value, name) for one, name in SECRECY_NAMES.items()),
    ),
    Field(
        "data_sets",
        SETS,
        Kind.LONG,
        required=False,
        hint=Text("әр жиын жеке жолда", "каждый набор на своей строке", "one set a line"),
        longest=20_000,
    ),
)
OF_SOURCE = (Field("source/name/en", NAME_EN), Field("source/owner", say.BIN))
"""What a signature about an object names besides what is typed."""


@dataclass(frozen=True, slots=True)
class Bodies:
    """Who takes part, and the registering."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        body = Signed(ActPurpose.PROVISION_BODY, self.prepare_body, self.register_body, SIGN)
        worker = Signed(ActPurpose.PROVISION_WORKER, self.prepare_worker, self.register_worker, SIGN)
        source = Signed(ActPurpose.PROVISION_SOURCE, self.prepare_source, self.describe_source, SIGN_SOURCE)
        return Office(
            say.BODIES,
            TITLE,
            SEE_BODIES.roles,
            (Page(say.BODIES, self.read), Page(f"{say.BODIES}/{{giver:uuid}}", self.one)),
            (
                Deed(
                    f"{say.BODIES}/new", NEW_BODY, self.blank_body, body, cites=("FMA-2.4",), roles=REGISTER_BODY.roles
                ),
                Deed(
                    f"{say.BODIES}/people/new",
                    NEW_WORKER,
                    self.blank_worker,
                    worker,
                    cites=("FMA-2.4",),
                    roles=REGISTER_WORKER.roles,
                    then=IN_AT_ONCE,
                ),
                Deed(
                    f"{say.BODIES}/sources/new",
                    NEW_SOURCE,
                    self.blank_source,
                    source,
                    cites=("FMA-2.2", "FMA-2.3", "FMA-2.6"),
                    roles=DESCRIBE_SOURCE.roles,
                ),
            ),
            section=Section.GIVERS,
        )

    async def read(self, here: Here) -> Sheet:
        """Show the bodies that whoever is here sees."""
        found = await register_body.bodies(self.running.node, here.session, self.running.now())
        rows = tuple(self._row(one, here) for one in found)
        table = Table(TITLE, (NAME, say.BIN, EMAIL), rows, say.NOTHING)
        role = None if here.person is None else here.person.holds
        ways = (
            *((Way(NEW_BODY, f"{say.BODIES}/new", main=True),) if role in REGISTER_BODY.roles else ()),
            *((Way(NEW_WORKER, f"{say.BODIES}/people/new"),) if role in REGISTER_WORKER.roles else ()),
            *((Way(NEW_SOURCE, f"{say.BODIES}/sources/new", main=True),) if role in DESCRIBE_SOURCE.roles else ()),
        )
        return Sheet(TITLE, (table,), ways, None, ("FMA-2.4",))

    def _row(self, one: Body, here: Here) -> tuple[tuple[Cell, ...], ...]:
        place = f"{say.BODIES}/{body_number(self.running.node.audience, one.bin)}"
        return ((Link(one.said_in(here.language), place),), (Own(one.bin),), (Own(one.email),))

    async def one(self, here: Here) -> Sheet:
        """Show one body with its objects."""
        node, at = self.running.node, self.running.now()
        seen = await register_body.bodies(node, here.session, at)
        found = next((one for one in seen if body_number(node.audience, one.bin) == here.ids["giver"]), None)
        if found is None:
            raise NO_SUCH_BODY.at()
        body, sources = await describe_source.see_body(node, here.session, found.bin, at)
        names = (NAME_KK, (Own(body.name_kk),)), (NAME_RU, (Own(body.name_ru),))
        facts = Facts(None, (*names, (say.BIN, (Own(body.bin),)), (EMAIL, (Own(body.email),))))
        columns = (CODE, NAME, KIND, STAFF, DOCUMENTATION, SECRECY, SETS)
        rows = tuple(_source_row(one, here) for one in sources)
        table = Table(OBJECTS, columns, rows, say.NOTHING, cites=("FMA-2.2", "FMA-2.6"))
        return Sheet(say.BODY, (facts, table), (), None, ("FMA-2.4",))

    async def blank_body(self, here: Here) -> Blank:
        """Return the form of a body."""
        return Blank(BODY_FIELDS)

    async def prepare_body(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that registers a body."""
        at = self.running.now()
        return _shown(await register_body.prepare_body(self.running.node, here.session, _texts(BODY_FIELDS, typed), at))

    async def register_body(self, here: Here, act: UUID, cms: bytes) -> str:
        """Register it."""
        await register_body.register_body(self.running.node, here.session, act, cms, self.running.now())
        return say.BODIES

    async def blank_worker(self, here: Here) -> Blank:
        """Return the form of a person; the head of a body registers people of that body alone."""
        if here.person is None or here.person.holds is Role.HEAD_OF_AGENCY:
            return Blank(WORKER_FIELDS)
        (own,) = await register_body.bodies(self.running.node, here.session, self.running.now())
        return Blank(WORKER_FIELDS, filled=Typed({"body": (own.bin,), "role": (Role.BODY_RESPONSIBLE.value,)}))

    async def prepare_worker(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that registers a person."""
        at, values = self.running.now(), _texts(WORKER_FIELDS, typed)
        return _shown(await register_body.prepare_worker(self.running.node, here.session, values, at))

    async def register_worker(self, here: Here, act: UUID, cms: bytes) -> str:
        """Register them."""
        await register_body.register_worker(self.running.node, here.session, act, cms, self.running.now())
        return say.BODIES

    async def blank_source(self, here: Here) -> Blank:
        """Return the form of an object."""
        return Blank(SOURCE_FIELDS, named=OF_SOURCE)

    async def prepare_source(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that describes an object."""
        at, values = self.running.now(), _texts(SOURCE_FIELDS, typed)
        return _shown(await describe_source.prepare_source(self.running.node, here.session, values, at))

    async def describe_source(self, here: Here, act: UUID, cms: bytes) -> str:
        """Keep it and show the body with it."""
        made = await describe_source.describe_source(self.running.node, here.session, act, cms, self.running.now())
        return f"{say.BODIES}/{body_number(self.running.node.audience, made.source.owner)}"


def _source_row(one: Described, here: Here) -> tuple[tuple[Cell, ...], ...]:
    source = one.source
    regime: tuple[Cell, ...] = (Said(SECRECY_NAMES[one.secrecy]),)
    sets: tuple[Cell, ...] = tuple(Own(each) for each in one.data_sets) or (Number(0),)
    return (
        (Code(source.code),),
        (Own(source.name.text().said_in(here.language)),),
        (Said(KINDS[source.kind]),),
        (Own(source.staff),),
        (Own(source.documentation),),
        (Many((SECRECY_NAMES[one.secrecy], ON_PAPER)),) if one.is_restricted else regime,
        sets if one.secrecy is not Secrecy.STATE_SECRET else (Said(ON_PAPER),),
    )


def _texts(fields: tuple[Field, ...], typed: Typed) -> dict[str, str]:
    return {field.name: typed.text(field.name) for field in fields}


def _shown(act: PreparedAct) -> ToSign:
    return to_sign(act, said_by(act.data).actor)
