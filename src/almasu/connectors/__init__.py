"""One folder per outside system. They never import one another."""
