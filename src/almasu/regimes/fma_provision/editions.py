"""The editions of the order and their first days, as the rules' literals name them.

The wordings of clauses 1, 3 and 4 before 07.10.2025 and of clause 2 before 06.04.2023 are not at hand: what was done
under them is not judged by the later text. Clauses 5 and 6 were never amended (FMA-O.4).
"""

from __future__ import annotations

from datetime import date

EDITION_2022 = date(2022, 3, 30)
EDITION_2023 = date(2023, 4, 6)
EDITION_2025 = date(2025, 10, 7)
