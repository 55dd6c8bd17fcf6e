"""An application and an account as facts of a page: the same for applicants, heads, operator and control."""

from __future__ import annotations

from datetime import datetime

from almasu.actions.node import Node
from almasu.actions.sign_off import DECISION
from almasu.actions.view_account import AccountCard
from almasu.interfaces.portal.offices.blocks import (
    At,
    Block,
    Cell,
    Code,
    Due,
    Facts,
    Link,
    Own,
    Said,
    State,
    Table,
    Tone,
)
from almasu.interfaces.portal.offices.deadline import due_by_law, due_by_paper, holds_by_limit
from almasu.interfaces.portal.offices_of_node.accounts.form import DECLARED
from almasu.interfaces.portal.offices_of_node.accounts.words import (
    ACCOUNT_STATES,
    BODY,
    DECIDE_BY,
    FILED,
    GROUNDS,
    KIND,
    KINDS,
    NAME,
    NO,
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
    STATES,
    UNTIL,
    UNTIL_REGISTERED,
    YES,
)
from almasu.interfaces.portal.offices_of_node.edition import edition_said
from almasu.kernel.annexes.workplace import WorkplaceConditions
from almasu.kernel.applications.application import (
    Application,
    ApplicationState,
    BlockReason,
    Card,
    Sanction,
    application_in,
)
from almasu.kernel.applications.card import flagged
from almasu.kernel.applications.reasons import REASON_WORDS
from almasu.kernel.papers.paper import Paper
from almasu.law.text import Text
from almasu.wiring.law import Law
from almasu.wiring.running import Running

APPLICATION = Text("Өтінім", "Заявка", "Application")
CARD = Text("Есептік жазбаның картасы", "Карточка учётной записи", "Card of an account")
CERTIFICATE = Text("Сертификаттағы аты-жөні", "ФИО в сертификате", "Name in the certificate")
LATE_AFTER_ORDER = Text("Бұйрықтан кейін кешігіп берілген", "Подана позже срока после приказа", "Late after the order")
HEAD, HEAD_SIGNED = (
    Text("Басшы", "Руководитель", "Head"),
    Text("Басшы қол қойған", "Подписано руководителем", "Signed by the head"),
)
DECIDED, GROUND, WHY = (
    Text("Шешім қабылданған", "Решено", "Decided"),
    Text("Негіздері", "Основания", "Grounds"),
    Text("Нақты не дұрыс емес", "Что именно", "What exactly is wrong"),
)
WORKPLACE = Text("Жұмыс орнының картасы", "Карточка рабочего места", "Card of the workplace")
UNKEPT = State(Tone.BAD, Text("сақталмаған", "не соблюдено", "not kept"))
DECLARED_AT, EXPIRES_AT = (
    Text("Толтырылған", "Заполнена", "Filled in"),
    Text("Күші бар", "Действует до", "In force until"),
)
FILLED_IN = Text("карта толтырылған сәттен", "с заполнения карточки", "from when the card was filled in")
OF_BLOCK = Text(
    "бұғаттауда аталған соңғы күн",
    "последний день, названный в блокировке",
    "the last day named in the block",
)
EDITION = Text("Ереженің редакциясы", "Редакция Правил", "Edition of the Rules")
ACCOUNT = Text("Есептік жазба", "Учётная запись", "Account")
REGISTERED, BY_APPLICATION = (
    Text("Тіркелген", "Зарегистрирована", "Registered"),
    Text("Өтінім бойынша", "По заявке", "By the application"),
)
CONSENT_SIGNED, CONSENT_VERSION = (
    Text("Келісімге қол қойылған", "Согласие подписано", "Consent signed"),
    Text("Келісімнің редакциясы", "Редакция согласия", "Version of the consent"),
)
BETWEEN = Text(
    "Тіркеу мен келісім арасында жіберілген сұрау салу",
    "Запросы между регистрацией и согласием",
    "Requests between registration and consent",
)
NO_REQUEST = State(Tone.GOOD, Text("жоқ", "не было", "none"))
A_REQUEST = State(Tone.BAD, Text("бар", "были", "there were"))
BLOCKS = Text("Бұғаттар мен шаралар", "Блокировки и меры", "Blocks and measures")
NO_BLOCKS = Text("Бұғат болған емес.", "Блокировок не было.", "There were no blocks.")
SINCE, LIFTED = Text("Басы", "С", "Since"), Text("Алынды", "Снята", "Lifted")


