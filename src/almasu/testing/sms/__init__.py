"""A carrier of the made-up country: an SMPP 3.4 message centre on a real socket, and a page that shows what it kept."""
