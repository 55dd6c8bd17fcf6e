"""The made-up market is what a sector is: 20 banks and 200 organisations that ASOI would let in."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from almasu.actions.sector.join import account_of
from almasu.kernel.sector.joining import profile_of, worker_of
from almasu.kernel.sector.parties import OrganisationKind
from almasu.kernel.subjects.identity_number import passes_check
from almasu.regimes.asoi.loader import read_catalogue
from almasu.testing.people import EVERYBODY
from almasu.testing.sector.market import BANKS, OTHERS, market
from almasu.wiring.sector import SHEETS, sector_sheets

WHOLE = market(2026)


def test_it_is_the_same_for_a_seed_and_another_for_another() -> None:
    assert market(2026) == WHOLE
    assert {one.bin for one in market(7)} != {one.bin for one in WHOLE}
    assert market(2026, 3, 2) == (*WHOLE[:3], *WHOLE[BANKS : BANKS + 2]), "a smaller one is the beginning"


def test_every_number_name_and_address_is_its_own_and_passes_its_check() -> None:
    people = [person for one in WHOLE for person in (one.worker, one.head)]
    assert len(WHOLE) == BANKS + OTHERS == len({one.bin for one in WHOLE})
    assert len({one.name.ru for one in WHOLE}) == len({one.email for one in WHOLE}) == len(WHOLE)
    known = {person.iin for person in EVERYBODY}
    assert len({person.iin for person in people} - known) == len({person.phone for person in people}) == 2 * len(WHOLE)
    assert all(passes_check(one.bin) for one in WHOLE)
    assert all(passes_check(person.iin) for person in people)


def test_every_kind_that_duties_tell_apart_is_there() -> None:
    kinds = Counter(one.kind for one in WHOLE)
    assert kinds[OrganisationKind.BANK] + kinds[OrganisationKind.NON_RESIDENT_BRANCH] == BANKS
    assert min(kinds.values()) >= 2
    assert set(kinds) == set(OrganisationKind)


def test_all_that_clauses_5_and_6_ask_for_is_told_of_everybody() -> None:
    sheets = sector_sheets()
    catalogue = read_catalogue(*(sheets[name] for name in SHEETS))
    joined: dict[str, object] = {}
    for one in WHOLE:
        profile, wrong = profile_of(catalogue, one.profile, joined)
        assert not wrong, one
        assert profile is not None
        joined[profile.bin] = profile
        for person in (one.worker, one.head):
            worker, wrong = worker_of(catalogue, one.user(person), joined)
            assert not wrong, person
            assert worker is not None
            assert account_of(worker, UUID(int=1)).role.value == person.role
