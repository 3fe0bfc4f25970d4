"""What is shipped with the program, and the example study."""
