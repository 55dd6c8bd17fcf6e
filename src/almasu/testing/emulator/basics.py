"""The module kz.gov.pki.knca.basics: one method, sign, with named arguments."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from almasu.testing.emulator import envelopes
from almasu.testing.emulator.choice import Blocked, Chosen, Person, Question
from almasu.testing.emulator.envelopes import Call, Json, Reply, Version
from almasu.testing.emulator.keyring import STORAGES, Key, Keyring, Wanted
from almasu.testing.emulator.signing import Manner, Signing
from almasu.testing.emulator.xmlsignature import BadXml, sign_xml

_MOST_DOCUMENTS = 100
_LONGEST_LOGO = 50_000
_LOCALES = ("ru", "kk", "en")


class _BadArguments(Exception):
    """The arguments have a wrong shape: an error of the caller's program."""


class _BadParameters(Exception):
    """The arguments have the right shape and a value that cannot be used."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request to sign, read and checked."""

    format: str
    documents: tuple[str, ...]
    many: bool
    contents: tuple[bytes, ...]
    manner: Manner
    output_certificate: bool
    allow_expired: bool
    allow_revoked: bool
    wanted: Wanted
    locale: str


class Basics:
    """Answers calls of the module for one site."""

    def __init__(
        self, keyring: Keyring, person: Person, signing: Signing, version: Version, now: Callable[[], datetime]
    ) -> None:
        self._keyring = keyring
        self._person = person
        self._signing = signing
        self._version = version
        self._now = now

    async def answer(self, call: Call, origin: str) -> Reply:
        """Return the reply to one call."""
        if call.method != "sign":
            return _invocation(f"java.lang.NoSuchMethodException: {call.method}")
        try:
            asked = read(call.args)
            chosen = await self._person.choose(self._question(asked, origin))
            return envelopes.basics_cancelled() if chosen is None else self._signed(asked, chosen)
        except _BadArguments as error:
            return _invocation(f"org.json.JSONException: {error}")
        except _BadParameters as error:
            return envelopes.basics_failure("INVALID_SIGNING_PARAMS", "Invalid signing parameters.", str(error))
        except Blocked:
            return _refused("The key is blocked: the PIN was wrong too many times.")
        except BadXml as error:
            return _refused(str(error))

    def _question(self, asked: Asked, origin: str) -> Question:
        return Question(
            origin=origin,
            purpose=asked.format,
            locale=asked.locale,
            contents=asked.contents,
            keys=self._keyring.selectable(asked.wanted),
        )

    def _signed(self, asked: Asked, chosen: Chosen) -> Reply:
        refusal = self._unfit(chosen.key, asked)
        if refusal:
            return _refused(refusal)
        signatures: list[Json] = [
            self._one(asked, chosen, document, content)
            for document, content in zip(asked.documents, asked.contents, strict=True)
        ]
        if asked.output_certificate:
            return envelopes.basics_result({"signatures": signatures, "certificate": _pem(chosen.key.certificate)})
        bare = self._version is Version.OLD and asked.format == "cms" and not asked.many
        return envelopes.basics_result(signatures[0] if bare else signatures)

    def _unfit(self, key: Key, asked: Asked) -> str:
        if key.is_expired(self._now()) and not asked.allow_expired:
            return "The certificate is outside its term."
        if self._keyring.is_withdrawn(key, self._now()) and not asked.allow_revoked:
            return "The certificate is revoked."
        return ""

    def _one(self, asked: Asked, chosen: Chosen, document: str, content: bytes) -> str:
        if asked.format == "xml":
            return sign_xml(chosen.signing, document, spaced=False)
        if asked.format == "raw":
            return self._signing.raw(chosen.signing, content)
        return self._signing.cms_pem(chosen.signing, content, asked.manner)


