"""Which of these rows, photos and texts tell the same. Pure: knows no Django and not what a strand is."""
