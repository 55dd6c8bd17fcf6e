"""Words of scanned papers, read by a program of the machine where one is installed (FMA-3.5)."""
