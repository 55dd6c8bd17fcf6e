"""What is done in one session with a token, by PKCS #11.

Keys are made sensitive and not extractable. A data key is wrapped by CKM_AES_KEY_WRAP (RFC 3394), so that what a token
wraps and what a file vault wraps are the same bytes.
"""

from __future__ import annotations

import fcntl
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, cast
from uuid import UUID

from pkcs11 import (
    Attribute,
    DataInvalid,
    EncryptedDataInvalid,
    EncryptedDataLenRange,
    FunctionFailed,
    GeneralError,
    KeyHandleInvalid,
    KeyType,
    Mechanism,
    MechanismFlag,
    ObjectClass,
    ObjectHandleInvalid,
    UnwrappingKeyHandleInvalid,
    WrappedKeyInvalid,
    WrappedKeyLenRange,
    WrappingKeyHandleInvalid,
    types,
)

from almasu.kernel.sealing.seal import KEY_BYTES
from almasu.law.problem import Fault

LABEL = "almasu"
"""What each of our keys is called in the token; its CKA_ID is its number."""
USES = MechanismFlag.WRAP | MechanismFlag.UNWRAP
KEEPING: Mapping[Attribute, bool] = {
    Attribute.PRIVATE: True,
    Attribute.SENSITIVE: True,
    Attribute.EXTRACTABLE: False,
    Attribute.MODIFIABLE: False,
}
PASSING: Mapping[Attribute, bool] = {
    Attribute.TOKEN: False,
    Attribute.PRIVATE: True,
    Attribute.SENSITIVE: False,
    Attribute.EXTRACTABLE: True,
}
"""A data key passes through the token's memory for the length of one call: it belongs to the database, not to it."""
GONE = (KeyHandleInvalid, ObjectHandleInvalid, WrappingKeyHandleInvalid, UnwrappingKeyHandleInvalid)
"""What a token says of a key that another process destroyed."""
DAMAGED = (
    WrappedKeyInvalid,
    WrappedKeyLenRange,
    EncryptedDataInvalid,
    EncryptedDataLenRange,
    DataInvalid,
    GeneralError,
    FunctionFailed,
)
"""What tokens say of a wrapped key that does not open; the last two they say of anything."""


class WrappingKey(Protocol):
    """What the library gives for a key that may wrap and unwrap."""

    def wrap_key(self, key: types.Object, mechanism: Mechanism) -> bytes:
        """Return a key as this one wraps it."""
        ...

    def unwrap_key(
        self,
        object_class: ObjectClass,
        key_type: KeyType,
        key_data: bytes,
        *,
        mechanism: Mechanism,
        capabilities: MechanismFlag,
        template: dict[Attribute, bool],
    ) -> types.Object:
        """Return the object that a wrapped key is made into."""
        ...


class Missing(Exception):
    """The token has no key of a number."""


class Session:
    """One session and the keys found in it: both end when the library is begun anew (`generation`)."""

    def __init__(self, opened: types.Session, generation: int, making: Path) -> None:
        self.generation = generation
        self._opened = opened
        self._making = making
        self._known: dict[UUID, WrappingKey] = {}

    def make(self, number: UUID, value: bytes | None, beside: UUID | None) -> None:
        """Make a key, or bring one of a value, unless there is one of this number; Missing where `beside` lacks."""
        if self.has(number):
            return
        with _alone(self._making):
            if beside is not None and not self.look(beside):
                raise Missing
            if self.has(number):
                return
            if value is None:
                self._opened.generate_key(
                    KeyType.AES,
                    KEY_BYTES * 8,
                    id=number.bytes,
                    label=LABEL,
                    store=True,
                    capabilities=USES,
                    template=dict(KEEPING),
                )
                return
            self._opened.create_object(
                {
                    **_named(number),
                    **KEEPING,
                    Attribute.TOKEN: True,
                    Attribute.WRAP: True,
                    Attribute.UNWRAP: True,
                    Attribute.VALUE: value,
                }
            )

    def has(self, number: UUID) -> bool:
        """Tell whether there is a key of this number."""
        try:
            self._key(number)
        except Missing:
            return False
        return True

    def look(self, number: UUID) -> bool:
        """Tell whether there is a key of this number now, whatever was found before."""
        self._known.pop(number, None)
        return self.has(number)

    def wrapped(self, number: UUID, data_key: bytes) -> bytes:
        """Return a data key wrapped by a key; Missing where there is none."""
        try:
            return self._wrapped(self._key(number), data_key)
        except GONE:
            self._known.pop(number, None)
            return self._wrapped(self._key(number), data_key)

    def unwrapped(self, number: UUID, wrapped: bytes) -> bytes:
        """Return what a key wrapped; Missing where there is none, Fault where it does not open."""
        try:
            return self._unwrapped(self._key(number), wrapped)
        except GONE:
            self._known.pop(number, None)
            return self._unwrapped(self._key(number), wrapped)
        except DAMAGED:
            # The same code says of some tokens that they are ill: a well one opens what it wraps itself.
            key, probe = self._key(number), secrets.token_bytes(KEY_BYTES)
            if self._unwrapped(key, self._wrapped(key, probe)) != probe:
                raise
            raise Fault("a wrapped key does not open under its material") from None

    def destroy(self, number: UUID) -> None:
        """Destroy every key of this number."""
        self._known.pop(number, None)
        for key in list(self._opened.get_objects(_named(number))):
            key.destroy()

    def _key(self, number: UUID) -> WrappingKey:
        if number not in self._known:
            found = list(self._opened.get_objects(_named(number)))
            if not found:
                raise Missing
            self._known[number] = cast("WrappingKey", found[0])
        return self._known[number]

    def _wrapped(self, key: WrappingKey, data_key: bytes) -> bytes:
        passing = self._opened.create_object(
            {
                Attribute.CLASS: ObjectClass.SECRET_KEY,
                Attribute.KEY_TYPE: KeyType.AES,
                Attribute.VALUE: data_key,
                **PASSING,
            }
        )
        try:
            return bytes(key.wrap_key(passing, mechanism=Mechanism.AES_KEY_WRAP))
        finally:
            passing.destroy()

    def _unwrapped(self, key: WrappingKey, wrapped: bytes) -> bytes:
        passing = key.unwrap_key(
            ObjectClass.SECRET_KEY,
            KeyType.AES,
            wrapped,
            mechanism=Mechanism.AES_KEY_WRAP,
            capabilities=MechanismFlag(0),
            template=dict(PASSING),
        )
        try:
            return bytes(passing[Attribute.VALUE])
        finally:
            passing.destroy()


def _named(number: UUID) -> dict[Attribute, Any]:
    return {
        Attribute.CLASS: ObjectClass.SECRET_KEY,
        Attribute.KEY_TYPE: KeyType.AES,
        Attribute.LABEL: LABEL,
        Attribute.ID: number.bytes,
    }


@contextmanager
def _alone(place: Path) -> Iterator[None]:
    """Hold a file's lock: a token knows no unique numbers, and two keys of one number would open half of what is."""
    with place.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
