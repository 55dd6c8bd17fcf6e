"""Blocks of a file, read and judged: what one pass of the reading yields, whatever process it runs in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from almasu.connectors.feed_files.by_format import reader_of
from almasu.connectors.feed_files.wanted import WHOLE, Share, Wanted
from almasu.kernel.provision.deliveries_port import ReadBlock
from almasu.kernel.provision.delivery import Delivery
from almasu.kernel.provision.feeds.checking import checked
from almasu.kernel.provision.feeds.progress import Block, Position
from almasu.kernel.provision.feeds.reading import Passed
from almasu.kernel.provision.feeds.segment import hashes, packed
from almasu.kernel.provision.joint_act import DataSet, Extent, FileFormat


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be read: the file, its form and set, from where on, by which of its readers.

    `secrets` are those of its keys in turn.
    """

    file: str
    format: FileFormat
    data_set: DataSet
    extent: Extent
    position: Position
    cuts: tuple[str, ...]
    secrets: tuple[bytes, ...]
    share: Share = WHOLE


def order_of(delivery: Delivery, file: Path, secrets: tuple[bytes, ...]) -> Order:
    """Return the order to read a delivery from where it stands."""
    return Order(
        file=str(file),
        format=delivery.offered.format,
        data_set=delivery.data_set,
        extent=delivery.extent,
        position=delivery.position,
        cuts=delivery.cuts,
        secrets=secrets,
    )


def blocks(order: Order) -> Iterator[ReadBlock]:
    """Yield a reader's blocks of a file behind a position; Broken where it cannot be read any further."""
    fields, keys = order.data_set.fields, order.data_set.keys
    names = [one.name for one in fields]
    number, offset = order.position.number, order.position.offset
    if number and offset == order.position.size:
        return
    wanted = Wanted(Path(order.file), fields, order.position, order.cuts, order.share)
    for piece in reader_of(order.format)(wanted):
        number += 1
        if isinstance(piece, Passed):
            offset = piece.to_offset
            continue
        judged = checked(piece, fields, keys, incremental=order.extent is Extent.INCREMENTAL)
        block = Block(
            number=number,
            from_offset=offset,
            to_offset=piece.to_offset,
            to_line=piece.to_line,
            accepted=len(judged.rows.lines),
            rejected=judged.rejected,
        )
        offset = piece.to_offset
        hashed = b"".join(
            hashes(secret, judged.rows.columns[names.index(key)])
            for secret, key in zip(order.secrets, keys, strict=True)
        )
        yield ReadBlock(block, packed(judged.rows), hashed, judged.told)
