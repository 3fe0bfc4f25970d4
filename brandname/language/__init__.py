"""How a name sounds, is written and is matched in a language. Knows nothing of markets, risk or reports."""
