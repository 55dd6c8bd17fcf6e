"""Security headers on every response, whatever made it (OWASP ASVS 5.0 level 2, chapter 3)."""

from __future__ import annotations

from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from almasu.interfaces.portal.settings import PortalSettings


def policy(settings: PortalSettings) -> str:
    """Return the content security policy: files of our own only, no inline script or style, sockets to the signer."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "font-src 'self'",
            " ".join(("connect-src", "'self'", *settings.signers)),
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


def security_headers(settings: PortalSettings) -> dict[str, str]:
    """Return the headers that every page carries; HSTS only where there is TLS."""
    headers = {
        "content-security-policy": policy(settings),
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    }
    if settings.tls:
        headers["strict-transport-security"] = "max-age=63072000; includeSubDomains"
    return headers


class SecurityHeaders(ASGIMiddleware):
    """Add the headers; what says nothing about keeping is not kept (`no-store`), since pages show personal data."""

    scopes = (ScopeType.HTTP,)

    def __init__(self, settings: PortalSettings) -> None:
        headers = {**security_headers(settings), "cache-control": "no-store"}
        self._headers = [(name.encode(), value.encode()) for name, value in headers.items()]

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Pass the request on and dress the response."""

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = list(message.get("headers", ()))
                known = {name.lower() for name, _ in given}
                message["headers"] = given + [header for header in self._headers if header[0] not in known]
            await send(message)

        await next_app(scope, receive, dressed)
