"""Files of feeds on the servers of bodies, by HTTPS and by SFTP: in parts, within limits, on from where one stopped."""
