"""What all rooms of the web share: the frame of a page and its fragments. Must not know any single room."""
