"""What the pages show: frozen views in the words of the law. They know kernel and law only, and never a page."""
