"""The witness that co-signs checkpoints with its own key and state."""
