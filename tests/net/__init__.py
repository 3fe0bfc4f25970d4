"""The only room that opens sockets, tried on a server of our own."""
