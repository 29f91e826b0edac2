"""The programme office's room: the board and the review desk."""
