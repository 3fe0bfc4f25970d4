"""Tests of brandname/checks."""
