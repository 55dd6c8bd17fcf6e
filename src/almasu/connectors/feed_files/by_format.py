"""Which reader reads which form of file."""

from __future__ import annotations

from almasu.connectors.feed_files.csv_files import read_csv
from almasu.connectors.feed_files.json_files import read_json_lines
from almasu.connectors.feed_files.parquet_files import read_parquet
from almasu.connectors.feed_files.wanted import Reader
from almasu.connectors.feed_files.xml_files import read_xml
from almasu.kernel.provision.joint_act import FileFormat


def reader_of(form: FileFormat) -> Reader:
    """Return the reader of a form."""
    match form:
        case FileFormat.CSV:
            return read_csv
        case FileFormat.XML:
            return read_xml
        case FileFormat.JSON_LINES:
            return read_json_lines
        case FileFormat.PARQUET:
            return read_parquet
