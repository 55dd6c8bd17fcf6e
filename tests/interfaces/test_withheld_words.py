"""What the exchange says of an answer it withheld is a code; each reader reads its words in one language, their own."""

from __future__ import annotations

from types import SimpleNamespace
from uuid import UUID

import msgspec
import pytest

from actions.conftest import NOON, SUBJECT, form
from almasu.actions.copy_file import _rows
from almasu.interfaces.api.given import language_read
from almasu.interfaces.api.saying import answer_line
from almasu.interfaces.languages import language_accepted
from almasu.interfaces.portal.desk_of_node.showing import DECLINED, row_view
from almasu.interfaces.portal.offices_of_node.supervision.replay import _outcome
from almasu.kernel.answers import Refused
from almasu.kernel.evidence_pack.content import pack_bytes
from almasu.kernel.evidence_pack.report import report
from almasu.kernel.grounds.called import Called
from almasu.kernel.requests.draft import read_form
from almasu.kernel.requests.port import KeptAnswer
from almasu.kernel.requests.request import WITHHELD, QuestionRow, QuestionState, note_of
from almasu.kernel.requests.words import NOTES
from almasu.law.text import Language
from almasu.wiring.evidence import page_words
from almasu.wiring.sheets import read_resources
from kernel.evidence_pack.making import Making, changed

EXCHANGE = UUID(int=7)
WORDS = NOTES[WITHHELD]
OURS = Refused(WITHHELD, "", b"")
OURS_BEFORE = Refused(WITHHELD, "Жауап ашылмады. Ответ не открыт. The answer is withheld.", b"")
"""As it was kept when the words stood beside the code."""
THEIRS = Refused(WITHHELD, "Өзіміз бермейміз.", b"bytes of the owner")
RESOURCES = read_resources()


def kept(reply: Refused) -> KeptAnswer:
    return KeptAnswer(EXCHANGE, 1, QuestionState.REFUSED, NOON, reply, b"s" * 32)


def row(reply: Refused) -> QuestionRow:
    return QuestionRow(EXCHANGE, 1, QuestionState.REFUSED, 1, NOON, NOON, 0, note_of(reply), None, b"l" * 32)


@pytest.mark.parametrize("reply", [OURS, OURS_BEFORE])
def test_a_page_says_it_in_its_own_language_and_quotes_nothing(reply: Refused) -> None:
    shown = row_view(row(reply), RESOURCES[1], kept(reply), read_form(form(subject=SUBJECT)))
    assert (shown.why, shown.own_words) == (WORDS, "")


def test_a_page_quotes_what_an_owner_wrote() -> None:
    shown = row_view(row(THEIRS), RESOURCES[1], kept(THEIRS), read_form(form(subject=SUBJECT)))
    assert (shown.why, shown.own_words) == (DECLINED, THEIRS.words)


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", Language.KK),
        ("ru", Language.RU),
        ("EN-gb, ru;q=0.7", Language.EN),
        ("de, fr;q=0.9, ru-KZ;q=0.5", Language.RU),
        ("tlh", Language.KK),
        (f"{'de,' * 100}ru", Language.KK),
    ],
)
@pytest.mark.parametrize("reply", [OURS, OURS_BEFORE])
def test_a_program_reads_it_in_the_language_it_accepts(accepted: str, language: Language, reply: Refused) -> None:
    assert answer_line(kept(reply), RESOURCES[1], language_read(accepted)).words == WORDS.said_in(language)


def test_a_program_reads_what_an_owner_wrote_whatever_it_accepts() -> None:
    assert {answer_line(kept(THEIRS), RESOURCES[1], language).words for language in Language} == {THEIRS.words}
    assert language_accepted("nonsense") is None


def test_a_table_taken_along_says_it_beside_the_state() -> None:
    ((*_, meaning, state),) = _rows(kept(OURS), RESOURCES[1])
    assert meaning in (WORDS.kk, WORDS.ru, WORDS.en)
    assert state == "refused"


def test_the_prosecutor_reads_it_of_an_answer_the_officer_had_seen() -> None:
    picture = SimpleNamespace(seen={EXCHANGE}, unseen=set())
    shown = SimpleNamespace(seen=SimpleNamespace(picture=picture, gone=set()))
    (cell,) = _outcome(shown, row(OURS))  # type: ignore[arg-type]
    assert cell.text == WORDS  # type: ignore[union-attr]


@pytest.mark.parametrize("language", list(Language))
def test_the_document_of_a_pack_and_its_page_say_it_in_the_language_asked_for(language: Language) -> None:
    pack = Making().pack()
    first, *others = pack.body.answers
    entry = first.leaf.entry.replace('"outcome":"answered"', f'"note":"{WITHHELD}","outcome":"refused"')
    withheld = msgspec.structs.replace(first, leaf=msgspec.structs.replace(first.leaf, entry=entry))
    body = changed(pack, answers=(withheld, *others))
    told_of = msgspec.structs.replace(pack, body=body)
    told = report(pack_bytes(told_of), told_of, "кім", Called(), language)
    assert WORDS.said_in(language) in str(told["answers"])
    states = page_words()["states"]
    assert isinstance(states, dict)
    assert states[WITHHELD] == {"kk": WORDS.kk, "ru": WORDS.ru, "en": WORDS.en}
