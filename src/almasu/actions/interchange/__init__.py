"""Acts of the exchange between machines: accounts opened by people, and what is done under them."""