def application_row(law: Law, paper: Paper, place: str, at: datetime) -> tuple[tuple[Cell, ...], ...]:
    """Return one line of a list of applications: number, kind, state, when filed, when it is to be decided."""
    said = application_in(paper)
    return (
        (Link(f"№ {said.number}", place),),
        (Said(KINDS[said.kind]),),
        (STATES[paper.state],),
        (At(said.submitted_at),),
        application_clock(law, paper, at),
    )


def application_clock(law: Law, paper: Paper, at: datetime) -> tuple[Due, ...]:
    """Return the operator's twenty-four hours as they run, or how they were kept (SIO25-6)."""
    said = application_in(paper)
    closed = paper.state in (ApplicationState.WITHDRAWN, ApplicationState.DECLINED)
    if said.signed_off is None or closed:
        return ()
    done_at = None if said.decided is None else said.decided.at
    return (due_by_law(law.deadline(DECISION, said.signed_off.at), law.terms[DECISION], at, done_at),)


def application_facts(running: Running, paper: Paper, at: datetime) -> tuple[Block, ...]:
    """Return all that an application says, who signed it and what was decided."""
    node = running.node
    said = application_in(paper)
    form = node.law.annexes.application_form(said.edition)
    labels = {one.code: one.label for one in form.fields}
    rows: list[tuple[Text, tuple[Cell, ...]]] = [
        (NUMBER, (Own(f"№ {said.number}"),)),
        (STATE, (STATES[paper.state],)),
        (KIND, (Said(KINDS[said.kind]),)),
        (FILED, (At(said.submitted_at),)),
        (DECIDE_BY, application_clock(running.law, paper, at)),
        *((label, _value(node, code, said.fields[code])) for code, label in labels.items() if code in said.fields),
        *((DECLARED, (Said(label),)) for code, label in labels.items() if code in said.declared),
        (CERTIFICATE, (Own(said.certificate_name),)),
        (EDITION, (edition_said(running, said.edition),)),
        *_of_block(said),
        *_of_order(said),
        *_of_head(said),
        *_of_decision(said),
    ]
    blocks: list[Block] = [Facts(None, tuple(rows))]
    if said.card is not None:
        conditions = node.law.annexes.workplace_conditions(said.edition)
        blocks.append(card_facts(conditions, said.card, said.card.expires_at, at))
    return tuple(blocks)


def _value(node: Node, code: str, value: str) -> tuple[Cell, ...]:
    found = node.organisations.get(value) if code == "organisation" else None
    return (Own(value),) if found is None else (Said(found.name),)


def _of_block(said: Application) -> list[tuple[Text, tuple[Cell, ...]]]:
    if said.reason is None:
        return []
    rows: list[tuple[Text, tuple[Cell, ...]]] = [
        (REASON, (Said(REASON_WORDS[said.reason]),)),
        (SANCTION, (Said(_measure(said)),)),
        (NOTE, (Own(said.note),) if said.note else ()),
    ]
    return rows if said.until is None else [*rows, (UNTIL, (At(said.until),))]


def _of_order(said: Application) -> list[tuple[Text, tuple[Cell, ...]]]:
    if said.order is None:
        return []
    late = State(Tone.BAD, YES) if said.late else Said(NO)
    return [
        (ORDER_NUMBER, (Own(said.order.number),)),
        (ORDER_SIGNED, (At(said.order.signed_at),)),
        (LATE_AFTER_ORDER, (late,)),
    ]


def _of_head(said: Application) -> list[tuple[Text, tuple[Cell, ...]]]:
    head = said.signed_off
    if head is None:
        return []
    return [(HEAD, (Own(f"{head.name}, {head.position}"),)), (HEAD_SIGNED, (At(head.at), Own(head.certificate_name)))]


def _of_decision(said: Application) -> list[tuple[Text, tuple[Cell, ...]]]:
    decided = said.decided
    if decided is None:
        return []
    rows: list[tuple[Text, tuple[Cell, ...]]] = [(DECIDED, (At(decided.at),))]
    if decided.grounds:
        rows += [(GROUND, tuple(Said(GROUNDS[one]) for one in decided.grounds)), (WHY, (Own(decided.words),))]
    return rows


def card_facts(conditions: WorkplaceConditions, card: Card, until: datetime | None, at: datetime) -> Facts:
    """Return the card of a workplace with what it does not keep, and until when it is in force."""
    unkept = {one.code for one in flagged(conditions, card)}
    rows: list[tuple[Text, tuple[Cell, ...]]] = [(DECLARED_AT, (At(card.declared_at),))]
    if until is None:
        rows.append((EXPIRES_AT, ()))
    else:
        rows.append((EXPIRES_AT, (holds_by_limit(until, FILLED_IN, card.declared_at, at, ("SIO25-4.2",)),)))
    for one in conditions.conditions:
        stated = card.stated.get(one.code)
        cells: list[Cell] = [] if stated is None else [_stated(stated)]
        rows.append((one.says, tuple([*cells, UNKEPT] if one.code in unkept else cells)))
    return Facts(WORKPLACE, tuple(rows), ("SIO25-4.2", "SIO22-A3.8"))


