"""What was seen at a workplace, opened from the material that it is kept under (FMA-3.2, FMA-6.1)."""

from __future__ import annotations

from dataclasses import dataclass

from almasu.actions.provision import looks
from almasu.actions.provision.looks import OpenedLook
from almasu.interfaces.portal.offices.blocks import (
    At,
    Block,
    Cell,
    Code,
    Facts,
    Link,
    Number,
    Own,
    Said,
    Sheet,
    Table,
    Tone,
    Words,
)
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Shows
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_provision import words_of_asking as words
from almasu.interfaces.portal.offices_of_provision import words_of_sitting as say
from almasu.interfaces.portal.offices_of_provision.naming import named
from almasu.interfaces.portal.offices_of_provision.received_blocks import regime
from almasu.interfaces.portal.offices_of_provision.seen_text import lines_seen
from almasu.kernel.powers.provision_seats import OPEN_LOOK
from almasu.kernel.provision.act_words import PURPOSE_NAMES
from almasu.kernel.provision.look import Look
from almasu.kernel.provision.received import Received
from almasu.kernel.provision.way import WAY_NAMES
from almasu.law.text import Text
from almasu.wiring.running import Running

CITES = ("FMA-3.2", "FMA-6.1")
FIELDS = (words.PURPOSE_FIELD, words.WHY_FIELD)


@dataclass(frozen=True, slots=True)
class SeenPage:
    """One look: a reason, then what was seen."""

    running: Running

    def deed(self) -> Deed:
        """Return the form that opens a look."""
        done = Shows(self.look, say.OPEN_LOOK)
        return Deed(say.LOOK, say.LOOK_TITLE, self.blank, done, words.SAY_WHY, CITES, OPEN_LOOK.roles)

    async def blank(self, here: Here) -> Blank:
        """Return the form: the reason, below which look it is."""
        number, at = here.ids["look"], self.running.now()
        look, received = await looks.look_to_open(self.running.node, here.session, number, at)
        return Blank(FIELDS, (_which(look), await self._bound(here, received)))

    async def look(self, here: Here, typed: Typed) -> Sheet:
        """Show what was seen."""
        node, number, at = self.running.node, here.ids["look"], self.running.now()
        purpose, why = typed.text("purpose"), typed.text("why")
        opened = await looks.open_look(node, here.session, number, purpose, why, at)
        blocks = (await self._bound(here, opened.received), *_seen(opened))
        return Sheet(say.LOOK_TITLE, blocks, (), None, CITES, unprinted=say.UNPRINTED)

    async def _bound(self, here: Here, received: Received) -> Facts:
        """Return where it came from and what binds it."""
        came = received.provenance
        names = await named(self.running, here, [(came.body, came.data_set)])
        return Facts(
            None,
            (
                (words.SET, names.data_set(came.body, came.data_set)),
                (words.SECRECY, tuple(map(regime, received.secrecy))),
                (words.PURPOSE, (Said(PURPOSE_NAMES[received.purpose]),)),
                (words.FROM_WHERE, names.body(came.body)),
                (words.SOURCE, (Code(came.source),)),
                (words.WAY, (Said(WAY_NAMES[came.way]),)),
                (words.ACT_VERSION, (Number(came.act_version),)),
                (words.SITTING, (Link(words.TO_SITTING, f"{say.SITTINGS}/{came.delivery}"),)),
                (words.UNTIL, (At(received.until),)),
            ),
            ("FMA-6.1", "FMA-6.2"),
        )


def _which(look: Look, *more: tuple[Text, tuple[Cell, ...]]) -> Facts:
    known: tuple[tuple[Text, tuple[Cell, ...]], ...] = (
        (say.AT, (At(look.at),)),
        (say.METHOD, (Code(f"{look.method} {look.path}"),)),
        (say.KIND, (Code(look.kind),)),
    )
    return Facts(None, (*known, *more), CITES)


def _seen(opened: OpenedLook) -> tuple[Block, ...]:
    look, lines = opened.look, lines_seen(opened.content)
    facts = _which(
        look,
        (say.SENT_DIGEST, (Code(look.sent_sha256),)),
        (say.DIGEST, (Code(look.received_sha256),)),
        *(((say.TYPED, (Own(opened.content.sent.decode("utf-8", "replace")[:1_000]),)),) if look.sent else ()),
    )
    if not lines:
        return (facts, Words(say.SEEN, say.NO_TEXT, Tone.WAIT))
    return (facts, Table(say.SEEN, (say.SEEN,), tuple(((Own(line),),) for line in lines), words.NOTHING))
