"""People who come later: the embedded authority gives keys to those who have none yet, while its services go on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from almasu.testing.people import DemoPerson
from almasu.testing.pki import plan
from almasu.testing.pki.algorithms import Algorithm
from almasu.testing.pki.container import store, write_private
from almasu.testing.pki.folder import Entry, Holder, Index, Pki, serial_of
from almasu.testing.pki.issuing import issue
from almasu.testing.pki.keys import SigningKey, generate


def enrol(pki: Pki, people: Iterable[DemoPerson], at: datetime) -> Pki:
    """Give a GOST key to each of the people who has none, and return the authority opened anew.

    The index names them only when all their files are there. One process enrols at a time.
    """
    issuer = pki.key(plan.issuer_of(Algorithm.GOST))
    made = [_key(pki, person, issuer, at) for person in people if f"{person.iin}-gost" not in pki.entries]
    if not made:
        return pki
    entries = (*pki.entries.values(), *made)
    index = Index("almasu-pki", 1, pki.created, pki.address, entries)
    write_private(pki.directory / "pki.json", msgspec.json.format(msgspec.json.encode(index)))
    return Pki.load(pki.directory)


def _key(pki: Pki, person: DemoPerson, issuer: SigningKey, at: datetime) -> Entry:
    ((extra, family), *_) = plan.person_keys(person, ())
    profile = plan.person_profile(person, extra, family, at, plan.Addresses(pki.address))
    key = issue(profile, generate(family), issuer)
    (pki.directory / "cert" / f"{key.label}.cer").write_bytes(key.certificate)
    store(pki.directory / "keys", key, person.pin, person=True)
    serial = serial_of(key.certificate)
    return Entry(key.label, Holder.PERSON, family, issuer.label, serial, person.iin, "AKKaztokenStore")
