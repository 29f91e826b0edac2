"""From a link to a press record in the ledger: fetch, read, keep, fold, confirm. Knows no findings and no counts."""
