"""The financial market made up: what its sensors write, a sectoral centre to send to, certificates for both."""
