"""Short messages through a carrier's SMPP 3.4 gateway (second factor, SIO25-9)."""

from almasu.connectors.sms.messages import Carrier, SmppMessages

__all__ = ["Carrier", "SmppMessages"]
