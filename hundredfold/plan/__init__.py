"""What was promised: programmes, strands, targets, units. Must not know that anything was ever recorded."""
