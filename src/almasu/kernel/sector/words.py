"""What documents of the sector and their states are called in three languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from almasu.kernel.sector.assignment import AssignmentState, Take
from almasu.kernel.sector.document import DocumentKind, Stage
from almasu.kernel.sector.incident import Report
from almasu.kernel.sector.receipt import Choice, ReceiptState
from almasu.law.text import Text

NAMES: Mapping[DocumentKind, Text] = MappingProxyType(
    {
        DocumentKind.THREAT_ALERT: Text("қауіп туралы хабарлама", "оповещение об угрозе", "threat alert"),
        DocumentKind.VULNERABILITY_ALERT: Text(
            "осалдық туралы хабарлама", "оповещение об уязвимости", "vulnerability alert"
        ),
        DocumentKind.INCIDENT_CARD: Text("инцидент картасы", "карточка инцидента", "incident card"),
        DocumentKind.REQUEST: Text("сұрау салу", "запрос", "request"),
        DocumentKind.ANSWER: Text("сұрау салуға жауап", "ответ на запрос", "answer to a request"),
    }
)
REPORTS: Mapping[Report, Text] = MappingProxyType(
    {
        Report.FIRST: Text("алғашқы хабар", "первое сообщение", "first notice"),
        Report.MORE: Text("толықтыру", "дополнение", "more that came to light"),
        Report.FINAL: Text("қорытынды", "итоговое", "final"),
    }
)
STAGES: Mapping[Stage, Text] = MappingProxyType(
    {
        Stage.DRAFT: Text("жобасы", "черновик", "draft"),
        Stage.AT_HEAD: Text("басшының келісімінде", "на согласии у руководства", "with the head for consent"),
        Stage.SENT: Text("жіберілді", "отправлен", "sent"),
        Stage.RETURNED: Text("орталық қайтарды", "возвращён центром", "returned by the centre"),
        Stage.WITHDRAWN: Text("автор бас тартты", "отозван автором", "given up by its author"),
    }
)
RECEIPTS: Mapping[ReceiptState, Text] = MappingProxyType(
    {
        ReceiptState.RECEIVED: Text("алынды", "получено", "received"),
        ReceiptState.PROPOSED: Text("басшының келісімінде", "на согласии у руководства", "with the head for consent"),
        ReceiptState.ACCEPTED: Text("қабылданды", "принято", "accepted"),
        ReceiptState.REFUSED: Text("бас тартылды", "отказано", "refused"),
        ReceiptState.PROCESSED: Text("өңделді", "обработано", "processed"),
    }
)
ASSIGNMENTS: Mapping[AssignmentState, Text] = MappingProxyType(
    {
        AssignmentState.RECEIVED: Text("алынды", "получен", "received"),
        AssignmentState.PROPOSED: Text(
            "басшының келісімінде", "на согласии у руководства", "with the head for consent"
        ),
        AssignmentState.IN_WORK: Text("жұмысқа алынды", "принят в работу", "taken into work"),
        AssignmentState.DECLINED: Text("қабылданбады", "отклонён", "declined"),
        AssignmentState.ANSWERED: Text("жауап берілді", "ответ дан", "answered"),
    }
)
TAKES: Mapping[Take, Text] = MappingProxyType(
    {
        Take.WORK: Text("жұмысқа алу", "принять в работу", "take into work"),
        Take.DECLINE: Text("қабылдамау", "отклонить", "decline"),
    }
)
CHOICES: Mapping[Choice, Text] = MappingProxyType(
    {
        Choice.ACCEPT: Text("ұсынымдарды қабылдау", "принять рекомендации", "accept the recommendations"),
        Choice.REFUSE: Text("ұсынымдардан бас тарту", "отказаться от рекомендаций", "refuse the recommendations"),
    }
)
