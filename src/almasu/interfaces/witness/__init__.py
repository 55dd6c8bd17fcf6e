"""A witness (C2SP tlog-witness): its own process, key and memory; it co-signs only logs that grow and never fork."""
