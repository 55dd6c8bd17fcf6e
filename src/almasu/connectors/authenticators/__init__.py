"""What browsers bring from authenticators, checked by the library `webauthn`."""

from almasu.connectors.authenticators.webauthn_checks import WebauthnChecks

__all__ = ["WebauthnChecks"]
