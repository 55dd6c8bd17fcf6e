"""What a pack tells to be read comes from its list: totals, oddities and the document are told again, or found out."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import msgspec

from actions.conftest import OFFICER, OTHER, SUBJECT
from actions.control.conftest import BODY
from actions.control.test_monthly_pack import month  # noqa: F401 - a fixture
from almasu.actions.declare_relatives import DECLARED, RelativesSay
from almasu.kernel.control.oddity import Oddity, OddityKind
from almasu.kernel.control.pack import MANIFEST, FileNamed, Manifest, manifest_bytes
from almasu.kernel.papers.paper import PaperKind, new_paper
from almasu.store.archive.brought import KNOWN
from almasu.store.archive.packs import ODDITIES, PDF, PRINTED
from almasu.wiring.law import open_law


def named_again(taken: Path, name: str, data: bytes) -> None:
    """Put a file in place of another and name it in the manifest, as whoever signs could."""
    (taken / name).write_bytes(data)
    manifest = msgspec.json.decode((taken / MANIFEST).read_bytes(), type=Manifest)
    named = {**manifest.files, name: FileNamed(len(data), hashlib.sha256(data).hexdigest())}
    (taken / MANIFEST).write_bytes(manifest_bytes(msgspec.structs.replace(manifest, files=named)))


def made_up(**change: object) -> bytes:
    """An oddity that nobody found, told in our words unless changed."""
    facts = {"user": "u", "tasks": "3", "count": "9"}
    told = Oddity(OddityKind.COPIED_JUSTIFICATION, "a", "", 90, (), facts).says()
    says = {"kk": told.kk, "ru": told.ru, "en": told.en}
    whole = {"kind": "copied_justification", "weight": 90, "account": "a", "subject": "", "says": says, "facts": facts}
    return json.dumps([whole | {"requests": [], "cites": []} | change]).encode()


def beside(change: dict[str, object]) -> bytes:
    """An oddity that the list alone does not show, changed."""
    facts: dict[str, str] = {"user": "u", "count": "9", "relation": "self", "last": "1"}
    told = Oddity(OddityKind.CLOSE_PERSON, "a", "", 90, (), facts).says()
    says = {"kk": told.kk, "ru": told.ru, "en": told.en}
    return made_up(**{"kind": "close_person", "facts": facts, "says": says} | change)


COUNTED = f"the document {PDF} says something else than the files of the pack"
TOLD_OTHERWISE = [
    (PDF, lambda old: old.replace(b"%PDF-1", b"%PDF-2", 1), COUNTED),
    (PRINTED, lambda old: old.replace("12-Б".encode(), "13-Б".encode()), COUNTED),
    (PRINTED, lambda old: b"[]", "cannot be read"),
    (ODDITIES, lambda old: b"{}", "cannot be read"),
    (ODDITIES, lambda old: made_up(), "are not those of the list"),
    (ODDITIES, lambda old: beside({}), "are not those of the list"),
]
COUNTED_BUT_FALSE = [
    (beside({}), "are not those of the list"),
    (beside({"requests": ["x"]}), "that is not in the list"),
    (beside({"kind": "burst"}), "lacks a fact"),
    (made_up(kind="odd_hours"), "lacks a fact"),
    (beside({"says": {"kk": "", "ru": "", "en": "all is well"}}), "says something else than its facts"),
]


async def test_what_a_pack_tells_to_be_read_is_told_again_from_its_list(month):  # noqa: F811
    taken = await month.taken(await month.made())
    whole = {path.name: path.read_bytes() for path in taken.iterdir()}

    def said_of(name: str, data: bytes, counted: int = 0) -> str:
        for one, kept in whole.items():
            (taken / one).write_bytes(kept)
        named_again(taken, name, data)
        manifest = msgspec.json.decode((taken / MANIFEST).read_bytes(), type=Manifest)
        (taken / MANIFEST).write_bytes(manifest_bytes(msgspec.structs.replace(manifest, oddities=counted)))
        code, said = month.verified(taken, "--unsigned")
        assert (code, said["holds"]) == (1, False)
        return said["says"]

    for name, change, says in TOLD_OTHERWISE:
        assert change(whole[name]) != whole[name]
        assert says in said_of(name, change(whole[name]))
    for data, says in COUNTED_BUT_FALSE:
        assert says in said_of(ODDITIES, data, counted=1)


async def test_a_document_that_another_program_set_is_not_judged_and_that_is_said(month):  # noqa: F811
    taken = await month.taken(await month.made())
    printed = json.loads((taken / PRINTED).read_bytes())
    named_again(taken, PRINTED, json.dumps(printed | {"set_by": "almasu 9.9"}).encode())
    code, said = month.verified(taken, "--unsigned")
    assert (code, said["not_judged"]) == (3, ["document_set_again"])


async def test_grounds_are_called_in_the_language_of_the_document(month):  # noqa: F811
    printed = json.loads((await month.taken(await month.made()) / PRINTED).read_bytes())
    called = open_law().sio_pso.sheets.called()
    assert printed["grounds"]["financial_monitoring"] == called.ground("financial_monitoring").kk


async def test_an_oddity_that_needs_more_than_the_list_is_found_again_and_cannot_be_left_out(month):  # noqa: F811
    world = month.office.world
    async with world.node.store.transaction() as transaction:
        [mine] = [one for one in await transaction.accounts.of_body(BODY, None, 9) if one.person.iin == OFFICER]
        says, keys = RelativesSay((SUBJECT, OTHER)), {"account": str(mine.id)}
        await transaction.papers.keep(
            new_paper(world.node.new_id(), PaperKind.RELATIVES, DECLARED, world.clock(), says, keys)
        )
    taken = await month.taken(await month.made())
    code, said = month.verified(taken, "--unsigned")
    assert (code, said["holds"]) == (0, True)
    [told] = json.loads((taken / ODDITIES).read_bytes())
    assert (told["kind"], told["facts"]["relation"]) == ("close_person", "relative")
    known = json.loads((taken / KNOWN).read_bytes())
    assert known["ties"] == [[str(mine.id), SUBJECT, "relative"]], "a relative nobody asked about is nobody's business"
    whole = {path.name: path.read_bytes() for path in taken.iterdir()}
    more = {**known, "ties": [*known["ties"], [str(mine.id), OTHER, "relative"]]}
    for name, data, words in (
        (ODDITIES, b"[]", "are not those of the list"),
        (KNOWN, json.dumps({**known, "ties": []}).encode(), "are not those of the list"),
        (KNOWN, json.dumps(more).encode(), "tells of more than the list"),
        (KNOWN, b"[]", "cannot be read"),
    ):
        for one, kept in whole.items():
            (taken / one).write_bytes(kept)
        named_again(taken, name, data)
        code, said = month.verified(taken, "--unsigned")
        assert (code, said["holds"]) == (1, False)
        assert words in said["says"]
