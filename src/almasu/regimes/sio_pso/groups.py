"""What resources are looked for together under: names of the groups of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from almasu.law.text import Text

GROUP_NAMES: Mapping[str, Text] = MappingProxyType(
    {
        "identity": Text(kk="Жеке тұлға", ru="Личность", en="Identity"),
        "business": Text(kk="Бизнес", ru="Бизнес", en="Business"),
        "property": Text(kk="Мүлік", ru="Имущество", en="Property"),
        "social_and_medical": Text(kk="Әлеуметтік сала және денсаулық", ru="Социальная сфера и здоровье", en="Welfare"),
        "justice": Text(kk="Құқық қорғау және сот", ru="Правопорядок и суд", en="Justice"),
        "movement": Text(kk="Шекара, жол және пошта", ru="Граница, поездки и почта", en="Borders, travel and post"),
        "migration_and_labour": Text(kk="Көші-қон және еңбек", ru="Миграция и труд", en="Migration and labour"),
        "public_service": Text(kk="Мемлекеттік қызмет", ru="Государственная служба", en="Public service"),
        "relations": Text(kk="Өзара байланыстар", ru="Взаимосвязи", en="Relations"),
    }
)
