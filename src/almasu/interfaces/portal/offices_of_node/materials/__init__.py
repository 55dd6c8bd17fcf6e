"""Materials, copies on devices and the second step of detail."""
