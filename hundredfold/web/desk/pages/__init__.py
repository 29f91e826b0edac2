"""What each screen of the desk shows, as one frozen class a screen. Reads; writes nothing."""
