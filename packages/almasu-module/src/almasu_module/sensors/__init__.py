"""One file per sensor: what its record says, in the words of the module."""
