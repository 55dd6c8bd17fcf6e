"""Accounts for the operator and departmental control: the list, the card, block and unblock (SIO25-7.2, SIO25-17)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from almasu.actions.block_account import Block as Blocked
from almasu.actions.block_account import block_account, prepare_block
from almasu.actions.lift_block import WORDS, blocks_to_decide, lift_block, prepare_lifting
from almasu.actions.sign_off import LONGEST_WORDS
from almasu.actions.view_account import AccountCard, account_card, consent_file
from almasu.actions.view_applications import list_absent, list_accounts
from almasu.interfaces.portal.desk_of_node.coming_in import to_sign
from almasu.interfaces.portal.offices.blocks import At, Block, Cell, Link, Own, Said, Sheet, Table, Way
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, File, Here, Office, Page, Signed
from almasu.interfaces.portal.offices.older import older_of
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_node.accounts.form import beside_order
from almasu.interfaces.portal.offices_of_node.accounts.shown import CARD, account_facts, position_said, until_cells
from almasu.interfaces.portal.offices_of_node.accounts.words import (
    ACCOUNT_STATES,
    BODY,
    NAME,
    NOTE,
    NUMBER,
    ORDER_NUMBER,
    ORDER_SIGNED,
    POSITION,
    REASON,
    ROLE,
    SANCTION,
    SANCTIONS,
    STATE,
    UNTIL,
)
from almasu.interfaces.portal.views.asking import Choice
from almasu.interfaces.portal.views.people import ToSign
from almasu.interfaces.portal.views.proof import EvidenceFile
from almasu.kernel.applications.application import (
    REASONS_OF,
    ApplicationState,
    BlockReason,
    Sanction,
    application_in,
    may_impose,
)
from almasu.kernel.applications.reasons import REASON_WORDS
from almasu.kernel.papers.paper import Paper
from almasu.kernel.parties.account import Account, AccountState, Role
from almasu.kernel.powers.over_accounts import LIFT_BLOCK, LIST_ABSENT, LIST_ACCOUNTS
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.law.problem import ProblemGroup
from almasu.law.text import Text
from almasu.wiring.running import Running

PLACE = "/offices/accounts"
MOST = 50
TITLE = Text("Есептік жазбалар", "Учётные записи", "Accounts")
NONE = Text("Есептік жазба жоқ.", "Учётных записей нет.", "There are no accounts.")
ABSENT = Text("Екі айдан астам кірмегендер", "Не входили более двух месяцев", "Have not entered for two months")
NOBODY = Text("Мұндай адам жоқ.", "Таких нет.", "There is nobody.")
LAST = Text("Соңғы кіру", "Последний вход", "Last entry")
TO_DECIDE = Text("Қайта қаралатын бұғаттар", "Блокировки к пересмотру", "Blocks to review")
BLOCK, SIGN_BLOCK = (
    Text("Бұғаттау немесе шара қолдану", "Заблокировать или применить меру", "Block, or take a measure"),
    Text("Қол қойып, бұғаттау", "Подписать и заблокировать", "Sign and block"),
)
LIFT, SIGN_LIFT = (
    Text("Бұғатты алу", "Снять блокировку", "Lift the block"),
    Text("Шешімге қол қою", "Подписать решение", "Sign the decision"),
)
CONSENT = Text("Қол қойылған келісім (CMS файлы)", "Подписанное согласие (файл CMS)", "The signed consent (CMS file)")
AT_ONCE = Text(
    "Бұғат қол қойылған сәтте күшіне енеді: адамның барлық сеансы бірден аяқталады.",
    "Блокировка действует с момента подписания: все сеансы человека завершаются сразу.",
    "The block takes effect when it is signed: every session of the person ends at once.",
)
NOTE_HINT = Text(
    "Жоғалған ЭЦҚ үшін: кім, қашан хабарлады және қалай танылды.",
    "При утрате ЭЦП: кто и когда сообщил и как его узнали.",
    "For a lost EDS: who called, when, and how they were recognised.",
)
UNTIL_HINT = Text(
    "Уақытша бұғатқа ғана. Осы сәтте оператор шешеді, өздігінен алынбайды.",
    "Только для временной. В этот момент решает оператор, сама она не снимается.",
    "For a block for a time only. The operator decides then; it lifts nothing by itself.",
)
LIFT_WORDS = (Field("words", WORDS, Kind.LONG, longest=LONGEST_WORDS),)


@dataclass(frozen=True, slots=True)
class KnownAccounts:
    """The pages of those who keep accounts."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        one = f"{PLACE}/{{account:uuid}}"
        blocking = Signed(ActPurpose.BLOCK, self.prepare_block, self.block, SIGN_BLOCK)
        lifting = Signed(ActPurpose.LIFT, self.prepare_lifting, self.lift, SIGN_LIFT)
        deeds = (
            Deed(
                f"{one}/block", BLOCK, self.blank_of_block, blocking, AT_ONCE, ("SIO25-7.2", "SIO25-8", "SIO22-A5.17")
            ),
            Deed(
                f"{one}/lift",
                LIFT,
                self.blank_of_lifting,
                lifting,
                cites=("SIO22-A5.12.2", "SIO25-17"),
                roles=LIFT_BLOCK.roles,
            ),
        )
        pages = (Page(PLACE, self.read), Page(one, self.read_one))
        files = (File(f"{one}/consent", self.consent),)
        return Office(PLACE, TITLE, LIST_ACCOUNTS.roles, pages, deeds, files, section=Section.USERS)

    async def read(self, here: Here) -> Sheet:
        """Show the accounts, page by page; what is to be reviewed and who is absent before them."""
        at, node = self.running.now(), self.running.node
        after = here.asked.text("older")
        page = await list_accounts(node, here.session, after, MOST, at)
        older = older_of(page.after)
        blocks: list[Block] = []
        if self._holds(here) in LIFT_BLOCK.roles and not after:
            due = await blocks_to_decide(node, here.session, MOST, at)
            blocks += [_to_review(due, at)] if due else []
        if self._holds(here) in LIST_ABSENT.roles and not after:
            absent = await list_absent(node, here.session, MOST, at)
            rows = tuple(((*_linked(one),), (At(last),)) for one, last in absent)
            blocks.append(Table(ABSENT, (NAME, LAST), rows, NOBODY, cites=("SIO22-A5.11.2",)))
        columns = (NAME, POSITION, BODY, ROLE, STATE)
        blocks.append(Table(TITLE, columns, tuple(self._row(one) for one in page.items), NONE, older))
        return Sheet(TITLE, tuple(blocks), cites=("SIO25-6", "SIO25-21.1"))

    async def read_one(self, here: Here) -> Sheet:
        """Show the card of an account."""
        card = await account_card(self.running.node, here.session, here.ids["account"], self.running.now())
        account, place = card.account, f"{PLACE}/{card.account.id}"
        ways = []
        if here.person is not None and here.person.account != str(account.id):
            if account.state is not AccountState.DELETED:
                ways.append(Way(BLOCK, f"{place}/block"))
            if may_be_lifted(card) and self._holds(here) in LIFT_BLOCK.roles:
                ways.append(Way(LIFT, f"{place}/lift"))
        if account.consent_signed_at is not None:
            ways.append(Way(CONSENT, f"{place}/consent"))
        return Sheet(CARD, account_facts(self.running, card), tuple(ways))

    async def consent(self, here: Here) -> EvidenceFile:
        """Give out the signed consent."""
        made = await consent_file(self.running.node, here.session, here.ids["account"], self.running.now())
        return EvidenceFile(f"{made.name}.cms", made.cms)

    async def blank_of_block(self, here: Here) -> Blank:
        """Return the form of a block: the reasons and measures of the office, below the card of the account."""
        card = await account_card(self.running.node, here.session, here.ids["account"], self.running.now())
        facts = account_facts(self.running, card)[:2]
        return Blank(_block_fields(self._holds(here)), facts, Typed({"sanction": (Sanction.SUSPEND.value,)}))

    async def prepare_block(self, here: Here, typed: Typed) -> ToSign:
        """Make the act of a block."""
        block = Blocked(
            account=here.ids["account"],
            reason=BlockReason(typed.text("reason")),
            order_number=typed.text("order/number"),
            order_signed_at=typed.moment("order/signed_at"),
            note=typed.text("note"),
            sanction=Sanction(typed.text("sanction")),
            until=typed.moment("until"),
        )
        try:
            act = await prepare_block(self.running.node, here.session, block, self.running.now())
        except ProblemGroup as wrong:
            raise beside_order(wrong) from wrong
        return to_sign(act, said_by(act.data).actor)

    async def block(self, here: Here, act: UUID, cms: bytes) -> str:
        """Block the account: every session of it is over."""
        await block_account(self.running.node, here.session, act, cms, self.running.now())
        return f"{PLACE}/{here.ids['account']}"

    async def blank_of_lifting(self, here: Here) -> Blank:
        """Return the decision to lift, below the card of the account."""
        card = await account_card(self.running.node, here.session, here.ids["account"], self.running.now())
        return Blank(LIFT_WORDS, account_facts(self.running, card)[:2])

    async def prepare_lifting(self, here: Here, typed: Typed) -> ToSign:
        """Make the act of lifting."""
        account, words = here.ids["account"], typed.text("words")
        act = await prepare_lifting(self.running.node, here.session, account, words, self.running.now())
        return to_sign(act, said_by(act.data).actor)

    async def lift(self, here: Here, act: UUID, cms: bytes) -> str:
        """Lift the block under the operator's EDS."""
        opened = await lift_block(self.running.node, here.session, act, cms, self.running.now())
        return f"{PLACE}/{opened.id}"

    def _row(self, account: Account) -> tuple[tuple[Cell, ...], ...]:
        body = self.running.node.organisations.get(account.body_bin)
        return (
            _linked(account),
            (position_said(account.person.position),),
            (Own(account.body_bin) if body is None else Said(body.name),),
            (Said(self.running.law.sio_pso.sheets.roles[account.role].name),),
            (ACCOUNT_STATES[account.state],),
        )

    def _holds(self, here: Here) -> Role | None:
        return None if here.person is None else here.person.holds


