"""The founding of a node: the operator's first people, named by a signed order before anybody can sign in."""
