"""Comparing names."""
