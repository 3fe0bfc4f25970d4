"""The only room that opens sockets: gates per host, the HTTP client, the ledger of who saw which name."""
