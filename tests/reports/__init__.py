"""What reports say, in both languages and every format."""
