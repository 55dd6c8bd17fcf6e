"""Relations: what links one party to another, which register says so, and for which purposes it may be told."""
