"""Pictures for the register of photographs: a drawn head and shoulders, plainly nobody's face."""

from __future__ import annotations

import base64
import hashlib
import struct
import zlib
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from almasu.testing.country.dice import Draw

WIDTH, HEIGHT = 90, 120
PNG = b"\x89PNG\r\n\x1a\n"


def portrait(seed: int, person: int, woman: bool) -> tuple[str, str]:
    """Return the picture as base64 of a PNG, and the SHA-256 of its bytes."""
    draw = Draw(seed, 1919, person)
    head, hair, shoulders = _masks(draw.between(20, 26), woman)
    picture = np.full((HEIGHT, WIDTH), draw.between(200, 235), dtype=np.uint8)
    picture[shoulders] = draw.between(40, 120)
    picture[hair] = draw.between(10, 90)
    picture[head] = draw.between(150, 190)
    rows = np.concatenate([np.zeros((HEIGHT, 1), dtype=np.uint8), picture], axis=1).tobytes()
    # The person's number is drawn into a text chunk, so that no two pictures have one digest.
    data = PNG + b"".join(
        _chunk(name, body)
        for name, body in (
            (b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 0, 0, 0, 0)),
            (b"tEXt", f"Comment\0made up, number {person}".encode("ascii")),
            (b"IDAT", zlib.compress(rows, 6)),
            (b"IEND", b""),
        )
    )
    return base64.b64encode(data).decode("ascii"), hashlib.sha256(data).hexdigest()


@lru_cache(maxsize=32)
def _masks(radius: int, woman: bool) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]:
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    head = ((x - 45) / radius) ** 2 + ((y - 50) / (radius * 1.3)) ** 2 < 1
    length = 1.75 if woman else 1.25
    hair = (((x - 45) / (radius * 1.2)) ** 2 + ((y - 42) / (radius * length)) ** 2 < 1) & ~head
    shoulders = ((x - 45) / 42) ** 2 + ((y - 125) / 40) ** 2 < 1
    return head, hair, shoulders & ~head


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
