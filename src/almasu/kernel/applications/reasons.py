"""Words for the reasons of a block: the same above a signature and on pages (SIO25-7.2, SIO25-8, SIO25-17)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from almasu.kernel.applications.application import BlockReason
from almasu.law.text import Text

REASON_WORDS: Mapping[BlockReason, Text] = MappingProxyType(
    {
        BlockReason.DISMISSAL: Text(kk="қызметтен босату", ru="увольнение", en="dismissal"),
        BlockReason.SUSPENSION: Text(kk="қызметтен шеттету", ru="отстранение", en="suspension"),
        BlockReason.LONG_ABSENCE: Text(
            kk="екі айдан ұзақ болмау", ru="отсутствие свыше двух месяцев", en="absence over two months"
        ),
        BlockReason.EDS_LOST: Text(kk="ЭЦҚ жоғалған", ru="ЭЦП утрачена", en="the EDS is lost"),
        BlockReason.BREACH: Text(kk="бұзушылық", ru="нарушение", en="breach"),
        BlockReason.WORKPLACE: Text(
            kk="жұмыс орны шартқа сай емес (интернетке шығады)",
            ru="рабочее место не соответствует условиям (есть выход в Интернет)",
            en="the workplace does not keep the conditions (it reaches the Internet)",
        ),
        BlockReason.OWN_WISH: Text(kk="өз тілегі", ru="собственное желание", en="own wish"),
    }
)
