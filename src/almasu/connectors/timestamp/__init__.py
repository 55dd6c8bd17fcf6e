"""Time stamps from the configured authority (RFC 3161)."""

from almasu.connectors.timestamp.stamping import OutsideStamping, StampAnswer

__all__ = ["OutsideStamping", "StampAnswer"]
