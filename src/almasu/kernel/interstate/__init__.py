"""The exchange between states: bodies, requests, answers, consents, handling and messages of the Agreement of 2017."""
