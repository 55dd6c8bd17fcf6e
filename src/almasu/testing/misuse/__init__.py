"""A made-up year of work with misuse hidden in it: what finds oddities is measured by what was planted."""
