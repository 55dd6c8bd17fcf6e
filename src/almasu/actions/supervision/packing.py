"""An export as one zip file: packed for the prosecutor, read again by whoever checks it."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from lzma import LZMAError

from almasu.kernel.journal.malformed import Malformed

MOST_BYTES = 512 * 1024 * 1024
OLDEST = (1980, 1, 1, 0, 0, 0)


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return files as a zip whose bytes depend on nothing but them."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name in sorted(files):
            made.writestr(zipfile.ZipInfo(name, OLDEST), files[name], zipfile.ZIP_DEFLATED)
    return held.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the files of a zip; Malformed where it is none, holds a name twice, or is larger than any export."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as held:
            _check_sizes(held.infolist())
            return {one.filename: held.read(one) for one in held.infolist()}
    except Malformed:
        raise
    except _NO_ZIP as broken:
        raise Malformed("this is no export") from broken


def _check_sizes(listed: Sequence[zipfile.ZipInfo]) -> None:
    if sum(one.file_size for one in listed) > MOST_BYTES:
        raise Malformed("an export of this size is not read")
    if len({one.filename for one in listed}) != len(listed):
        raise Malformed("an export holds two files of one name")


# What the library raises for bytes that are no zip, or a damaged, encrypted or otherwise packed one.
_NO_ZIP = (zipfile.BadZipFile, RuntimeError, EOFError, OSError, ValueError, zlib.error, struct.error, LZMAError)
