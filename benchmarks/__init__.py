"""Honest measurement of what the checks find and cost. Never part of the test run, and not shipped."""
