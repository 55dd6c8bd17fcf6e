"""A client outside of the product: speaks HTTP and NCALayer only, as a program of an agency would."""
