"""A token by PKCS #11 (implements `almasu.kernel.sealing.token.Token`): its sessions, its PIN, its absences.

The PIN is read from its file at each login and kept nowhere. One that was refused is not sent again, and the last try
before the token locks itself is never made: a node that starts again and again must not lock it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import pkcs11
from pkcs11 import TokenFlag, types

from almasu.connectors.key_token.library import Library, library_of
from almasu.connectors.key_token.pin import pin_in
from almasu.connectors.key_token.session import Missing, Session
from almasu.kernel.sealing.envelope import WRAPPED_BYTES
from almasu.kernel.sealing.token import PIN_REFUSED, TOKEN_AWAY, TOKEN_FULL, TOKEN_UNFIT
from almasu.law.problem import Fault, Problem

Told = TypeVar("Told")
Work = Callable[[Session], Told]

AT_ONCE = 0.2
"""Seconds that a call waits for a token that was away at the call before: an outage must not hold everybody up."""
REFUSED = (
    pkcs11.PinIncorrect,
    pkcs11.PinInvalid,
    pkcs11.PinLenRange,
    pkcs11.PinLocked,
    pkcs11.PinExpired,
    pkcs11.UserPinNotInitialized,
)
UNFIT = (
    pkcs11.MechanismInvalid,
    pkcs11.MechanismParamInvalid,
    pkcs11.FunctionNotSupported,
    pkcs11.AttributeSensitive,
    pkcs11.AttributeTypeInvalid,
    pkcs11.AttributeValueInvalid,
    pkcs11.TemplateInconsistent,
    pkcs11.TemplateIncomplete,
    pkcs11.TokenWriteProtected,
    pkcs11.KeyNotWrappable,
    pkcs11.KeyUnextractable,
)


@dataclass(frozen=True, slots=True)
class TokenPlace:
    """Where a token is: the library that speaks for it, its label, the file with its PIN.

    `making` is a file that processes lock while they make keys; `seconds` is how long a call may take.
    """

    library: Path
    label: str
    pin_file: Path
    making: Path
    seconds: float = 5.0


class KeyToken:
    """Keys in a token. A session is opened when it is needed, and again after the token was away or a fork."""

    def __init__(self, place: TokenPlace) -> None:
        self._place = place
        self._session: Session | None = None
        self._of: Library | None = None
        self._refused = b""
        self._away = False
        self._doubted = False
        """Whether the token lacked a key it should have: it may have come back without our session's noticing."""

    def make_key(self, key: UUID, beside: UUID | None = None) -> None:
        """Make a key in the device, unless it has one of this number; Fault where it lacks the key `beside`."""
        self._do(lambda session: session.make(key, None, beside))

    def bring_key(self, key: UUID, value: bytes) -> None:
        """Put a key of 32 bytes into the device, unless it has one of this number."""
        self._do(lambda session: session.make(key, value, None))

    def has_key(self, key: UUID) -> bool:
        """Tell whether the device has a key of this number."""
        return self._do(lambda session: self._looked(session, key))

    def wrapped(self, key: UUID, data_key: bytes) -> bytes:
        """Return 32 bytes wrapped by a key (RFC 3394), 40 bytes; Fault where the device has no such key."""
        return self._do(lambda session: session.wrapped(key, data_key))

    def unwrapped(self, key: UUID, wrapped: bytes) -> bytes:
        """Return what `wrapped` wrapped; Fault where it was damaged, or the device has no such key."""
        if len(wrapped) != WRAPPED_BYTES:
            raise Fault("a wrapped key does not open under its material")
        return self._do(lambda session: session.unwrapped(key, wrapped))

    def destroy_key(self, key: UUID) -> None:
        """Destroy a key; nothing happens where there is none."""
        self._do(lambda session: session.destroy(key))

    def _looked(self, session: Session, key: UUID) -> bool:
        there = session.look(key)
        self._doubted = not there
        return there

    def _do(self, work: Work[Told]) -> Told:
        library, place = library_of(self._place.library), self._place
        patience = min(AT_ONCE, place.seconds) if self._away else place.seconds
        try:
            return library.ask(lambda: self._tried(library, work), patience)
        except Problem as problem:
            self._away = problem.kind is TOKEN_AWAY
            raise

    def _tried(self, library: Library, work: Work[Told]) -> Told:
        """Do the work; where the session was lost, once more after the library was begun anew."""
        try:
            told = self._worked(library, work)
        except pkcs11.PKCS11Error:
            told = self._again(library, work)
        self._away = False
        return told

    def _again(self, library: Library, work: Work[Told]) -> Told:
        try:
            library.begin_anew()
            return self._worked(library, work)
        except pkcs11.PKCS11Error as lost:
            raise TOKEN_AWAY.at(self._place.label, because=_words(lost)) from lost

    def _worked(self, library: Library, work: Work[Told]) -> Told:
        try:
            return work(self._opened(library))
        except Missing:
            self._doubted = True
            raise Fault("the token has no key of this number") from None
        except UNFIT as unfit:
            raise TOKEN_UNFIT.at(self._place.label, because=_words(unfit)) from unfit
        except pkcs11.DeviceMemory as full:
            raise TOKEN_FULL.at(self._place.label) from full

    def _opened(self, library: Library) -> Session:
        """Return the session, opened where there is none of this process and of the library's present start."""
        begun = library.begin_anew() if self._doubted else library.begun()
        self._doubted, held = False, self._session
        if held is None or self._of is not library or held.generation != library.generation:
            token = begun.get_token(token_label=self._place.label)
            held = Session(self._logged_in(token), library.generation, self._place.making)
            self._session, self._of = held, library
        return held

    def _logged_in(self, token: types.Token) -> types.Session:
        """Return a new session; Problem `keys.pin_refused` where the PIN is, or was, or must not be tried."""
        pin = pin_in(self._place.pin_file)
        known = hashlib.sha256(pin.encode()).digest()
        if known == self._refused:
            raise PIN_REFUSED.at(self._place.label, because="it was refused before")
        if token.flags & TokenFlag.USER_PIN_FINAL_TRY:
            raise PIN_REFUSED.at(self._place.label, because="a wrong one more would lock the token")
        try:
            return token.open(rw=True, user_pin=pin)
        except pkcs11.UserAlreadyLoggedIn:
            return token.open(rw=True)
        except REFUSED as refused:
            self._refused = known
            raise PIN_REFUSED.at(self._place.label, because=_words(refused)) from None


def _words(error: Exception) -> str:
    """Return what a token said; the names of PKCS #11 hold no secret."""
    said = str(error)
    return f"{type(error).__name__}: {said}" if said else type(error).__name__
