"""Tables for reading and keeping: Parquet, CSV and XLSX, made by DuckDB outside the database of the node."""
