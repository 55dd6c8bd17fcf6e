"""The journal: kinds of entry, the RFC 6962 tree, checkpoints, co-signatures, proofs, verification."""
