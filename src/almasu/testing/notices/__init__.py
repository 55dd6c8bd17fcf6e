"""A made-up organisation's own program that takes notices at its webhook."""
