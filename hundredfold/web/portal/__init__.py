"""The public's room. It sees records only as the gate lets them through."""
