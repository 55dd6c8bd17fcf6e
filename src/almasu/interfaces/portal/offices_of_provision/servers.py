"""Servers from which files of feeds are fetched: registered by the body with a signed act, and revoked (FMA-3.1)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from almasu.actions.provision import feed_servers
from almasu.actions.provision.feed_servers import KeptServer, OfServer
from almasu.interfaces.portal.desk_of_node.coming_in import to_sign
from almasu.interfaces.portal.offices.blocks import (
    At,
    Block,
    Cell,
    Code,
    Link,
    Own,
    Sheet,
    State,
    Table,
    Tone,
    Way,
    Words,
)
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Office, Page, Signed
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_provision import words as say
from almasu.interfaces.portal.offices_of_provision.feeds import SET
from almasu.interfaces.portal.offices_of_provision.fetches import FETCHES
from almasu.interfaces.portal.offices_of_provision.fetches import TITLE as FETCHED
from almasu.interfaces.portal.offices_of_provision.naming import Named, named
from almasu.interfaces.portal.offices_of_provision.own_sets import form_of_sets
from almasu.interfaces.portal.views.people import ToSign
from almasu.kernel.powers.provision_feeds import REGISTER_SERVER, SEE_FEEDS
from almasu.kernel.provision.feed_server import LONGEST_ADDRESS, LONGEST_KEY, ServerForm, ServerState
from almasu.kernel.provision.problems_of_servers import SERVER_ENTRY
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.law.problem import Problem
from almasu.law.text import Text
from almasu.wiring.running import Running

SERVERS = "/provision/servers"
CITES = ("FMA-3.1", "FMA-5")
TITLE = Text("Органдардың серверлері", "Серверы органов", "Servers of bodies")
NEW = Text("Серверді тіркеу", "Зарегистрировать сервер", "Register a server")
REVOKE = Text("Серверді қайтарып алу", "Отозвать сервер", "Revoke the server")
SIGN = Text("Қол қойып, тіркеу", "Подписать и зарегистрировать", "Sign and register")
SIGN_BACK = Text("Қол қойып, қайтарып алу", "Подписать и отозвать", "Sign and revoke")
ADDRESS = Text("Мекенжай", "Адрес", "Address")
ADDRESS_HINT = Text(
    "файлдың HTTPS не SFTP бойынша толық мекенжайы; орынды оператор рұқсат еткен болуы керек",
    "полный адрес файла по HTTPS или SFTP; место должно быть разрешено оператором",
    "the whole address of the file over HTTPS or SFTP; the operator must have permitted the place",
)
USER = Text("Пайдаланушы", "Пользователь", "User")
PASSWORD = Text("Құпиясөз не токен", "Пароль или токен", "Password or token")
PASSWORD_HINT = Text(
    "мөрленіп сақталады, енді ешкімге көрсетілмейді",
    "хранится запечатанным, больше никому не показывается",
    "kept sealed, never shown again to anybody",
)
KEY = Text("Жеке кілт", "Закрытый ключ", "Private key")
HOST_KEY = Text("Сервердің ашық кілті", "Открытый ключ сервера", "Public key of the host")
HOST_KEY_HINT = Text(
    "иесі айтқан ашық кілттің бір жолы; қол қоярда ізін сервер иесімен салыстырыңыз",
    "одна строка открытого ключа, названная владельцем; при подписании сверьте отпечаток с владельцем сервера",
    "one line of the public key, as its owner tells it; compare its print with the server's owner when you sign",
)
PRINT = Text("Кілттің ізі", "Отпечаток ключа", "Print of the key")
ROOTS = Text(
    "Сервер сертификатын берген орталық (PEM)",
    "Центр, выдавший сертификат сервера (PEM)",
    "Authority of the server's certificate (PEM)",
)
SINCE = Text("Күйі қашаннан", "Состояние с", "So since")
CARD = Text("Карточка нөмірі", "Номер карточки", "Number of the card")
REGISTRATION = Text("Тіркеу нөмірі", "Номер регистрации", "Number of the registration")
SEALED = Text("Мөрленген кіру деректері", "Запечатанные данные для входа", "What lets us in, sealed")
LEAD = Text(
    "Файл акт кестесі бойынша алынады. Кіру деректері мөрленеді, серверді қайтарып алғанда жойылады.",
    "Файл забирается по графику акта. Данные для входа запечатываются и уничтожаются с отзывом сервера.",
    "The file is fetched by the schedule of the act. What lets us in is sealed, and destroyed when it is revoked.",
)
STATES = {
    ServerState.REGISTERED: State(Tone.GOOD, Text("тіркелген", "зарегистрирован", "registered")),
    ServerState.REVOKED: State(Tone.PLAIN, Text("қайтарып алынған", "отозван", "revoked")),
}
FIELDS = (
    Field("address", ADDRESS, hint=ADDRESS_HINT, longest=LONGEST_ADDRESS),
    Field("user", USER, required=False, longest=200),
    Field("password", PASSWORD, Kind.SECRET, required=False, hint=PASSWORD_HINT, longest=2_000),
    Field("key", KEY, Kind.FILE, required=False, hint=PASSWORD_HINT),
    Field("host_key", HOST_KEY, required=False, hint=HOST_KEY_HINT, longest=LONGEST_KEY),
    Field("roots", ROOTS, Kind.LONG, required=False, longest=LONGEST_KEY),
)
NAMED = (
    Field("server", REGISTRATION),
    Field("body", say.BODY),
    Field("fingerprint", PRINT),
    Field("sealed", SEALED),
    Field("card", CARD),
)


@dataclass(frozen=True, slots=True)
class Servers:
    """The page of servers, and the two acts on them."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        new = Signed(ActPurpose.PROVISION_SERVER, self.prepare, self.register, SIGN)
        back = Signed(ActPurpose.PROVISION_SERVER_BACK, self.prepare_back, self.revoke, SIGN_BACK)
        revoking = f"{SERVERS}/{{card:uuid}}/revoke"
        return Office(
            SERVERS,
            TITLE,
            SEE_FEEDS.roles,
            (Page(SERVERS, self.read),),
            (
                Deed(f"{SERVERS}/new", NEW, self.blank, new, LEAD, CITES, REGISTER_SERVER.roles),
                Deed(revoking, REVOKE, self.blank_back, back, None, CITES, REGISTER_SERVER.roles),
            ),
            section=Section.PROVISION,
        )

    async def read(self, here: Here) -> Sheet:
        """Show the servers, and that the list of places cannot be read where it cannot."""
        known = await feed_servers.servers(self.running.node, here.session, self.running.now())
        may = here.may(REGISTER_SERVER)
        heads = (SET, say.BODY, say.STANDING, SINCE, ADDRESS, USER, PRINT, REVOKE)
        names = await named(self.running, here, [(one.server.body, one.server.data_set) for one in known.servers])
        table = Table(TITLE, heads, tuple(_row(one, names, may=may) for one in known.servers), say.NOTHING, cites=CITES)
        ways = (Way(NEW, f"{SERVERS}/new", main=True),) if may else ()
        return Sheet(TITLE, (*_trouble(known.trouble), table), (*ways, Way(FETCHED, FETCHES)), LEAD, CITES)

    async def blank(self, here: Here) -> Blank:
        """Return the form of a server."""
        return await form_of_sets(self.running, here, FIELDS, NAMED, by_schedule=True)

    async def prepare(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that registers it."""
        form = ServerForm(
            data_set=typed.text("data_set"),
            address=typed.text("address"),
            user=typed.text("user"),
            host_key=typed.text("host_key"),
            roots=typed.text("roots"),
            password=typed.text("password"),
            key=_key(typed),
        )
        act = await feed_servers.prepare_server(self.running.node, here.session, form, self.running.now())
        return to_sign(act, said_by(act.data).actor)

    async def register(self, here: Here, act: UUID, cms: bytes) -> str:
        """Register it."""
        await feed_servers.register_server(self.running.node, here.session, act, cms, self.running.now())
        return SERVERS

    async def blank_back(self, here: Here) -> Blank:
        """Return the form of revoking: nothing is filled in."""
        return Blank((), named=NAMED)

    async def prepare_back(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that revokes it."""
        form = OfServer(here.ids["card"])
        act = await feed_servers.prepare_revocation(self.running.node, here.session, form, self.running.now())
        return to_sign(act, said_by(act.data).actor)

    async def revoke(self, here: Here, act: UUID, cms: bytes) -> str:
        """Revoke it."""
        await feed_servers.revoke_server(self.running.node, here.session, act, cms, self.running.now())
        return SERVERS


def _key(typed: Typed) -> str:
    upload = typed.files.get("key")
    try:
        return "" if upload is None else upload.data.decode("ascii")
    except UnicodeDecodeError as wrong:
        raise SERVER_ENTRY.at("key") from wrong


def _trouble(trouble: Problem | None) -> tuple[Block, ...]:
    if trouble is None:
        return ()
    return (Words(None, trouble.title, Tone.BAD, CITES), Words(None, trouble.remedy, Tone.BAD))


def _row(kept: KeptServer, names: Named, *, may: bool) -> tuple[tuple[Cell, ...], ...]:
    one = kept.server
    revocable = may and kept.state is ServerState.REGISTERED
    return (
        names.data_set(one.body, one.data_set),
        names.body(one.body),
        (STATES[kept.state],),
        (At(kept.at),),
        (Code(one.address),),
        (Own(one.user),),
        (Code(one.fingerprint),) if one.fingerprint else (),
        (Link(REVOKE, f"{SERVERS}/{kept.number}/revoke"),) if revocable else (),
    )
