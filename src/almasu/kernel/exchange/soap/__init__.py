"""The government gateway's synchronous channel, version 10: SOAP 1.1 messages whose Body is signed (WS-Security).

Pure: bytes, keys and a moment in; bytes, an element or a flaw out. Both ends use it, the connector and the simulator.
"""
