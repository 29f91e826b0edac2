"""What was done: facts. The ledger, and the workflows that write into it."""
