"""One made-up event as it happened, before any sensor writes it down."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Attack:
    """What happened: when, from where, at what; `rule` and `name` are what a sensor calls it."""

    at: datetime
    source: str = "203.0.113.7"
    target: str = "192.0.2.10"
    port: int = 443
    rule: int = 2024897
    name: str = "ET EXPLOIT made-up attempt"
    account: str = "teller1"
    host: str = "gw1"
    path: str = "/login"
    file: str = "invoice.exe"
    digest: str = "44d88612fea8a8f36de82e1278abb02f"
    sender: str = "info@bank-a-support.example.org"
    links: tuple[str, ...] = field(default=("https://pay.bank-a-support.example.org/x",))
