"""What stands in for the outside world: a made-up country, register simulators, a made-up PKI, an NCALayer emulator."""
