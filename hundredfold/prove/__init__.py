"""What holds: claims, rules, findings, decisions, the count and its reasons. Never edits a record."""
