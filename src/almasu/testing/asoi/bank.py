"""A bank's side of the exchange: the folder its sensors write to, and the configuration of its integration module."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from almasu.testing.asoi.scenario import MAIL, SOURCES, Written

STATE = "state"


@dataclass(frozen=True, slots=True)
class ModuleOfBank:
    """One module's folder, and where it sends: address of the intake, its certificate and key, whom it trusts."""

    folder: Path
    address: str
    certificate: Path
    key: Path
    authority: Path

    @property
    def config(self) -> Path:
        """Return the module's configuration file."""
        return self.folder / "module.toml"

    def settle(self) -> None:
        """Make the folder with everything the module reads; what sensors wrote before stays."""
        (self.folder / MAIL.file).mkdir(parents=True, exist_ok=True)
        for one in SOURCES:
            (self.folder / one.file).touch()
        inputs = "\n".join(
            f"[[input]]\nfile = {json.dumps(one.file)}\nsensor = {json.dumps(one.sensor)}\n"
            + ('received = ["/srv/gw/mail"]\n' if one.sensor == "clamav" else "")
            for one in SOURCES
        )
        self.config.write_text(
            f'state = "{STATE}"\nreport = 0.5\ncommit = 0.2\nrollup = 1\n\n'
            f"[centre]\naddress = {json.dumps(self.address)}\ncertificate = {json.dumps(str(self.certificate))}\n"
            f"key = {json.dumps(str(self.key))}\nauthority = {json.dumps(str(self.authority))}\n\n"
            f"{inputs}\n"
            f'[[input]]\nfolder = "{MAIL.file}"\nmatch = "*.eml"\nsensor = "{MAIL.sensor}"\n',
            encoding="utf-8",
        )

    def write(self, records: Iterable[Written]) -> int:
        """Let the sensors write; return how many records it were. A letter appears whole or not at all."""
        every = tuple(records)
        for one in every:
            place = self.folder / one.file
            if place.suffix == ".eml":
                beside = place.with_suffix(".part")
                beside.write_bytes(one.record)
                beside.replace(place)
                continue
            with place.open("ab") as file:
                file.write(one.record + b"\n")
        return len(every)
