"""A set of ten fields, and files of its rows in every form."""

from __future__ import annotations

from pathlib import Path

from almasu.connectors.feed_files.judging import Order, blocks
from almasu.kernel.provision.deliveries_port import ReadBlock
from almasu.kernel.provision.feeds.progress import Position
from almasu.kernel.provision.feeds.segment import unpacked
from almasu.kernel.provision.joint_act import DataSet, Extent, FileFormat
from kernel.provision.acts import data_set, field

FIELDS = [
    field("row_id", "integer", "open"),
    field("iin", "iin"),
    field("owner_bin", "iin"),
    field("plate", pattern="[0-9]{3}[A-Z]{3}[0-9]{2}"),
    field("since", "date"),
    field("colour", "code", "open", required=False, values=["red", "white", "black"]),
    field("value", "decimal"),
    field("owner"),
    field("noted_at", "moment"),
    field("active", "boolean"),
]
SECRETS = (b"1" * 32, b"2" * 32)
Read = list[tuple[str | None, ...]]


def ten_fields(form: FileFormat = FileFormat.CSV) -> DataSet:
    schedule = {"period": "monthly", "extent": "full", "format": form.value}
    return data_set(fields=FIELDS, keys=["iin", "plate"], schedule=schedule)


def order(file: Path, form: FileFormat, since: Position | None = None, cuts: tuple[str, ...] = ()) -> Order:
    position = since or Position(sha256="0" * 64, size=file.stat().st_size)
    return Order(
        file=str(file),
        format=form,
        data_set=ten_fields(form),
        extent=Extent.FULL,
        position=position,
        cuts=cuts,
        secrets=SECRETS,
    )


def read(file: Path, form: FileFormat) -> tuple[list[ReadBlock], Read]:
    """Every block of a file, and the rows in them."""
    found = list(blocks(order(file, form)))
    return found, [row for one in found for row in zip(*unpacked(one.packed).columns, strict=True)]
