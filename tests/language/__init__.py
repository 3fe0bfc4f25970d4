"""Tests of brandname/language."""
