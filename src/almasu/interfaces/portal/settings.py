"""What the portal must be told: how it is reached, where the signing program listens, which secret guards its forms."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from almasu.law.text import Language

_ON_THIS_MACHINE = re.compile(r"wss?://(127\.0\.0\.1|localhost):[0-9]{1,5}/?")


@dataclass(frozen=True, slots=True)
class PortalSettings:
    """Settings of one portal.

    `csrf_secret` is at least 32 random characters, the same in all processes of a node. `tls` tells that people reach
    the portal over TLS (its own or a terminator's): cookies then become `__Host-` and HSTS is sent. `signers` are the
    web socket addresses of NCALayer or the emulator, tried in order, loopback only. `test_keys` lets the signer offer
    keys of test authorities; whether a signature counts is decided by verification alone. `demo` marks every page as a
    trial. `by_eds` tells that the EDS is the only factor of signing in, `provision` that state bodies give data to the
    Agency here, `interstate` that bodies of states exchange information.
    """

    csrf_secret: str
    tls: bool = True
    signers: tuple[str, ...] = ("wss://127.0.0.1:13579",)
    language: Language = Language.KK
    test_keys: bool = False
    demo: bool = False
    by_eds: bool = False
    provision: bool = False
    interstate: bool = False

    def __post_init__(self) -> None:
        """Refuse a weak secret and any signer that is not on this machine."""
        if len(self.csrf_secret) < 32:
            raise ValueError("the secret of the forms needs at least 32 characters")
        for signer in self.signers:
            if not _ON_THIS_MACHINE.fullmatch(signer):
                raise ValueError(f"a signer listens on the person's own machine, not at {signer}")

    @property
    def cookie_prefix(self) -> str:
        """Return what binds a cookie to host and TLS, where there is TLS."""
        return "__Host-" if self.tls else ""

    @property
    def session_cookie(self) -> str:
        """Return the name of the cookie that carries the session."""
        return f"{self.cookie_prefix}almasu-session"

    @property
    def csrf_cookie(self) -> str:
        """Return the name of the cookie that forms are compared with.

        It is another one under another secret: a browser's cookie from before a change of keys would fit no form.
        """
        mark = hashlib.sha256(b"cookie" + self.csrf_secret.encode()).hexdigest()[:8]
        return f"{self.cookie_prefix}almasu-form-{mark}"
