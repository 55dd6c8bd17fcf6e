"""The module kz.gov.pki.knca.commonUtils: methods with positional arguments, kept for older sites."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Awaitable, Callable
from datetime import datetime

from almasu.testing.emulator import envelopes
from almasu.testing.emulator.choice import Blocked, Chosen, Person, Question
from almasu.testing.emulator.envelopes import Call, Json, Reply
from almasu.testing.emulator.keyring import HARDWARE, UNIFIED, Key, Keyring, Wanted
from almasu.testing.emulator.signing import Manner, Signing
from almasu.testing.emulator.xmlsignature import BadXml, sign_xml
from almasu.testing.pki import extensions as ext

# The Java types each method takes, by which a call with other types is refused.
_TYPES: dict[str, tuple[type, ...]] = {
    "getActiveTokens": (),
    "getKeyInfo": (str,),
    "createCAdESFromBase64": (str, str, str, bool),
    "createCMSSignatureFromBase64": (str, str, str, bool),
    "createCAdESFromBase64Hash": (str, str, str),
    "signXml": (str, str, str, str, str),
    "signXmls": (str, str, list, str, str),
    "changeLocale": (str,),
}
_LOCALES = {"ru": "ru", "en": "en", "kk": "kk", "kz": "kk"}


class _Refused(Exception):
    """The call cannot be done; the argument, if any, is the message."""


class CommonUtils:
    """Answers calls of the module for one site; the language chosen holds for that site's socket."""

    def __init__(self, keyring: Keyring, person: Person, signing: Signing, now: Callable[[], datetime]) -> None:
        self._keyring = keyring
        self._person = person
        self._signing = signing
        self._now = now
        self._locale = "ru"
        self._methods: dict[str, Callable[[list[Json], str], Awaitable[Reply]]] = {
            "getActiveTokens": self._tokens,
            "getKeyInfo": self._key_info,
            "createCAdESFromBase64": self._cades,
            "createCMSSignatureFromBase64": self._stamped,
            "createCAdESFromBase64Hash": self._hash,
            "signXml": self._xml,
            "signXmls": self._xmls,
            "changeLocale": self._change_locale,
        }

    async def answer(self, call: Call, origin: str) -> Reply:
        """Return the reply to one call, with its mark."""
        reply = await self._done(call, origin)
        return reply if call.uuid is None else {**reply, "uuid": call.uuid}

    async def _done(self, call: Call, origin: str) -> Reply:
        method = self._methods.get(call.method)
        if method is None:
            return envelopes.common_failure(f"java.lang.NoSuchMethodException: {call.method}")
        args = [] if call.args is None else call.args
        if not isinstance(args, list) or not _fits(args, _TYPES[call.method]):
            return envelopes.common_mismatch(call.method)
        try:
            return await method(args, origin)
        except _Refused as refusal:
            return envelopes.common_failure(*refusal.args)
        except Blocked:
            return envelopes.common_failure("storage.blocked")
        except BadXml as error:
            return envelopes.common_failure(str(error))

    async def _tokens(self, args: list[Json], origin: str) -> Reply:
        present = {key.storage for key in self._keyring.keys}
        return envelopes.common_result([one for one in HARDWARE if one in present])

    async def _change_locale(self, args: list[Json], origin: str) -> Reply:
        self._locale = _LOCALES.get(str(args[0]), self._locale)
        return envelopes.common_done()

    async def _key_info(self, args: list[Json], origin: str) -> Reply:
        chosen = await self._choose(str(args[0]), "", "key", (), origin)
        return envelopes.common_cancelled() if chosen is None else envelopes.common_result(_described(chosen.key))

    async def _cades(self, args: list[Json], origin: str) -> Reply:
        manner = Manner(attached=bool(args[3]), digested=False, stamped=False)
        return await self._cms(args, _decoded(args[2]), manner, origin)

    async def _stamped(self, args: list[Json], origin: str) -> Reply:
        content = _decoded(args[2])
        if content[:1] == b"\x30" and b"\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02" in content[:24]:
            raise _Refused("adding a second signature is not supported")
        manner = Manner(attached=bool(args[3]), digested=False, stamped=True)
        return await self._cms(args, content, manner, origin)

    async def _hash(self, args: list[Json], origin: str) -> Reply:
        content = _decoded(args[2])
        if not content:
            raise _Refused
        return await self._cms(args, content, Manner(attached=False, digested=True, stamped=False), origin)

    async def _cms(self, args: list[Json], content: bytes, manner: Manner, origin: str) -> Reply:
        chosen = await self._choose(str(args[0]), str(args[1]), "cms", (content,), origin)
        if chosen is None:
            return envelopes.common_cancelled()
        return envelopes.common_result(self._signing.cms_pem(chosen.signing, content, manner))

    async def _xml(self, args: list[Json], origin: str) -> Reply:
        signed = await self._documents(args, [str(args[2])], origin)
        return envelopes.common_cancelled() if signed is None else envelopes.common_result(signed[0])

    async def _xmls(self, args: list[Json], origin: str) -> Reply:
        texts = args[2] if isinstance(args[2], list) else []
        signed = await self._documents(args, [str(one) for one in texts], origin)
        return envelopes.common_cancelled() if signed is None else envelopes.common_result(signed)

    async def _documents(self, args: list[Json], texts: list[str], origin: str) -> list[Json] | None:
        contents = tuple(text.encode() for text in texts)
        chosen = await self._choose(str(args[0]), str(args[1]), "xml", contents, origin)
        if chosen is None:
            return None
        return [sign_xml(chosen.signing, text, spaced=True) for text in texts]

    async def _choose(
        self, storage: str, key_type: str, purpose: str, contents: tuple[bytes, ...], origin: str
    ) -> Chosen | None:
        keys = self._keyring.selectable(_wanted(storage, key_type))
        chosen = await self._person.choose(Question(origin, purpose, self._locale, contents, keys))
        if chosen is not None and purpose != "key":
            self._refuse_unfit(chosen.key)
        return chosen

    def _refuse_unfit(self, key: Key) -> None:
        if key.is_expired(self._now()):
            raise _Refused("certificate.expired")
        if self._keyring.is_withdrawn(key, self._now()):
            raise _Refused("certificate.revoked")


def _wanted(storage: str, key_type: str) -> Wanted:
    match key_type:
        case "SIGNATURE":
            return Wanted((storage,), usages=frozenset({ext.USAGE_SIGNING}))
        case "AUTHENTICATION":
            return Wanted((storage,), policies=UNIFIED)
        case _:
            return Wanted((storage,))


def _fits(args: list[Json], types: tuple[type, ...]) -> bool:
    return len(args) == len(types) and all(type(one) is wanted for one, wanted in zip(args, types, strict=True))


def _decoded(text: Json) -> bytes:
    try:
        return base64.b64decode("".join(str(text).split()), validate=True)
    except binascii.Error as error:
        raise _Refused("java.lang.IllegalArgumentException: Illegal base64 character") from error


def _described(key: Key) -> dict[str, Json]:
    return {
        "alias": key.label,
        "keyId": key.serial,
        "algorithm": key.algorithm.upper(),
        "subjectCn": key.subject,
        "serialNumber": key.serial,
        "certNotBefore": str(int(key.since.timestamp() * 1000)),
        "certNotAfter": str(int(key.until.timestamp() * 1000)),
        "pem": base64.b64encode(key.certificate).decode(),
    }
