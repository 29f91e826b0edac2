"""Lets ``python -m hundredfold`` be the command line."""

from hundredfold.config.cli import main

main()
