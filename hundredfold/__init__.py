"""Hundredfold: a programme ledger for civic programmes that count."""
