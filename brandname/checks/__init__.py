"""One file per check; each asks, and judges what came back. Never opens a socket, never prints."""
