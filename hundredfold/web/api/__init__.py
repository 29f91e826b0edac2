"""Machines' room: units' systems hand records in and read their own."""
