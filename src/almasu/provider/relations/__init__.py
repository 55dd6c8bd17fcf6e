"""Relations of level 1 and 2 (resources 50 and 51): a graph of what registers say, asked like any other register."""
