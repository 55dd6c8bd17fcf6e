"""Where records come from: files, folders, the network."""
