"""A piece of the state network and of the Internet around it, on the loopback, over real sockets (FMA-2.5)."""
