"""Who vouches for the journal, and who for the log of supervision."""

from __future__ import annotations

from pathlib import Path

from almasu.kernel.journal.keys import from_seed
from almasu.kernel.journal.note import KeyKind
from almasu.wiring.journal import vouching_apart, vouching_of
from almasu.wiring.settings import Settings, WitnessSettings

KEYS = [from_seed(f"witness.example/{n}", KeyKind.COSIGNATURE, bytes([n]) * 32).key for n in range(3)]
ANYBODY, OTHER, PROSECUTOR = (WitnessSettings(key.text(), f"http://127.0.0.1:{n}") for n, key in enumerate(KEYS, 9001))


def settings(**change: object) -> Settings:
    values = {"data": Path(), "database_url": "", "witnesses": (ANYBODY, OTHER), "witnesses_needed": 1}
    return Settings(**{**values, **change})  # type: ignore[arg-type]


def test_the_prosecutors_witness_alone_vouches_for_the_log_of_supervision_and_is_needed() -> None:
    apart = vouching_apart(settings(supervision_witnesses=(PROSECUTOR,)))
    assert [witness.key for witness in apart.witnesses] == [KEYS[2]]
    assert (apart.met_by({KEYS[2]}), apart.met_by(set(KEYS[:2]))) == (True, False)
    main = vouching_of(settings(supervision_witnesses=(PROSECUTOR,)))
    assert [witness.key for witness in main.witnesses] == KEYS[:2]


def test_without_witnesses_of_its_own_those_of_the_journal_vouch_for_it() -> None:
    assert vouching_apart(settings()) == vouching_of(settings())
