"""The offices of the portal: pages and signed deeds as data, so that each office says only what it shows and asks."""
