"""The queue on disk: store and forward, each signal exactly once."""
