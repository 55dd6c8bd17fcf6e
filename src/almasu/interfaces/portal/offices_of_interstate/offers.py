"""Information offered without a request: made, answered, handed over (CIS-7c)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from almasu.actions.interstate import offer, packets, seek
from almasu.actions.interstate.offers_kept import Held, handed_item
from almasu.interfaces.portal.offices.blocks import At, Cell, Facts, Link, On, Own, Said, Sheet, State, Way
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Office, Page, Signed
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.today import Task, Today
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_interstate import packet_rows
from almasu.interfaces.portal.offices_of_interstate import telling_form as telling
from almasu.interfaces.portal.offices_of_interstate import words as say
from almasu.interfaces.portal.offices_of_interstate.case_form import CHANNEL, channel
from almasu.interfaces.portal.offices_of_interstate.cases import shown
from almasu.interfaces.portal.offices_of_interstate.coming import kinds_of_offer
from almasu.interfaces.portal.offices_of_interstate.lines_of_act import lines_of
from almasu.interfaces.portal.offices_of_interstate.naming import directory_at, named, partners
from almasu.interfaces.portal.offices_of_interstate.not_taken import not_taken_of
from almasu.interfaces.portal.offices_of_interstate.packet_words import CAME, PACKETS
from almasu.interfaces.portal.offices_of_interstate.seeking import FILTERS, Searched
from almasu.interfaces.portal.views.asking import Choice
from almasu.interfaces.portal.views.people import ToSign
from almasu.kernel.interstate.asking import LONGEST, Matter, Subject
from almasu.kernel.interstate.offering import OfferState
from almasu.kernel.interstate.parties import Directory
from almasu.kernel.interstate.sending import Channel
from almasu.kernel.powers.interstate import ANSWER_OFFER, OFFER, SEE_CASES
from almasu.kernel.signatures.act import ActPurpose
from almasu.law.text import Text
from almasu.wiring.running import Running

ONE = f"{say.OFFERS}/{{offer:uuid}}"
CITES = ("CIS-7c",)
TITLE = Text("Бастама бойынша ақпарат", "Инициативная информация", "Proactive information")
LEAD = Text(
    "Алдымен ұсынылады: мазмұны тек екінші тарап қажет дегеннен кейін жіберіледі.",
    "Сначала предлагается: содержание уходит только после согласия второй стороны.",
    "It is offered first: the content leaves only once the other side wants it.",
)
NEW = Text("Ақпарат ұсыну", "Предложить сведения", "Offer information")
SIGN_NEW = Text("Қол қойып, ұсыну", "Подписать и предложить", "Sign and offer")
ANSWER = Text("Ұсынысқа жауап беру", "Ответить на предложение", "Answer the offer")
BACK = Text("Ұсынысты қайтарып алу", "Отозвать предложение", "Take the offer back")
THIRTY = Text(
    "бос болса – отыз күн; содан кейін ұсыныс өздігінен аяқталады",
    "пусто – тридцать дней; затем предложение прекращается само",
    "empty: thirty days; then the offer lapses by itself",
)
HAND = Text("Беру", "Передать", "Hand over")
SIGN_IT = Text("Қол қою", "Подписать", "Sign")
IS_OFFERED = Text("Ұсынысқа жауап беру керек", "Нужно ответить на предложение", "An offer is to be answered")
IS_WANTED = Text("Ұсынылған ақпарат керек болды: беріңіз", "Нужно передать предложенное", "What was offered is wanted")
OF_IT = Text("Алынған ақпаратқа", "К полученным сведениям", "To what was received")
RECEIVING = Text("Кімге", "Кому", "To whom")
YES_NO = (OfferState.WANTED, OfferState.DECLINED)


@dataclass(frozen=True, slots=True)
class OffersOffice:
    """Offers as a body of this node sees them."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        makes = Signed(ActPurpose.CIS_OFFER, self.prepare_offer, self.make, SIGN_NEW)
        answers = Signed(ActPurpose.CIS_OFFER_ANSWER, self.prepare_answer, self.answer, SIGN_IT)
        backs = Signed(ActPurpose.CIS_OFFER_ANSWER, self.prepare_back, self.answer, SIGN_IT)
        hands = Signed(ActPurpose.CIS_HANDING_OVER, self.prepare_hand, self.hand, SIGN_IT)
        return Office(
            say.OFFERS,
            TITLE,
            SEE_CASES.roles,
            (Page(say.OFFERS, self.read, FILTERS), Page(ONE, self.one)),
            (
                Deed(f"{say.OFFERS}/new", NEW, self.blank_new, makes, LEAD, CITES, OFFER.roles),
                Deed(f"{ONE}/answer", ANSWER, self.blank_answer, answers, None, CITES, ANSWER_OFFER.roles),
                Deed(f"{ONE}/take-back", BACK, self.blank_back, backs, None, CITES, ANSWER_OFFER.roles),
                Deed(f"{ONE}/hand-over", HAND, self.blank_hand, hands, None, CITES, OFFER.roles),
            ),
            section=Section.BETWEEN_STATES,
            today=self.today,
        )

    async def today(self, here: Here) -> Today:
        """Return the offers to be answered, and those that are wanted and not handed over yet."""
        if not here.may(OFFER, ANSWER_OFFER):
            return Today(())
        seen = await directory_at(self.running, here)
        found = await offer.offers_to_settle(self.running.node, here.session, self.running.now())
        return Today(tuple(_task(one, seen.directory, here) for one in found))

    async def read(self, here: Here) -> Sheet:
        """Show the offers of the body, made and received."""
        table, offers = await LIST.page(self.running, here), here.may(OFFER)
        return Sheet(TITLE, (table,), (Way(NEW, f"{say.OFFERS}/new", main=True),) if offers else (), LEAD, CITES)

    async def one(self, here: Here) -> Sheet:
        """Show one offer."""
        held, seen = await self._held(here), await directory_at(self.running, here)
        kept = held.kept
        ways = (*(_ways(held) if here.may(OFFER) else ()), *_received(held))
        if kept.offer.channel is not Channel.COURIER:
            blocks = (*await not_taken_of(self.running, here, held.paper.id), facts(held, seen.directory, here))
            return Sheet(TITLE, blocks, ways, None, CITES)
        if kinds_of_offer(kept):
            ways = (*ways, Way(CAME, f"{PACKETS}/offers/{held.paper.id}", main=not ways))
        carried = await packets.packets_about(self.running.node, here.session, held.paper.id, self.running.now())
        blocks = (facts(held, seen.directory, here), *packet_rows.about(carried, seen.directory, here))
        return Sheet(TITLE, blocks, ways, None, CITES)

    async def blank_new(self, here: Here) -> Blank:
        """Return the form of an offer."""
        seen = await directory_at(self.running, here)
        choices = partners(self.running, seen)
        fields = (
            Field("receiving", RECEIVING, Kind.CHOICE, choices=choices),
            Field("subject", say.SUBJECT, Kind.CHOICE, choices=_choices(say.SUBJECTS)),
            Field("matter", say.MATTER, Kind.CHOICE, choices=_choices(say.MATTERS)),
            Field("purpose", say.PURPOSE, Kind.LONG, hint=say.THREE_WORDS, longest=LONGEST),
            Field("until", say.ANSWER_BY, Kind.DAY, required=False, hint=THIRTY),
            CHANNEL,
        )
        return Blank(fields, named=lines_of(seen))

    async def prepare_offer(self, here: Here, typed: Typed) -> ToSign:
        """Make the act of an offer."""
        subject, matter = Subject(typed.text("subject")), Matter(typed.text("matter"))
        purpose, until = typed.text("purpose"), typed.day("until")
        form = offer.Form(typed.text("receiving"), subject, matter, purpose, channel(typed), until)
        return shown(await offer.prepare_offer(self.running.node, here.session, form, self.running.now()))

    async def make(self, here: Here, act: UUID, cms: bytes) -> str:
        """Make the offer."""
        return _place(await offer.offer(self.running.node, here.session, act, cms, self.running.now()))

    async def blank_answer(self, here: Here) -> Blank:
        """Return the form of an answer."""
        held, seen = await self._held(here), await directory_at(self.running, here)
        choices = tuple(Choice(one.value, say.OFFER_STATES[one][1]) for one in YES_NO)
        field = Field("state", ANSWER, Kind.CHOICE, choices=choices)
        return Blank((field,), (facts(held, seen.directory, here),), named=lines_of(seen))

    async def prepare_answer(self, here: Here, typed: Typed) -> ToSign:
        """Make the act of an answer."""
        form = offer.Settling(here.ids["offer"], OfferState(typed.text("state")))
        return shown(await offer.prepare_settling(self.running.node, here.session, form, self.running.now()))

    async def answer(self, here: Here, act: UUID, cms: bytes) -> str:
        """Answer."""
        return _place(await offer.settle_offer(self.running.node, here.session, act, cms, self.running.now()))

    async def blank_back(self, here: Here) -> Blank:
        """Return a form without fields, with the offer above it."""
        held, seen = await self._held(here), await directory_at(self.running, here)
        return Blank((), (facts(held, seen.directory, here),), named=lines_of(seen))

    async def prepare_back(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that takes the offer back."""
        form = offer.Settling(here.ids["offer"], OfferState.TAKEN_BACK)
        return shown(await offer.prepare_settling(self.running.node, here.session, form, self.running.now()))

    async def blank_hand(self, here: Here) -> Blank:
        """Return the form of what is handed over."""
        held, seen = await self._held(here), await directory_at(self.running, here)
        fields = (
            Field("content", say.CONTENT, Kind.LONG, required=False, longest=LONGEST),
            *telling.MARKED,
        )
        return Blank(fields, (facts(held, seen.directory, here),), named=lines_of(seen))

    async def prepare_hand(self, here: Here, typed: Typed) -> ToSign:
        """Make the act of handing over."""
        form = offer.Handing(here.ids["offer"], telling.content(typed, "content"), *telling.marks(typed))
        return shown(await offer.prepare_handing(self.running.node, here.session, form, self.running.now()))

    async def hand(self, here: Here, act: UUID, cms: bytes) -> str:
        """Hand over."""
        return _place(await offer.hand_over(self.running.node, here.session, act, cms, self.running.now()))

    async def _held(self, here: Here) -> Held:
        return await offer.one_offer(self.running.node, here.session, here.ids["offer"], self.running.now())


def _ways(held: Held) -> tuple[Way, ...]:
    """Return what the head may do with an offer as it stands."""
    place, back = _place(held), Way(BACK, f"{_place(held)}/take-back")
    match held.kept.offer.state, held.kept.ours:
        case OfferState.OFFERED, False:
            return (Way(ANSWER, f"{place}/answer", main=True),)
        case OfferState.OFFERED, True:
            return (back,)
        case OfferState.WANTED, True:
            return Way(HAND, f"{place}/hand-over", main=True), back
        case _:
            return ()


def _received(held: Held) -> tuple[Way, ...]:
    """Return the way to what was handed over to us."""
    came = not held.kept.ours and held.kept.offer.state is OfferState.HANDED_OVER
    return (Way(OF_IT, f"{say.ITEMS}/{handed_item(held.paper.id)}", main=True),) if came else ()


def _task(held: Held, directory: Directory, here: Here) -> Task:
    until = held.kept.offer.until
    other = named(directory, held.kept.other, here)
    if held.kept.ours:
        return Task(IS_WANTED, _place(held), other)
    return Task(IS_OFFERED, _place(held), other if until is None else (*other, On(until)))


def _place(held: Held) -> str:
    return f"{say.OFFERS}/{held.paper.id}"


def _choices(names: Mapping[Subject, Text] | Mapping[Matter, Text]) -> tuple[Choice, ...]:
    return tuple(Choice(key.value, text) for key, text in names.items())


def _row(held: Held, directory: Directory, at: datetime) -> tuple[tuple[Cell, ...], ...]:
    one = held.kept.offer
    body = directory.body(held.kept.other)
    return (
        (Link(held.kept.other if body is None else body.name, _place(held)),),
        (Said(say.MATTERS[one.matter]),),
        (State(*say.OFFER_STATES[one.state]),),
        (At(one.at),),
    )


def facts(held: Held, directory: Directory, here: Here) -> Facts:
    """Return what is offered, to whom, for what, by which channel, and where it stands."""
    one = held.kept.offer
    return Facts(
        None,
        (
            (say.STATE, (State(*say.OFFER_STATES[one.state]),)),
            (say.OTHER_SIDE, named(directory, held.kept.other, here)),
            (say.SUBJECT, (Said(say.SUBJECTS[one.subject]),)),
            (say.MATTER, (Said(say.MATTERS[one.matter]),)),
            (say.PURPOSE, (Own(one.purpose),)),
            (CHANNEL.label, (Said(say.CHANNELS[one.channel]),)),
            (say.WHEN, (At(one.at),)),
            (say.ANSWER_BY, () if one.until is None else (On(one.until),)),
        ),
        CITES,
    )


LIST = Searched(TITLE, (say.OTHER_SIDE, say.MATTER, say.STATE, say.WHEN), seek.find_offers, _row, CITES)
"""The list of offers, as it is searched and turned."""
