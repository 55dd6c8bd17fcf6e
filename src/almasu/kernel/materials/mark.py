"""The mark that every result bears, wherever it is shown or taken to: page, answer of a program, file, PDF.

Sources: SIO22-A5.11.3 (the user keeps confidential what is received), SIO22-A5.14 (everything received is confidential
and for official use only), SIO25-20.
"""

from __future__ import annotations

from almasu.law.text import Text

CONFIDENTIAL = Text(
    kk="Құпия ақпарат. Қызмет бабында ғана пайдалануға арналған.",
    ru="Конфиденциально. Только для служебного пользования.",
    en="Confidential. For official use only.",
)
