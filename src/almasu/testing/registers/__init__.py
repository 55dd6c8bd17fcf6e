"""Register simulators: real sockets and the real protocols, one process for all 52 resources, bad manners on demand."""
