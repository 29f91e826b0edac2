"""What each screen of the office shows: one frozen page a screen, so that a template asks the database nothing."""
