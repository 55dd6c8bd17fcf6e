"""The faces of the product: portal, API, command line, worker, witness. They never import one another."""
