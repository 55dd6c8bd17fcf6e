"""One file per verb: decide, keep and journal in one transaction."""
