"""The settings of a node: one frozen value, read once, from a TOML file and then the environment.

A key of the file is overridden by the variable `ALMASU_` plus its name in capitals. Unknown keys are refused: a
misspelt safeguard must not be silently off. Keys are never settings, they live in the vault; a database URL may carry a
password, so the file is written for its owner only.
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Mapping
from datetime import date
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec

from almasu.kernel.interchange.incoming import SourceKind
from almasu.kernel.requests.bundle import MOST_READ
from almasu.kernel.sealing.vault import NodeVault
from almasu.law.problem import ProblemKind
from almasu.law.text import Text
from almasu.wiring.vaults import KeyTokenSettings, open_vault

Shape = TypeVar("Shape", bound=msgspec.Struct)

PREFIX = "ALMASU_"
PASSWORD = re.compile(r"password\s*=\s*(?:'(?:[^'\\]|\\.)*'|\S+)|(?<=://)([^:/@\s]*):[^@\s]+(?=@)")
"""The password in a connection's words (which may be quoted) and in its URL (whose user may be empty)."""

UNREADABLE = ProblemKind(
    "settings.unreadable",
    500,
    Text(
        kk="Баптау файлы оқылмады: {because}",
        ru="Файл настроек не читается: {because}",
        en="The settings cannot be read: {because}",
    ),
    Text(
        kk="Аталған кілтті түзетіңіз; барлық кілттер docs/reference/settings.md бетінде.",
        ru="Исправьте названный ключ; все ключи описаны в docs/reference/settings.md.",
        en="Mend the named key; all keys are described in docs/reference/settings.md.",
    ),
)


class WitnessSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One witness: its verifier key (C2SP vkey) and the address of its add-checkpoint service."""

    vkey: str
    url: str


class OwnerSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One owner: the BIN of the body and the numbers of its resources."""

    bin: Annotated[str, msgspec.Meta(pattern="^[0-9]{12}$")]
    resources: tuple[Annotated[int, msgspec.Meta(ge=1, le=52)], ...]


class SourceSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What others publish: our name for it, its address, for which organisation it is read (a BIN, empty: the centre).

    `kind` tells what is at the address: a collection of `taxii` or a feed of `misp` (a folder that ends with a slash),
    the `provider-metadata.json` of a `csaf` provider, the list of `kev` or `epss`. `account` is a file with our account
    there, for its owner's eyes only: `name:password`, or a key as `Authorization` has it.
    """

    name: str
    url: str
    organisation: str = ""
    account: Path | None = None
    kind: SourceKind = SourceKind.TAXII


class QuotaSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The quota of one resource: requests accepted from midnight to midnight in Astana."""

    resource: Annotated[int, msgspec.Meta(ge=1, le=52)]
    per_day: Annotated[int, msgspec.Meta(ge=0)]


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Everything a node is told from outside."""

    data: Path
    """Folder of the node: vault, tiles, logs."""
    key_token: KeyTokenSettings | None = None
    """The token (PKCS #11) that keeps the keys in production; left out: they are files in the vault."""
    database_url: str
    """PostgreSQL of the node."""
    zone: str = "restricted"
    """Security zone; part of every signed act's audience."""
    state: Annotated[str, msgspec.Meta(pattern="^([A-Z]{2}|[a-z]+(-[a-z]+)+)$")] = "KZ"
    """The state whose bodies work at a node of the exchange between states (ISO 3166-1), or a body of the CIS by id."""
    node: str = "demo"
    """Name of the node; with the zone it is the audience and the origin of the log."""
    trust: str = "embedded"
    """Trust profile: embedded, test or prod. Profiles are never mixed."""
    trust_roots: Path | None = None
    """Folder with the pinned roots and issuing certificates of the profile."""
    ocsp_url: str = ""
    """The OCSP responder that is asked; addresses inside certificates are never followed."""
    crl_urls: tuple[str, ...] = ()
    """Base and delta lists of the issuing authorities, for when the responder is silent."""
    root_crl_urls: tuple[str, ...] = ()
    """Lists of the roots, about the issuing authorities."""
    inner_ranges: tuple[str, ...] = ()
    """Private or loopback ranges that configured addresses may lie in; everything else private is refused."""
    tsp_url: str = ""
    """The time-stamping authority that stamps checkpoints."""
    sms_host: str = "127.0.0.1"
    """SMPP gateway of the carrier."""
    sms_port: int = 2775
    """Its port."""
    sms_system_id: str = "almasu"
    """Our name at the gateway; the password lies in `secrets/sms` of the data folder."""
    registers: Path | None = None
    """The file that says where each register is and how it is spoken to."""
    witnesses: tuple[WitnessSettings, ...] = ()
    """The witnesses asked to co-sign checkpoints."""
    witnesses_needed: Annotated[int, msgspec.Meta(ge=0)] = 0
    """How many co-signatures make a checkpoint whole."""
    witness_silence: Annotated[float, msgspec.Meta(ge=90)] = 300.0
    """How many seconds a witness may go without co-signing before it counts as silent; heads are shown each minute."""
    supervision_witnesses: tuple[WitnessSettings, ...] = ()
    """Who co-signs the log of supervision in place of `witnesses`, each of them: the prosecutor's own, so that nobody
    else sees how it grows. Empty: the witnesses of the journal co-sign it too."""
    owners: tuple[OwnerSettings, ...] = ()
    """Which resources of annex 2 each owner sees the uses of."""
    quotas: tuple[QuotaSettings, ...] = ()
    """How many requests a day may ask a resource; a resource that is not named has no quota."""
    host: str = "127.0.0.1"
    """Address the portal listens on."""
    port: Annotated[int, msgspec.Meta(ge=1, le=65535)] = 8443
    """Port of the portal."""
    most_connections: Annotated[int, msgspec.Meta(ge=16, le=100_000)] = 400
    """Connections that one process of the portal answers at once. It needs twice as many descriptors (`ulimit -n`)."""
    most_of_one_sender: Annotated[int, msgspec.Meta(ge=1, le=100_000)] = 200
    """Of these, connections of one address (IPv6: of its /64); this machine's own count for no address. For a reverse
    proxy elsewhere, through which everybody comes, as many as `most_connections`."""
    tls: bool = False
    """Whether the portal is reached over TLS (cookies are then Secure and HSTS is sent)."""
    metrics_to: tuple[str, ...] = ("127.0.0.0/8", "::1/128")
    """Addresses or ranges of the monitoring that may ask `/metrics`, directly and not through a proxy."""
    supervision_log_to: tuple[str, ...] = ("127.0.0.0/8", "::1/128")
    """Addresses or ranges that may read the log of supervision over HTTP: how it grows tells that somebody looks."""
    channel: tuple[str, ...] = ()
    """Ranges of the protected channel: pages and API serve nobody else (SIO22-A3.6). Empty: the network sees to it."""
    ncalayer: tuple[str, ...] = ("wss://127.0.0.1:13579/",)
    """Where a browser finds NCALayer, in order of trying."""
    start_2025: date = date(2025, 12, 15)
    """Day on which the edition of 2025 took effect (ten days after publication: a setting until it is confirmed)."""
    workplace_sheet: Path | None = None
    """Conditions of a workplace (annex 4 of Rules No. 21) in place of the stand-in; see how-to/replace-an-annex."""
    application_sheet: Path | None = None
    """Form of the application for access (annex 5 of Rules No. 21) in place of the stand-in."""
    consent_sheet: Path | None = None
    """Terms of the consent (annex 6 of Rules No. 21) in place of the stand-in; a new version is signed anew."""
    emergency_sheet: Path | None = None
    """Form of the journal of emergencies (annex 7 of Rules No. 21) in place of the stand-in."""
    dismissal_sheet: Path | None = None
    """Measures on dismissal or suspension (clause 15 of Rules No. 21) in place of the stand-in."""
    organisations_sheet: Path | None = None
    """Directory of the organisations whose workers apply for access, in place of the sample; the shape is its own."""
    webauthn_host: str = "localhost"
    """Host of the portal as browsers know it: authenticators are bound to it and to no other (never an address)."""
    webauthn_origins: tuple[str, ...] = ()
    """Addresses of the portal as browsers show them; empty: made of host, port and `tls`."""
    strict_carrier: bool = True
    """Whether keys kept in a file are refused (SIO22-A3.0; absence of the mark only warns)."""
    most_subjects: Annotated[int, msgspec.Meta(ge=1, le=MOST_READ)] = 10
    """How many subjects one request may name, each with its own justification (SIO25-18, SIO25-3.1; house)."""
    copy_hours: Annotated[int, msgspec.Meta(ge=1, le=72)] = 8
    """Hours in which a copy on a local device is destroyed and confirmed so; overdue ones block new (SIO25-19.1)."""
    most_copies_out: Annotated[int, msgspec.Meta(ge=1, le=100)] = 10
    """Copies that one officer may hold at a time (SIO25-18, SIO25-19.1; house)."""
    backup_days: Annotated[int, msgspec.Meta(ge=0, le=3650)] = 35
    """Days for which backups of the vault are kept: an act of destruction names the last one's end (SIO25-19.2)."""
    countersignature_days: Annotated[int, msgspec.Meta(ge=1, le=30)] = 3
    """Days in which the head may sign a request about somebody near, and it may then be sent (SIO25-3.1; house)."""
    intake_url: str = ""
    """Where modules send their signals, as they reach it; written into the configuration that a module is given."""
    sources: tuple[SourceSettings, ...] = ()
    """What others publish and the worker of the sector's node fetches."""
    pull_minutes: Annotated[int, msgspec.Meta(ge=1, le=1440)] = 60
    """How many minutes pass between two readings of a source."""
    notice_origins: tuple[str, ...] = ()
    """Origins that webhooks may lead to: scheme, host and port; a webhook elsewhere is registered and never called."""
    smtp_host: str = ""
    """The server that letters with notices are handed to; empty: none are sent."""
    smtp_port: Annotated[int, msgspec.Meta(ge=1, le=65535)] = 587
    """Its port; 465 speaks TLS from the beginning, any other begins it by STARTTLS."""
    smtp_user: str = ""
    """Our name at the server; the password lies in `secrets/smtp` of the data folder."""
    smtp_sender: str = ""
    """The address that letters are from."""
    smtp_authority: Path | None = None
    """Who issued the certificate of the server, in PEM; left out: the authorities of the system."""
    peers_host: str = "127.0.0.1"
    """Address the door for nodes of other states listens on."""
    peers_port: Annotated[int, msgspec.Meta(ge=1, le=65535)] = 9543
    """Port of this door."""
    peers_certificate: Path = Path()
    """The TLS certificate of this node's card, in PEM: shown at the door, and to other nodes' doors."""
    peers_key: Path = Path()
    """Its key, in PEM, for its owner's eyes only."""
    known_subjects: Path | None = None
    """A folder with a file for each body, `kz-knb.txt`: a key in each line, whom it may be asked about blindly."""
    peers_origins: tuple[str, ...] = ()
    """Origins of other nodes' doors that messages may go to: https, host and port; a card alone opens no way out."""
    state_network: tuple[str, ...] = ()
    """Ranges of the state network (ETS GO): a channel whose address lies elsewhere is none of it (FMA-2.5)."""
    public_resolver: str = ""
    """A name server of the Internet, `host:port`: what it knows is no name of the state network."""
    outside_probe: str = ""
    """The address of a service on the Internet that tries to reach a place and says whether it did."""
    outside_places: tuple[str, ...] = ()
    """Places of the Internet, `host:port`, that nobody inside of the state network should reach."""
    workplace_port: Annotated[int, msgspec.Meta(ge=1, le=65535)] = 8444
    """Port of the gateway to workplaces of state bodies; it listens on `host`."""
    workplace_address: str = ""
    """Its address as browsers reach it, scheme, host and port; another host name than the portal's, which another port
    does not make up for; empty: nobody sits down."""
    interactive_seconds: Annotated[float, msgspec.Meta(gt=0, le=25)] = 2.6
    """How long the first round of asking waits for the slowest register."""

    def __post_init__(self) -> None:
        """Refuse what is no address where addresses are listed; ValueError names it."""
        for one in (*self.metrics_to, *self.supervision_log_to, *self.channel, *self.state_network):
            ip_network(one)

    def open_vault(self) -> NodeVault:
        """Open the node's vault; Problem where its token cannot serve, Fault where a key is missing."""
        return open_vault(self.data / "vault", self.key_token)

    @property
    def portal_origins(self) -> tuple[str, ...]:
        """Return the addresses of the portal as browsers show them, which an authenticator's answer must name."""
        scheme = "https" if self.tls else "http"
        return self.webauthn_origins or (f"{scheme}://{self.webauthn_host}:{self.port}",)

    @property
    def audience(self) -> str:
        """Return "zone/node": what every signed act names."""
        return f"{self.zone}/{self.node}"

    @property
    def origin(self) -> str:
        """Return the identity of the node's log (C2SP tlog-checkpoint); it never changes."""
        return f"almasu/{self.audience}"

    @property
    def supervision_origin(self) -> str:
        """Return the identity of the node's log of supervision; it never changes."""
        return f"{self.origin}/supervision"


def read_settings(path: Path, environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings of a file with the environment over them; Problem `settings.unreadable` otherwise."""
    return read_as(Settings, path, environment)


def read_as(shape: type[Shape], path: Path, environment: Mapping[str, str] = os.environ) -> Shape:
    """Return the settings of one process, whatever they are; Problem `settings.unreadable` otherwise."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
        for field in msgspec.structs.fields(shape):
            given = environment.get(PREFIX + field.name.upper())
            if given is not None:
                values[field.name] = given if field.type is str else _given(given)
        return msgspec.convert(values, shape, strict=False, dec_hook=_path)
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as wrong:
        raise UNREADABLE.at(str(path), because=str(wrong)) from wrong


def _given(text: str) -> object:
    """Return a value from the environment: TOML where it is (a list, a number), else the text as it stands."""
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def origin_of(name: str, path: Path, environment: Mapping[str, str] = os.environ) -> str:
    """Return where a setting's value came from: the environment, the file, or the default."""
    if PREFIX + name.upper() in environment:
        return PREFIX + name.upper()
    return str(path) if name in tomllib.loads(path.read_text(encoding="utf-8")) else "default"


def _path(kind: type, value: object) -> object:
    """Return a path that a setting names."""
    if kind is Path and isinstance(value, str):
        return Path(value)
    raise msgspec.ValidationError(f"{value!r} is no {kind.__name__}")


def shown(value: object) -> str:
    """Return a setting's value as it may be shown: the password of a database is left out."""
    return PASSWORD.sub(r"\1 (password not shown)", str(value))


def write_settings(settings: msgspec.Struct, path: Path) -> Path:
    """Write settings that differ from the defaults to a file only its owner can read, and return its path."""
    lines = []
    for field in msgspec.structs.fields(type(settings)):
        value = getattr(settings, field.name)
        if value != field.default:
            lines.append(f"{field.name} = {_toml(value)}")
    draft = path.with_suffix(".new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    draft.replace(path)
    return path


def _toml(value: object) -> str:
    """Return a value as TOML: JSON strings and arrays of them are TOML, structures become inline tables.

    TOML has no null: a member of a structure that is None is left out.
    """
    if isinstance(value, tuple):
        return f"[{', '.join(_toml(one) for one in value)}]"
    if isinstance(value, msgspec.Struct):
        members = msgspec.structs.asdict(value).items()
        return "{ " + ", ".join(f"{name} = {_toml(one)}" for name, one in members if one is not None) + " }"
    return json.dumps(value if isinstance(value, bool | int | float) else str(value), ensure_ascii=False)