def until_cells(paper: Paper, at: datetime) -> tuple[Due | At, ...]:
    """Return the end of a block for a time: while it stands, as the clock of the decision whether to lift it."""
    until = application_in(paper).until
    if until is None:
        return ()
    if paper.state != ApplicationState.BLOCKED:
        return (At(until),)
    return (due_by_paper(until, OF_BLOCK, at, ("SIO22-A5.12.2",)),)


def _stated(value: str | bool) -> Cell:
    if isinstance(value, bool):
        return Said(YES if value else NO)
    return Own(value)


def account_facts(running: Running, card: AccountCard) -> tuple[Block, ...]:
    """Return the card of an account: who, registration, consent, that no request passed between, every block."""
    account, node, at = card.account, running.node, running.now()
    body = node.organisations.get(account.body_bin)
    rows: tuple[tuple[Text, tuple[Cell, ...]], ...] = (
        (STATE, (ACCOUNT_STATES[account.state],)),
        (NAME, (Own(account.person.full_name()),)),
        (POSITION, (position_said(account.person.position),)),
        (BODY, (Own(account.body_bin) if body is None else Said(body.name),)),
        (ROLE, (Said(running.law.sio_pso.sheets.roles[account.role].name),)),
        (REGISTERED, () if card.registered_at is None else (At(card.registered_at),)),
        (BY_APPLICATION, (Own(card.application),) if card.application else ()),
        (CONSENT_SIGNED, () if account.consent_signed_at is None else (At(account.consent_signed_at),)),
        (CONSENT_VERSION, _consent(running, account.consent_version)),
        (BETWEEN, (A_REQUEST if card.asked_before_consent else NO_REQUEST,)),
    )
    blocks: list[Block] = [Facts(ACCOUNT, rows, ("SIO25-10.2", "SIO22-A5.4")), _blocks(card, at)]
    if card.workplace is not None:
        conditions = node.law.annexes.workplace_conditions(node.law.edition_at(card.workplace.declared_at))
        blocks.append(card_facts(conditions, card.workplace, account.workplace_until, at))
    return tuple(blocks)


def _consent(running: Running, version: str) -> tuple[Cell, ...]:
    """Return the terms that were signed: by their name where they are those of today, with their version."""
    if not version:
        return ()
    terms = running.consent
    return (Said(terms.heading), Code(version)) if version == terms.version else (Code(version),)


def position_said(position: Text) -> Cell:
    """Return a post: as its person wrote it in the application, in each language where we know it so."""
    return Own(position.kk) if position.kk == position.ru == position.en else Said(position)


def _measure(said: Application) -> Text:
    """Return how much a block takes: what a dismissal ends nobody lifts (SIO25-7.2)."""
    is_lasting = said.reason is BlockReason.DISMISSAL and said.sanction is Sanction.SUSPEND
    return UNTIL_REGISTERED if is_lasting else SANCTIONS[said.sanction]


def _reason(said: Application) -> tuple[Cell, ...]:
    """Return why an account is blocked, with the order that the reason rests on."""
    if said.reason is None:
        return ()
    reason = Said(REASON_WORDS[said.reason])
    return (reason,) if said.order is None else (reason, Own(f"№ {said.order.number}"), At(said.order.signed_at))


def _blocks(card: AccountCard, at: datetime) -> Table:
    columns = (NUMBER, SINCE, SANCTION, REASON, UNTIL, NOTE, LIFTED)
    rows = tuple(block_row(paper, at) for paper in card.blocks)
    return Table(BLOCKS, columns, rows, NO_BLOCKS, cites=("SIO22-A5.12.2", "SIO22-A5.17"))


def block_row(paper: Paper, at: datetime) -> tuple[tuple[Cell, ...], ...]:
    """Return a block as a row of the card."""
    said = application_in(paper)
    lifted = said.lifted
    ended: tuple[Cell, ...] = (STATES[paper.state],)
    if lifted is not None:
        ended = (At(lifted.at), Own(lifted.words)) if lifted.words else (At(lifted.at),)
    return (
        (Own(f"№ {said.number}"),),
        (At(said.submitted_at),),
        (Said(_measure(said)),),
        _reason(said),
        until_cells(paper, at),
        (Own(said.note),) if said.note else (),
        ended,
    )
