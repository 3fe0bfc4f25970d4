"""`python -m brandname` is `brandname`."""

from brandname.cli import main

main()
