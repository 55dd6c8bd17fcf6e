"""What lies outside the sector's node of a demo: publishers whose files it fetches, a mailbox and a webhook of a bank.

Run as `python -m almasu.wiring.demo.outside DATA`. Letters are kept as files in `sector/mail` of the demo's folder,
notices that came to the webhook under a right signature in `sector/notices`.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import ssl
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

import msgspec

from almasu.kernel.interchange.incoming import SourceKind
from almasu.testing.mail.server import Mailbox, receiving
from almasu.testing.notices.receiver import PLACE, NoticeReceiver, taking_notices
from almasu.testing.people import KEREGE_BIN
from almasu.testing.published.made_up import COLLECTION, publish_everything
from almasu.testing.published.server import Publisher, serving
from almasu.wiring.demo.machines import authority_of
from almasu.wiring.demo.plan import HOST, DemoPlan
from almasu.wiring.demo.preparation import SECTOR_FOLDER
from almasu.wiring.settings import SourceSettings
from almasu.wiring.supervising import Part, announce


@dataclass
class KeptMailbox(Mailbox):
    """A mailbox that keeps each letter as a file."""

    folder: Path = Path()

    def came(self, letter: Message) -> None:
        """Keep a letter under its number."""
        (self.folder / f"{len(self.letters):04d}.eml").write_bytes(letter.as_bytes())


def part_outside(data: Path, plan: DemoPlan) -> Part:
    """Return the process."""
    return Part("sector-outside", __name__, (str(data),), (plan.published, plan.mail, plan.notices), announces=True)


def sources_of(plan: DemoPlan) -> tuple[SourceSettings, ...]:
    """Return what the sector's node of a demo fetches for the centre."""
    base = f"http://127.0.0.1:{plan.published}"
    return (
        SourceSettings("makers", f"{base}/csaf/provider-metadata.json", kind=SourceKind.CSAF),
        SourceSettings("community", f"{base}/misp/", kind=SourceKind.MISP),
        SourceSettings("exploited", f"{base}/kev.json", kind=SourceKind.KEV),
        SourceSettings("likelihood", f"{base}/epss.csv.gz", kind=SourceKind.EPSS),
        SourceSettings("partners", f"{base}/{COLLECTION}", organisation=KEREGE_BIN),
    )


def webhook_of(plan: DemoPlan) -> str:
    """Return the address of the bank's webhook."""
    return f"http://{HOST}:{plan.notices}{PLACE}"


def key_file(data: Path) -> Path:
    """Return the file in which the bank keeps the key of its webhook."""
    return data / SECTOR_FOLDER / "notices" / "key"


async def serve(data: Path) -> None:
    """Publish and receive until the process is told to stop."""
    plan = msgspec.json.decode((data / "demo.json").read_bytes(), type=DemoPlan)
    shown, folder = authority_of(data).server("mail"), data / SECTOR_FOLDER / "mail"
    folder.mkdir(parents=True, exist_ok=True)
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(shown.certificate, shown.key)
    publisher, key = Publisher(), key_file(data)
    key.parent.mkdir(parents=True, exist_ok=True)
    notices = NoticeReceiver(lambda: base64.b64decode(key.read_text()) if key.exists() else b"", key.parent)
    async with (
        serving(publisher, plan.published) as base,
        receiving(KeptMailbox(folder=folder), tls, plan.mail),
        taking_notices(notices, plan.notices),
    ):
        publish_everything(publisher, base)
        announce()
        await asyncio.Event().wait()


def main() -> None:
    """Serve what lies outside a demo's folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    asyncio.run(serve(parser.parse_args().data))


if __name__ == "__main__":
    main()