def _linked(account: Account) -> tuple[Cell, ...]:
    return (Link(account.person.full_name(), f"{PLACE}/{account.id}"),)


def _to_review(papers: Sequence[Paper], at: datetime) -> Table:
    rows = []
    for paper in papers:
        said = application_in(paper)
        reason = () if said.reason is None else (Said(REASON_WORDS[said.reason]),)
        rows.append(((Link(f"№ {said.number}", f"{PLACE}/{said.account}"),), reason, until_cells(paper, at)))
    return Table(TO_DECIDE, (NUMBER, REASON, UNTIL), tuple(rows), NONE, cites=("SIO22-A5.12.2",))


def may_be_lifted(card: AccountCard) -> bool:
    """Tell whether the operator may lift what blocks an account: a dismissal nobody lifts (SIO25-7.2)."""
    in_force = (application_in(paper) for paper in card.blocks if paper.state == ApplicationState.BLOCKED)
    dismissed = any(said.reason is BlockReason.DISMISSAL for said in in_force)
    return card.account.state is AccountState.BLOCKED and not dismissed


def _block_fields(role: Role | None) -> tuple[Field, ...]:
    """Return the form of a block as an office may fill it in."""
    reasons = [] if role is None else [one for one in BlockReason if one in REASONS_OF.get(role, frozenset())]
    sanctions = [one for one in Sanction if role and any(may_impose(role, reason, one) for reason in reasons)]
    return (
        Field("reason", REASON, Kind.CHOICE, choices=tuple(Choice(one.value, REASON_WORDS[one]) for one in reasons)),
        Field("sanction", SANCTION, Kind.CHOICE, choices=tuple(Choice(one.value, SANCTIONS[one]) for one in sanctions)),
        Field("until", UNTIL, Kind.MOMENT, required=False, hint=UNTIL_HINT),
        Field("order/number", ORDER_NUMBER, required=False, longest=60),
        Field("order/signed_at", ORDER_SIGNED, Kind.MOMENT, required=False),
        Field("note", NOTE, Kind.LONG, required=False, hint=NOTE_HINT, longest=LONGEST_WORDS),
    )
