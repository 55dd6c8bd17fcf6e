"""The register of legal acts: filed here, come from partners, protocols to the Agreement; terms of secrecy (CIS-12)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from almasu.actions.interstate import file_act
from almasu.actions.interstate.file_act import KeptAct
from almasu.interfaces.portal.offices.blocks import Cell, On, Own, Said, Sheet, Small, Table, Way
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Office, Page, Signed
from almasu.interfaces.portal.offices.older import older_of
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_interstate import legal_act_form as card
from almasu.interfaces.portal.offices_of_interstate import packet_words
from almasu.interfaces.portal.offices_of_interstate import words as say
from almasu.interfaces.portal.offices_of_interstate.cases import shown
from almasu.interfaces.portal.offices_of_interstate.naming import directory_at, named, partners
from almasu.interfaces.portal.views.people import ToSign
from almasu.kernel.interstate.messages import Way as MessageWay
from almasu.kernel.interstate.parties import Directory
from almasu.kernel.interstate.secrecy_terms import AGREEMENT_OF_2013, TERMS
from almasu.kernel.parties.account import Role
from almasu.kernel.powers.interstate import FILE_ACT, SEE_DIRECTORY
from almasu.kernel.signatures.act import ActPurpose
from almasu.law.text import Text
from almasu.wiring.running import Running

PLACE = "/cis/acts"
CITES = ("CIS-12", "CIS-15")
TITLE = Text("Құқықтық актілер", "Правовые акты", "Legal acts")
LEAD = Text(
    "Органдар бір-біріне хабарлаған актілер және Келісімге хаттамалар.",
    "Акты, о которых органы сообщили друг другу, и протоколы к Соглашению.",
    "Acts that bodies told each other of, and protocols to the Agreement.",
)
FILE = Text("Актіні тіркеу", "Внести акт", "File an act")
SIGN_IT = Text("Қол қою", "Подписать", "Sign")
CAME_FROM = Text("Кім хабарлады", "Кто сообщил", "Told by")
TELL = Text("Торабы арқылы кімге хабарлау", "Кому сообщить через узел", "Whom to tell through their node")
BY_COURIER = Text("Фельдъегерлік байланыспен кімге хабарлау", "Кому сообщить фельдсвязью", "Whom to tell by courier")
WORDS = Text("Іздеу", "Поиск", "Search")
HERE = Text("осы торапта тіркелген", "внесён на этом узле", "filed at this node")
SECRECY = Text("Құпия ақпарат терминдері", "Термины о секретной информации", "Terms of secrecy")
TERM = Text("Термин", "Термин", "Term")
MEANT_BY = Text("Мағынасы қайда берілген", "Где дано значение", "Where its meaning stands")
FILTER = Field("words", WORDS, required=False, longest=200)


@dataclass(frozen=True, slots=True)
class LegalActsOffice:
    """The register of acts, seen by everybody of the node."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        files = Signed(ActPurpose.CIS_LEGAL_ACT, self.prepare, self.file, SIGN_IT)
        return Office(
            PLACE,
            TITLE,
            SEE_DIRECTORY.roles,
            (Page(PLACE, self.read, (FILTER,)),),
            (Deed(f"{PLACE}/new", FILE, self.blank, files, LEAD, CITES, FILE_ACT.roles),),
            section=Section.PARTIES,
        )

    async def read(self, here: Here) -> Sheet:
        """Show the acts that hold the words looked for, and the terms of secrecy."""
        seen, words = await directory_at(self.running, here), here.asked.text("words")
        cursor, at = here.asked.text("older"), self.running.now()
        page = await file_act.legal_acts(self.running.node, here.session, words, cursor, at)
        rows = tuple(_row(one, seen.directory, here) for one in page.items)
        older = older_of(page.after, here.asked, (FILTER.name,))
        columns = (card.NAME, card.KIND, card.ADOPTED, card.IN_FORCE, CAME_FROM)
        terms = tuple(((Said(one),), (Said(AGREEMENT_OF_2013),)) for one in TERMS.values())
        blocks = (
            Table(TITLE, columns, rows, say.NOTHING, older, CITES),
            Table(SECRECY, (TERM, MEANT_BY), terms, say.NOTHING, cites=("CIS-1k",)),
        )
        files = here.may(FILE_ACT)
        return Sheet(TITLE, blocks, (Way(FILE, f"{PLACE}/new", main=True),) if files else (), LEAD, CITES)

    async def blank(self, here: Here) -> Blank:
        """Return the form of an act; the keeper tells nobody of it."""
        seen = await directory_at(self.running, here)
        bodies = partners(self.running, seen)
        tell = (
            Field("tell", TELL, Kind.CHOICES, required=False, choices=bodies),
            Field("by_courier", BY_COURIER, Kind.CHOICES, required=False, choices=bodies),
        )
        keeps = here.person is not None and here.person.holds is Role.CIS_KEEPER
        return Blank((*card.card_fields(seen), *(() if keeps else tell)), named=card.lines_of_card(seen, "act/"))

    async def prepare(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that files it."""
        at = self.running.now()
        form = file_act.Form(card.read_card(typed), typed.many("tell"), typed.many("by_courier"))
        return shown(await file_act.prepare_act_card(self.running.node, here.session, form, at))

    async def file(self, here: Here, act: UUID, cms: bytes) -> str:
        """File it."""
        await file_act.file_act(self.running.node, here.session, act, cms, self.running.now())
        return PLACE


def _row(kept: KeptAct, directory: Directory, here: Here) -> tuple[tuple[Cell, ...], ...]:
    act = kept.filed.act
    told = (Said(HERE),) if not kept.filed.by else named(directory, kept.filed.by, here)
    small = tuple(Small(one) for one in (act.number, act.sha256, act.place) if one)
    carrier = kept.filed.carrier
    if carrier is not None and carrier.way is MessageWay.COURIER:
        told = (*told, Said(packet_words.INCOMING.filled(number=carrier.number)))
    return (
        (Own(act.name), *small),
        (Said(card.KINDS[act.kind]), *((Small(act.state),) if act.state else ())),
        (On(act.adopted_on),),
        () if act.in_force_on is None else (On(act.in_force_on),),
        told,
    )
