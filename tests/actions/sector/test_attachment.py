"""Files beside an incident card: signed by digest, sealed, given to whoever sees the card, gone where never sent."""

from __future__ import annotations

import json
from uuid import UUID

import pytest

from actions.sector.conftest import Sector
from actions.sector.test_card import form
from almasu.actions.sector import attach, consent, see, write_document
from almasu.actions.sector.attach import Attachment
from almasu.kernel.sector.attachment import attachment_number
from almasu.kernel.sector.content import attachments_in
from almasu.kernel.sector.incident import Report
from almasu.law.problem import Fault, Problem

NAME, DATA = "журнал.log", b"Nov 20 09:00 sshd: Failed password for root"


async def attaches(sector: Sector, card: UUID, name: str = NAME, data: bytes = DATA) -> UUID:
    kept = await attach.attach(sector.node, sector.tokens["worker"], card, name, data, sector.now())
    return attachment_number(card, attachments_in(kept.document.kind, kept.document.content)[name])


async def takes(sector: Sector, who: str, card: UUID, file: UUID) -> Attachment:
    return await attach.take_attachment(sector.node, sector.tokens[who], card, file, sector.now())


async def drafted(sector: Sector) -> UUID:
    typed = form(sector, "server_infected")
    return (await write_document.write_document(sector.node, sector.tokens["worker"], typed, sector.now())).paper.id


async def test_a_file_is_signed_with_the_card_and_given_to_those_who_see_it_alone(sector: Sector) -> None:
    card = await drafted(sector)
    file = await attaches(sector, card)
    with pytest.raises(Problem, match=r"paper\.unknown"):
        await takes(sector, "centre", card, file)
    await sector.puts(card)
    with pytest.raises(Problem, match=r"sector\.stage"):
        await attaches(sector, card, "more.txt", b"more")
    act = await consent.prepare_consent(sector.node, sector.tokens["head"], card, sector.now())
    given = await takes(sector, "head", card, file)
    assert json.loads(act.data)["attachments"] == {NAME: given.digest}
    await consent.consent(sector.node, sector.tokens["head"], act.id, sector.signed("head", act), sector.now())
    assert await takes(sector, "centre", card, file) == given
    assert given.data == DATA
    for who in ("other worker", "insurer"):
        with pytest.raises(Problem, match=r"paper\.unknown"):
            await takes(sector, who, card, file)
    with pytest.raises(Problem, match=r"paper\.unknown"):
        await takes(sector, "centre", card, UUID(int=5))
    taken = [one for one in await sector.world.entries() if one["kind"] == "sector_attachment_taken"]
    assert [one["says"]["file"] for one in taken] == [given.digest, given.digest]  # type: ignore[index]
    assert NAME not in json.dumps(taken, ensure_ascii=False), "the journal names no file"


async def test_a_card_grows_by_files_and_what_was_sent_stays(sector: Sector) -> None:
    card = await drafted(sector)
    file = await attaches(sector, card)
    unsent = await attaches(sector, card, "wrong.txt", b"of another matter")
    await attach.detach(sector.node, sector.tokens["worker"], card, unsent, sector.now())
    async with sector.node.store.transaction() as transaction:
        assert await transaction.attachments.data(card, unsent) is None, "what nobody saw is kept no longer"
    await sector.puts(card)
    await sector.consents(card)
    more = form(sector, "server_infected", Report.MORE, malware="Trojan.Example")
    await write_document.rewrite_document(sector.node, sector.tokens["worker"], card, more, sector.now())
    second = await attaches(sector, card, "final.txt", b"what it was")
    await attach.detach(sector.node, sector.tokens["worker"], card, file, sector.now())
    with pytest.raises(Problem, match=r"paper\.unknown"):
        await takes(sector, "centre", card, second)
    assert (await takes(sector, "centre", card, file)).data == DATA, "the centre sees what was sent"
    await sector.puts(card)
    await sector.consents(card)
    seen = await see.see_document(sector.node, sector.tokens["centre"], card, sector.now())
    assert list(seen.files) == ["final.txt"]
    assert seen.values["malware"] == "Trojan.Example"


async def test_a_file_that_somebody_else_wrote_is_a_fault(sector: Sector) -> None:
    card = await drafted(sector)
    file = await attaches(sector, card)
    other = await attaches(sector, card, "other.txt", b"other")
    async with sector.world.database.transaction() as connection:
        await connection.execute(
            "update sector_attachments set data = b.data from sector_attachments b where sector_attachments.number = %s"
            " and b.number = %s",
            (file, other),
        )
    with pytest.raises(Fault):
        await takes(sector, "worker", card, file)
    async with sector.world.database.transaction() as connection:
        await connection.execute("delete from sector_attachments where number = %s", (file,))
    with pytest.raises(Fault):
        await takes(sector, "worker", card, file)
