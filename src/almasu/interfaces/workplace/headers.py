"""Headers of what the gateway shows: its own pages, and the pages of a body's application inside of them."""

from __future__ import annotations

Headers = list[tuple[bytes, bytes]]

CLEAN: Headers = [(b"clear-site-data", b'"storage"')]
"""Tells a browser to forget what an application stored there: the next one stands on the same host."""

OWN = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src data:",
        "frame-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
    )
)
"""The gateway's own pages: its files only, and the empty icon that stands in the page itself."""


def of_application(*, scripts: bool) -> str:
    """Return the policy of an application's pages: nothing leads out of the gateway, nothing opens beside it.

    No worker is registered: it would live on beside the next body's pages. Scripts run only where the operator wrote
    down that the application does not work without its own, and then from its files: no page brings one along.
    """
    sandbox = "sandbox allow-forms allow-same-origin allow-downloads" + (" allow-scripts" if scripts else "")
    script = "script-src 'self'; connect-src 'self'" if scripts else "script-src 'none'"
    return "; ".join(
        (
            "default-src 'none'",
            script,
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self'",
            "frame-src 'self'",
            "form-action 'self'",
            "worker-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'self'",
            sandbox,
        )
    )


def dressed(policy: str, *, tls: bool) -> Headers:
    """Return the headers that everything carries; HSTS only where there is TLS."""
    headers = {
        "content-security-policy": policy,
        "x-content-type-options": "nosniff",
        "x-frame-options": "SAMEORIGIN",
        "referrer-policy": "no-referrer",
        "cache-control": "no-store",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    }
    if tls:
        headers["strict-transport-security"] = "max-age=63072000; includeSubDomains"
    return [(name.encode(), value.encode()) for name, value in headers.items()]
