"""What a status over HTTP says where it is neither an answer nor a refusal: the same for every line."""

from __future__ import annotations

from almasu.connectors.egress.caller import Came
from almasu.kernel.answers import NoReply, Reply, Unreadable
from almasu.kernel.exchange.reasons import Nonsense, Silence


def unanswered(came: Came, fault: Silence) -> Reply:
    """Return what came instead of an answer; `fault` is whose trouble a server error (RFC 9110 15.6) is."""
    match came.status:
        case 429 | 503:
            return NoReply(Silence.BUSY, str(came.status), retriable=True)
        case status if 500 <= status < 600:
            return NoReply(fault, str(status), retriable=True)
        case status if 300 <= status < 400:
            return Unreadable(Nonsense.REDIRECT, str(status), came.body)
        case status:
            return Unreadable(Nonsense.UNEXPECTED_STATUS, str(status), came.body)
