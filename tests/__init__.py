"""The tests mirror the package; each has a docstring in the user's words."""
