"""The ledger: what each unit told, once, with its evidence and every revision. Knows no findings and no counts."""
