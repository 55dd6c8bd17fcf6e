"""The formats in which security teams exchange what they know: written and read, with every loss named."""
