"""The documents, and the few that are made from the code so that they cannot lie."""
