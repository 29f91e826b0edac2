"""The composition root: settings, addresses, command line. Knows all, known by none."""
