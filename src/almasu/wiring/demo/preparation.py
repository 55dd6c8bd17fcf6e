"""Prepare a demo's folder: vault, authority, database, accounts, settings. What is there already stays as it is."""

from __future__ import annotations

import asyncio
import secrets
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from almasu.kernel.journal.keys import keys_of
from almasu.kernel.journal.note import VerifierKey, key_lines
from almasu.kernel.parties.account import Account, AccountState, Person, Role
from almasu.kernel.sealing.vault import Secret
from almasu.store.database import Database
from almasu.store.migrate import migrate
from almasu.store.node import NodeStore
from almasu.store.provision import provision
from almasu.store.sealer import Sealer
from almasu.store.vault import FileVault
from almasu.testing.interstate.bodies import INTERSTATE, STATES
from almasu.testing.people import PEOPLE, REVENUE_BIN, DemoPerson
from almasu.testing.pki.enrolling import enrol
from almasu.testing.provision.bodies import PROVISION
from almasu.wiring.demo.plan import HOST, SHEET, DemoPlan
from almasu.wiring.interstate import ZONE as INTERSTATE_ZONE
from almasu.wiring.pki import made_or_opened
from almasu.wiring.provision import ZONE as PROVISION_ZONE
from almasu.wiring.running import now
from almasu.wiring.sector import ZONE
from almasu.wiring.settings import OwnerSettings, QuotaSettings, Settings, WitnessSettings, write_settings
from almasu.wiring.trust import keep_trust

NODE = "node.toml"
SECTOR_FOLDER = "sector"
PROVISION_FOLDER = "provision"
WITNESS = "almasu/demo/prosecutor"
OWNERS = (OwnerSettings(bin=REVENUE_BIN, resources=(25, 28, 29, 30)),)
"""Annex 2 names the State Revenue Committee as the owner of these."""
QUOTAS = (QuotaSettings(resource=25, per_day=5_000), QuotaSettings(resource=28, per_day=1_000))
LISTS = ("nca_gost", "nca_rsa", "nca_d_gost", "nca_d_rsa")
ROOT_LISTS = ("root_gost", "root_rsa")


def prepare(data: Path, plan: DemoPlan, server_url: str, database: str) -> Path:
    """Make everything the parts of a demo need and return the settings file of its node."""
    vault = FileVault.create(data / "vault")
    services = f"http://{HOST}:{plan.pki}"
    pki = made_or_opened(data, now(), address=services)
    keep_trust(data / "trust", pki.roots(), pki.issuers())
    url = provision(server_url, database, vault.secret(Secret.DATABASE).hex())
    migrate(url)
    asyncio.run(register_people(url, vault))
    witness = WitnessSettings(vkey=witness_key(data / "witness"), url=f"http://{HOST}:{plan.witness}")
    settings = Settings(
        data=data,
        database_url=url,
        trust="embedded",
        trust_roots=data / "trust",
        ocsp_url=f"{services}/ocsp/",
        crl_urls=tuple(f"{services}/crl/{name}.crl" for name in LISTS),
        root_crl_urls=tuple(f"{services}/crl/{name}.crl" for name in ROOT_LISTS),
        tsp_url=f"{services}/tsp/",
        inner_ranges=(f"{HOST}/32",),
        sms_host=HOST,
        sms_port=plan.smpp,
        registers=data / "registers" / SHEET,
        witnesses=(witness,),
        witnesses_needed=1,
        owners=OWNERS,
        quotas=QUOTAS,
        host=HOST,
        port=plan.portal,
        ncalayer=(f"ws://{HOST}:{plan.emulator}",),
    )
    secrets_of_logs = [vault.journal_secret(number) for number in range(1, vault.journal_generations() + 1)]
    introduce(data / "witness" / "logs", [keys_of(settings.origin, one).head.key for one in secrets_of_logs])
    apart = [keys_of(settings.supervision_origin, one).head.key for one in secrets_of_logs]
    introduce(data / "witness" / "logs" / "apart", apart)
    make_sector_vault(data, f"almasu/{ZONE}/{settings.node}")
    introduce_vault(
        data, data / PROVISION_FOLDER / "vault", f"almasu/{PROVISION_ZONE}/{settings.node}", "provision.vkey"
    )
    for state in STATES:
        origin, file = f"almasu/{INTERSTATE_ZONE}/{state.lower()}", f"{state.lower()}.vkey"
        introduce_vault(data, folder_of_state(data, state) / "vault", origin, file)
    # The emulator and the witness read keys when they start: those of a node that starts later are there by then.
    enrol(pki, (*PROVISION, *INTERSTATE), now())
    return write_settings(settings, data / NODE)


def folder_of_state(data: Path, state: str) -> Path:
    """Return the folder of the node of a state."""
    return data / "states" / state.lower()


def make_sector_vault(data: Path, origin: str) -> None:
    """Make the vault of the sector's node where there is none, and let the witness trust its logs from its start."""
    introduce_vault(data, data / SECTOR_FOLDER / "vault", origin, "sector.vkey")


def introduce_vault(data: Path, place: Path, origin: str, file: str) -> None:
    """Make the vault of a zone's node where there is none, and let the witness trust its logs from its start."""
    vault = FileVault.create(place)
    for folder, log in (
        (data / "witness" / "logs", origin),
        (data / "witness" / "logs" / "apart", f"{origin}/supervision"),
    ):
        secrets_of_log = [vault.journal_secret(number) for number in range(1, vault.journal_generations() + 1)]
        introduce(folder, [keys_of(log, one).head.key for one in secrets_of_log], file)


def witness_key(folder: Path) -> str:
    """Return the public key of the demo's witness, a process of its own, which makes it when it is new."""
    command = [sys.executable, "-m", "almasu", "witness", "--data", str(folder), "--name", WITNESS, "--key-only"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def introduce(folder: Path, log_keys: Iterable[VerifierKey], file: str = "node.vkey") -> None:
    """Let the witness trust a log: a witness believes only keys it was given."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / file).write_text(key_lines(log_keys), encoding="utf-8")


async def register_people(url: str, vault: FileVault) -> None:
    """Register the officials of the demo; those who are registered already stay as they are."""
    database = await Database.open(url, 2)
    try:
        store = NodeStore(database, Sealer(vault, secrets.token_bytes))
        async with store.transaction() as transaction:
            for person in PEOPLE:
                if await transaction.accounts.with_iin(person.iin) is None:
                    await transaction.accounts.register(account_of(person), now())
    finally:
        await database.close()


def account_of(person: DemoPerson) -> Account:
    """Return the registration of a demo official: the consent is still to be signed at first entry."""
    return Account(
        id=uuid5(NAMESPACE_URL, f"almasu-demo:{person.iin}"),
        person=Person(
            iin=person.iin,
            surname=person.surname,
            given_name=person.given_name,
            patronymic=person.patronymic,
            position=person.position,
            phone=person.phone,
        ),
        role=Role(person.role),
        body_bin=person.body_bin,
        state=AccountState.REGISTERED,
        consent_version="",
        consent_signed_at=None,
        failed_codes=0,
    )
