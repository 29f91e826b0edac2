"""A unit's own room, on a phone: tell, see what came back, see what counted."""
