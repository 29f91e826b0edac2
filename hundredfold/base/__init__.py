"""Ground floor: who is signed in, stored files, the audit log, jobs, time, ids. Knows no civic word."""
