"""What was seen at a workplace, opened from the material that it is kept under (FMA-3.2, FMA-6.1)."""

from __future__ import annotations

from dataclasses import dataclass

from almasu.actions.provision import looks
from almasu.actions.provision.looks import OpenedLook
from almasu.interfaces.portal.offices.blocks import At, Block, Code, Facts, Own, Sheet, Table, Tone, Words
from almasu.interfaces.portal.offices.office import Here
from almasu.interfaces.portal.offices_of_provision import words_of_asking as words
from almasu.interfaces.portal.offices_of_provision import words_of_sitting as say
from almasu.interfaces.portal.offices_of_provision.seen_text import lines_seen
from almasu.wiring.running import Running

CITES = ("FMA-3.2", "FMA-6.1")


@dataclass(frozen=True, slots=True)
class SeenPage:
    """The page of one look."""

    running: Running

    async def look(self, here: Here) -> Sheet:
        """Show what was seen, once a reason is given."""
        if not here.asked.text("why"):
            return Sheet(say.LOOK_TITLE, (Words(None, say.SAY_WHY, Tone.WAIT, CITES),), (), None, CITES)
        number, at = here.ids["look"], self.running.now()
        opened = await looks.open_look(self.running.node, here.session, number, here.asked.text("why"), at)
        return Sheet(say.LOOK_TITLE, _seen(opened), (), None, CITES)


def _seen(opened: OpenedLook) -> tuple[Block, ...]:
    look, lines = opened.look, lines_seen(opened.content)
    facts = Facts(
        None,
        (
            (say.AT, (At(look.at),)),
            (say.METHOD, (Code(f"{look.method} {look.path}"),)),
            (say.KIND, (Code(look.kind),)),
            (say.SENT_DIGEST, (Code(look.sent_sha256),)),
            (say.DIGEST, (Code(look.received_sha256),)),
            *(((say.TYPED, (Own(opened.content.sent.decode("utf-8", "replace")[:1_000]),)),) if look.sent else ()),
        ),
        CITES,
    )
    if not lines:
        return (facts, Words(say.SEEN, say.NO_TEXT, Tone.WAIT))
    return (facts, Table(say.SEEN, (say.SEEN,), tuple(((Own(line),),) for line in lines), words.NOTHING))
