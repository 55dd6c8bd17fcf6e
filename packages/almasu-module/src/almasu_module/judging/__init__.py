"""What becomes a signal: perimeter, windows, rollups, minimisation. No file, no socket, no clock."""
