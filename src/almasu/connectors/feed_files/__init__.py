"""Files of feeds as they come: CSV, JSON lines, XML, Parquet, read in pieces within limits, from any block on."""
