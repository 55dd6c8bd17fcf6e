"""Transparency logs and their witnesses over HTTP (C2SP tlog-witness and tlog-tiles), as a client."""
