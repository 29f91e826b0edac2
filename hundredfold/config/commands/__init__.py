"""The commands, one module each; every one imports what it runs only when it runs."""
