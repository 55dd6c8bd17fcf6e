"""`python -m almasu` is the command line."""

from almasu.interfaces.cli.main import main

main()
