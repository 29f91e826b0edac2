"""What is said in public and in reports. Reads counts, never decides what counts, writes nothing upstream."""
