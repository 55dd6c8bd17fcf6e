"""The basis of a request names the instruments the Agreement rests on, and is read back as it was written."""

from __future__ import annotations

from itertools import combinations

import pytest

from almasu.kernel.interstate.asking import is_russian
from almasu.kernel.interstate.instruments import NAMES, Instrument, told_apart, with_instruments

CHOSEN = [some for count in range(4) for some in combinations(Instrument, count)]


@pytest.mark.parametrize("basis", ["", "дело № 17-2026 о финансировании терроризма"])
@pytest.mark.parametrize("chosen", CHOSEN)
def test_what_was_chosen_and_written_is_read_back(chosen: tuple[Instrument, ...], basis: str) -> None:
    written = with_instruments(chosen, basis)
    assert told_apart(written) == (chosen, basis)
    assert is_russian(written)


def test_the_three_instruments_of_the_preamble_are_offered() -> None:
    assert [name.ru[-10:] for name in NAMES.values()] == ["04.06.1999", "26.08.2005", "05.10.2007"]
