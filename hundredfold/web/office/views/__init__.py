"""The views of the office, by screen."""
