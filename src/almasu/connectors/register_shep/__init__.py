"""Registers behind the government gateway: SOAP SyncChannel v10, both sides signing the Body (WS-Security, X.509)."""
