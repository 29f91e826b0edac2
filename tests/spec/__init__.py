"""Small tables of claims and what must come of them: run as tests, rendered as `docs/counting.md`."""
