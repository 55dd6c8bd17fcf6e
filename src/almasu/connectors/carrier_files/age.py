"""Carriers in the age format (C2SP age): X25519 for the Agency's key, ChaCha20-Poly1305 over pieces of 64 KiB."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID, uuid5

import pyrage
from pyrage import x25519

from almasu.connectors.carrier_files.joining import Joining, OtherHead
from almasu.connectors.feed_files.spool import FolderSpool
from almasu.kernel.provision.carrier import Manifest
from almasu.kernel.provision.carriers_port import Joined, Unopened


@dataclass(frozen=True, slots=True)
class AgeCarriers:
    """Implements `almasu.kernel.provision.carriers_port.Carriers`: files in a folder, opened into a spool."""

    folder: FolderSpool
    feeds: FolderSpool
    identity: x25519.Identity = field(repr=False)

    @property
    def recipient(self) -> str:
        """The public key that bodies encrypt for."""
        return str(self.identity.to_public())

    def size(self, carrier: UUID, name: str) -> int:
        """Return how many bytes of a file came in, 0 where nothing did."""
        return self.folder.size(uuid5(carrier, name))

    def append(self, carrier: UUID, name: str, offset: int, data: bytes) -> int:
        """Add bytes at the end of a file and return the new size; nothing is added where `offset` is not the end."""
        return self.folder.append(uuid5(carrier, name), offset, data)

    def digest(self, carrier: UUID, name: str) -> str:
        """Return the SHA-256 of what came in of a file."""
        return self.folder.digest(uuid5(carrier, name))

    def drop(self, carrier: UUID, manifest: Manifest) -> None:
        """Remove the files of a carrier, where there are any."""
        for one in manifest.files:
            self.folder.drop(uuid5(carrier, one.name))

    def open_into(self, carrier: UUID, manifest: Manifest, delivery: UUID) -> Joined:
        """Open the files of a carrier into the file of a delivery; Unopened, and nothing there, where one does not."""
        self.feeds.drop(delivery)
        try:
            with self.feeds.fresh(delivery) as out:
                # Nothing grows where a file opens: what comes out is smaller than what lies on the carrier.
                joining = Joining(out, manifest.format, sum(one.size for one in manifest.files))
                for one in manifest.files:
                    self._open(carrier, one.name, joining)
                return Joined(joining.size, joining.sha256)
        except BaseException:
            self.feeds.drop(delivery)
            raise

    def _open(self, carrier: UUID, name: str, joining: Joining) -> None:
        joining.begin()
        try:
            with self.folder.place(uuid5(carrier, name)).open("rb") as file:
                pyrage.decrypt_io(file, joining, [self.identity])
            joining.end()
        except (pyrage.DecryptError, OtherHead, OverflowError) as wrong:
            raise Unopened(name) from wrong
        except OSError as wrong:
            # A piece that does not open or is cut off comes as an error of no call to the system; a full disk has one.
            if wrong.errno is not None:
                raise
            raise Unopened(name) from wrong
