"""The integration module: software in the infrastructure of a financial organisation that passes its signals
(ASOI-3.8).
"""

VERSION = "0.1.0"
