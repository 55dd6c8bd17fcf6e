"""What actions need of the store about materials."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from almasu.kernel.journal.set_back import SetBack
from almasu.kernel.materials.task import Material


@dataclass(frozen=True, slots=True)
class Held:
    """How many answers a material holds: alone, and together with others that are not destroyed."""

    alone: int
    elsewhere: int


class Materials(Protocol):
    """Materials and the keys of answers that they hold."""

    async def one(self, material: UUID, *, lock: bool = False) -> Material | None:
        """Return a material, None where there is none; locked until this transaction ends where asked.

        Fault where its row and the paper of its task do not say the same.
        """
        ...

    async def some(self, materials: Collection[UUID]) -> Sequence[Material]:
        """Return those of some materials that there are, by one look; Fault as in `one`."""
        ...

    async def of_account(self, account: UUID, most: int) -> Sequence[Material]:
        """Return the materials in which an account has requests, the latest opened first."""
        ...

    async def has_part_in(self, account: UUID, material: UUID) -> bool:
        """Tell whether an account has a request in a material."""
        ...

    async def close(self, material: UUID, at: datetime) -> None:
        """Let no further request into a material."""
        ...

    async def condemn(self, material: UUID, at: datetime) -> None:
        """Hide what a material holds, before its key is destroyed."""
        ...

    async def held(self, material: UUID) -> Held:
        """Tell how many answers a material holds."""
        ...

    async def holders(self, request: UUID) -> Sequence[UUID]:
        """Return the materials that hold answers of a request."""
        ...

    async def join(self, exchanges: Collection[UUID], holder: UUID, further: UUID, at: datetime) -> int:
        """Let a further material hold answers that one holds; return how many it did not hold before."""
        ...

    async def shred(self, material: UUID) -> int:
        """Forget the keys a material held and the answers that nobody holds any more; return how many answers went."""
        ...

    async def set_back(self) -> Sequence[SetBack]:
        """Return the materials that stand otherwise than the log says, or are gone: somebody wrote to the database."""
        ...
