"""Made-up bodies of three states and their people, for demos and journeys of the exchange between states."""
