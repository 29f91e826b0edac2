"""Search: folding, tokens, queries, snippets, and an index on either database. Knows no record and no Django."""
