"""Looks at a request as its page tells them: by role, never by name (SIO25-15.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from almasu.actions.who_viewed import Look
from almasu.interfaces.portal.views.dossier import Viewer, Viewing
from almasu.kernel.journal.entry import EntryKind
from almasu.law.text import Text

OPENED = Text("Жауаптар ашылды", "Открыты ответы", "Answers were opened")
LISTED = Text("Сұрау салу қаралды", "Просмотрен запрос", "The request was looked at")
JUDGED = Text("Сұрау салудың заңдылығы қаралды", "Проверена законность запроса", "Its lawfulness was looked at")
EVIDENCE = Text("Дәлелдер пакеті алынды", "Взят пакет доказательств", "The evidence pack was taken")
COPIED = Text("Жауаптар файлмен алынды", "Ответы взяты файлом", "The answers were taken as a file")

_TOLD: Mapping[EntryKind, tuple[Viewer, Text]] = MappingProxyType(
    {
        EntryKind.DOSSIER_VIEWED: (Viewer.OFFICER, OPENED),
        EntryKind.REPORT_VIEWED: (Viewer.CONTROL, LISTED),
        EntryKind.LAWFULNESS_VIEWED: (Viewer.OPERATOR, JUDGED),
        EntryKind.EVIDENCE_EXPORTED: (Viewer.OFFICER, EVIDENCE),
        EntryKind.COPY_TAKEN: (Viewer.OFFICER, COPIED),
    }
)
_TAKEN = frozenset({EntryKind.EVIDENCE_EXPORTED, EntryKind.COPY_TAKEN})


def viewings_of(looks: Sequence[Look]) -> tuple[Viewing, ...]:
    """Return the looks of the kinds that this page tells."""
    return tuple(
        Viewing(look.at, *_TOLD[look.kind], look.resource, look.kind in _TAKEN) for look in looks if look.kind in _TOLD
    )
