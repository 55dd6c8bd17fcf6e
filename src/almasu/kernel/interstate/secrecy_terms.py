"""Terms of secrecy that the Agreement takes from another one: that of 25 October 2013 on protecting secrets (CIS-1k).

What they mean is said there, and not here: each entry names the term and where its meaning stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from almasu.law.text import Text

AGREEMENT_OF_2013 = Text(
    kk="ТМД шеңберінде құпия ақпаратты қорғау туралы келісім, 25.10.2013",
    ru="Соглашение о защите секретной информации в рамках СНГ от 25.10.2013",
    en="Agreement on protection of secret information within the CIS of 25.10.2013",
)
TERMS: Mapping[str, Text] = MappingProxyType(
    {
        "secret_information": Text("құпия ақпарат", "секретная информация", "secret information"),
        "stamp": Text("құпиялылық белгісі", "гриф секретности", "stamp of secrecy"),
        "carrier": Text("құпия ақпарат жеткізгіші", "носитель секретной информации", "carrier of secret information"),
        "transfer": Text("құпия ақпаратты беру", "передача секретной информации", "transfer of secret information"),
        "use": Text("құпия ақпаратты пайдалану", "использование секретной информации", "use of secret information"),
        "protection": Text("құпия ақпаратты қорғау", "защита секретной информации", "protection of secret information"),
    }
)