def read(args: Json) -> Asked:
    """Return the request in the arguments of `sign`."""
    fields = _object(args, "args")
    signing, signer = (
        _object(fields.get("signingParams"), "signingParams"),
        _object(fields.get("signerParams", {}), "signerParams"),
    )
    form = _one_of(fields.get("format"), ("cms", "xml", "raw"), "format")
    documents, many = _documents(fields.get("data"))
    if len(str(fields.get("logo") or "")) > _LONGEST_LOGO:
        raise _BadParameters("logo is too long")
    decode = _flag(signing, "decode") and form != "xml"
    stamped = isinstance(signing.get("tsaProfile"), dict)
    return Asked(
        format=form,
        documents=documents,
        many=many,
        contents=tuple(_decoded(one) if decode else one.encode() for one in documents),
        manner=Manner(_flag(signing, "encapsulate", absent=True), _flag(signing, "digested"), stamped),
        output_certificate=_flag(signing, "outputCert"),
        allow_expired=_flag(signing, "allowExpired"),
        allow_revoked=_flag(signing, "allowRevoked"),
        wanted=_wanted(fields.get("allowedStorages"), signer),
        locale=_one_of(fields.get("locale") or "ru", _LOCALES, "locale"),
    )


def _wanted(storages: Json, signer: dict[str, Json]) -> Wanted:
    chain = signer.get("chain")
    return Wanted(
        storages=None
        if storages is None
        else tuple(_one_of(one, STORAGES, "storage") for one in _texts(storages, "allowedStorages")),
        usages=frozenset(_texts(signer.get("extKeyUsageOids") or [], "extKeyUsageOids")),
        iin=str(signer.get("iin") or ""),
        bin=str(signer.get("bin") or ""),
        serial=str(signer.get("serialNumber") or ""),
        chain=None if chain is None else tuple(_certificate(one) for one in _texts(chain, "chain")),
    )


def _documents(data: Json) -> tuple[tuple[str, ...], bool]:
    match data:
        case str():
            return (data,), False
        case list() if 0 < len(data) <= _MOST_DOCUMENTS:
            return tuple(_texts(data, "data")), True
        case _:
            raise _BadArguments('JSONObject["data"] is not a string.')


def _object(value: Json, name: str) -> dict[str, Json]:
    if not isinstance(value, dict):
        raise _BadArguments(f'JSONObject["{name}"] is not a JSONObject.')
    return value


def _texts(value: Json, name: str) -> list[str]:
    if not isinstance(value, list):
        raise _BadArguments(f'JSONObject["{name}"] is not a JSONArray.')
    texts = [one for one in value if isinstance(one, str)]
    if len(texts) != len(value):
        raise _BadArguments(f'JSONArray "{name}" holds what is not a string.')
    return texts


def _one_of(value: Json, allowed: tuple[str, ...], name: str) -> str:
    if not isinstance(value, str) or value not in allowed:
        raise _BadParameters(f"{name} is not one of {', '.join(allowed)}")
    return value


def _flag(fields: dict[str, Json], name: str, *, absent: bool = False) -> bool:
    value = fields.get(name)
    if value is None:
        return absent
    if value in (True, "true"):
        return True
    if value in (False, "false"):
        return False
    raise _BadArguments(f'JSONObject["{name}"] is not a Boolean.')


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except binascii.Error as error:
        raise _BadParameters("data is not base64") from error


def _certificate(text: str) -> bytes:
    body = "".join(line for line in text.splitlines() if "-----" not in line)
    return _decoded(body)


def _invocation(details: str) -> Reply:
    return envelopes.basics_failure("INVOCATION_ERROR", "An invoked method threw an exception.", details)


def _refused(details: str) -> Reply:
    return envelopes.basics_failure("SIGNING_FAILURE", "The signature was not made.", details)


def _pem(certificate: bytes) -> str:
    text = base64.b64encode(certificate).decode()
    lines = "\n".join(text[start : start + 64] for start in range(0, len(text), 64))
    return f"-----BEGIN CERTIFICATE-----\n{lines}\n-----END CERTIFICATE-----\n"
