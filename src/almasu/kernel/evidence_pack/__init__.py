"""The evidence pack of a request: one file that proves what was asked, by whom and when, without our server."""
