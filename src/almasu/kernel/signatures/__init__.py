"""What exactly is signed, and what a valid signature means."""
