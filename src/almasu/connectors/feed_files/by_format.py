"""Which reader reads which form of file."""

from __future__ import annotations

from almasu.connectors.feed_files.wanted import Reader
from almasu.kernel.provision.joint_act import FileFormat


def reader_of(form: FileFormat) -> Reader:
    """Return the reader of a form; what it reads with is loaded for it alone, so that two readers fit their memory."""
    match form:
        case FileFormat.CSV:
            from almasu.connectors.feed_files.csv_files import read_csv

            return read_csv
        case FileFormat.XML:
            from almasu.connectors.feed_files.xml_files import read_xml

            return read_xml
        case FileFormat.JSON_LINES:
            from almasu.connectors.feed_files.json_files import read_json_lines

            return read_json_lines
        case FileFormat.PARQUET:
            from almasu.connectors.feed_files.parquet_files import read_parquet

            return read_parquet
