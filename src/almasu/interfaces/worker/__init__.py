"""The process that sends questions out, orders the journal and does what is due."""
