"""The exchange of the financial sector: organisations, alerts, incident cards, requests, and the paths they take."""
