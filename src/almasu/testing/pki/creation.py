"""Making a whole embedded authority: two families of authorities, their services, systems and people, in about 2 s."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from almasu.testing.people import EXTRA_KEYS, Carrier, DemoPerson, ExtraKey, KeyState
from almasu.testing.pki import plan
from almasu.testing.pki.algorithms import Algorithm
from almasu.testing.pki.container import store, write_private
from almasu.testing.pki.folder import EMBEDDED, Entry, Holder, Index, Pki, only_embedded, serial_of
from almasu.testing.pki.issuing import Profile, issue
from almasu.testing.pki.keys import Secret, SigningKey, generate
from almasu.testing.pki.standing import Change, Event, Reason

DEFAULT_ADDRESS = "http://127.0.0.1:13590"
_AUTHORITY_BITS = 3072


def create_pki(
    directory: Path,
    people: Iterable[DemoPerson],
    at: datetime,
    *,
    address: str = DEFAULT_ADDRESS,
    extras: Iterable[ExtraKey] = EXTRA_KEYS,
    profile: str = EMBEDDED,
) -> Pki:
    """Make a new authority in the folder, which must not exist yet or be empty, and return it opened.

    `at` is the moment of opening; `address` is written into certificates as the place of the services. The folder
    appears whole or not at all. FileExistsError where the folder already holds something,
    Problem `pki.profile` where the zone's trust profile is not the embedded one.
    """
    only_embedded(profile)
    if directory.exists() and any(directory.iterdir()):
        raise FileExistsError(directory)
    beside = directory.with_name(f".{directory.name}.{secrets.token_hex(4)}")
    for part in ("cert", "keys"):
        (beside / part).mkdir(parents=True, mode=0o700)
    try:
        with ThreadPoolExecutor(2) as pool:
            _Making(beside, at, plan.Addresses(address), pool).everything(tuple(people), tuple(extras))
        if directory.exists():
            directory.rmdir()
        beside.rename(directory)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    return Pki.load(directory)


@dataclass(slots=True)
class _Making:
    """The work of one creation. RSA keys are found by the pool's threads while the rest goes on."""

    directory: Path
    at: datetime
    addresses: plan.Addresses
    pool: ThreadPoolExecutor
    service_pin: str = field(default_factory=lambda: secrets.token_hex(32), repr=False)
    entries: list[Entry] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    writes: list[Future[Path]] = field(default_factory=list)

    def everything(self, people: tuple[DemoPerson, ...], extras: tuple[ExtraKey, ...]) -> None:
        """Make and write all keys, certificates and the index."""
        planned = [(one, extra, family) for one in people for extra, family in plan.person_keys(one, extras)]
        keys_of_people = [self._fresh(family) for _, _, family in planned]
        issuers = {family: self._authorities(family) for family in plan.FAMILIES}
        for system in plan.SYSTEMS:
            issuer = issuers[Algorithm.GOST if system.algorithm is Algorithm.GOST else Algorithm.RSA]
            profile = plan.system_profile(system, self.at, self.addresses)
            self._keep(issue(profile, self._fresh(system.algorithm).result(), issuer), Holder.SYSTEM)
        for (person, extra, family), secret in zip(planned, keys_of_people, strict=True):
            profile = plan.person_profile(person, extra, family, self.at, self.addresses)
            self._person(issue(profile, secret.result(), issuers[family]), person, extra, family)
        for write in self.writes:
            write.result()
        self._index()

    def _authorities(self, family: Algorithm) -> SigningKey:
        root = self._made(plan.root_profile(family, self.at), family, None, Holder.AUTHORITY)
        issuer = self._made(plan.issuer_profile(family, self.at, self.addresses), family, root, Holder.AUTHORITY)
        for profile in plan.service_profiles(family, self.at, self.addresses):
            self._made(profile, family, issuer, Holder.SERVICE)
        return issuer

    def _made(self, profile: Profile, family: Algorithm, issuer: SigningKey | None, holder: Holder) -> SigningKey:
        bits = _AUTHORITY_BITS if holder is Holder.AUTHORITY else 2048
        key = issue(profile, self._fresh(family, bits).result(), issuer)
        self._keep(key, holder)
        return key

    def _fresh(self, family: Algorithm, bits: int = 2048) -> Future[Secret]:
        return self.pool.submit(generate, family, bits)

    def _keep(self, key: SigningKey, holder: Holder) -> None:
        (self.directory / "cert" / f"{key.label}.cer").write_bytes(key.certificate)
        self.writes.append(self.pool.submit(store, self.directory / "keys", key, self.service_pin, person=False))
        self.entries.append(self._entry(key, holder))

    def _person(self, key: SigningKey, person: DemoPerson, extra: ExtraKey, family: Algorithm) -> None:
        (self.directory / "cert" / f"{key.label}.cer").write_bytes(key.certificate)
        self.writes.append(self.pool.submit(store, self.directory / "keys", key, person.pin, person=True))
        storage = "AKKaztokenStore" if extra.carrier is Carrier.TOKEN else "PKCS12"
        entry = msgspec.structs.replace(self._entry(key, Holder.PERSON), iin=person.iin, storage=storage)
        self.entries.append(entry)
        self._withdraw(entry, extra.state)

    def _withdraw(self, entry: Entry, state: KeyState) -> None:
        # Two days earlier, so that the first base list already names them.
        since = self.at - timedelta(days=2)
        match state:
            case KeyState.REVOKED:
                self.events.append(Event(entry.issuer, entry.serial, Change.REVOKED, since, Reason.KEY_COMPROMISE))
            case KeyState.HELD:
                self.events.append(Event(entry.issuer, entry.serial, Change.HELD, since, Reason.HOLD))
            case KeyState.VALID | KeyState.EXPIRED:
                pass

    def _entry(self, key: SigningKey, holder: Holder) -> Entry:
        issuer = key.label if not key.chain else self._label_of(key.chain[0])
        return Entry(key.label, holder, key.algorithm, issuer, serial_of(key.certificate))

    def _label_of(self, certificate: bytes) -> str:
        return next(
            one.label
            for one in self.entries
            if (self.directory / "cert" / f"{one.label}.cer").read_bytes() == certificate
        )

    def _index(self) -> None:
        write_private(self.directory / "service.pin", self.service_pin.encode())
        write_private(self.directory / "standing.json", msgspec.json.encode(self.events))
        index = Index("almasu-pki", 1, self.at, self.addresses.base, tuple(self.entries))
        write_private(self.directory / "pki.json", msgspec.json.format(msgspec.json.encode(index)))
