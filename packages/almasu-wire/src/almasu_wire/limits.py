"""The limits both sides of the wire keep. A module never sends more; the intake refuses more."""

from __future__ import annotations

from typing import Final

MOST_SIGNALS: Final = 2_000  # in one batch
MOST_BATCH_BYTES: Final = 4 * 1024 * 1024  # of one request's body
MOST_ANSWER_BYTES: Final = 1024 * 1024
MOST_TEXT: Final = 512  # characters of any text in a signal
MOST_LIST: Final = 32  # hosts or hashes of one signal
MOST_COUNT: Final = 1_000_000_000
