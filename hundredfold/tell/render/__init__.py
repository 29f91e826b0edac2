"""Drawing: plain values in, text out. Pure: knows no Django, no database, no request and no clock."""
