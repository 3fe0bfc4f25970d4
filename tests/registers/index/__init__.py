"""Tests of `registers.index`."""
