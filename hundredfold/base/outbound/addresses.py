"""Which addresses belong to the public network. It looks at numbers only and asks no name server."""

import ipaddress

PORTS = frozenset({80, 443, 8080, 8443})

# Networks of IPv4 that lead to this machine, its neighbours, many at once or nowhere, as the registry of
# special-purpose addresses lists them; and one address in public space behind which a hosting company answers its own.
_OFF_LIMITS_4 = (
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
    "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
    "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32",
)  # fmt: skip
# Of IPv6 only 2000::/3 was ever given out; within it these are protocols, tunnels that carry IPv4, and examples.
_GIVEN_OUT_6 = ipaddress.IPv6Network("2000::/3")
_OFF_LIMITS_6 = ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
# Two forms in which a public IPv4 address may honestly come as IPv6: the system's own, and an IPv6-only network's.
_CARRIERS = (ipaddress.IPv6Network("::ffff:0:0/96"), ipaddress.IPv6Network("64:ff9b::/96"))

_NEVER_4 = tuple(ipaddress.IPv4Network(each) for each in _OFF_LIMITS_4)
_NEVER_6 = tuple(ipaddress.IPv6Network(each) for each in _OFF_LIMITS_6)


def is_public(address: str, port: int) -> bool:
    """Whether an address (IPv4 or IPv6, as text) is of the public network and the port one that sites use.

    What is no address, or bound to one network card (``%eth0``), is not.
    """
    try:
        given = ipaddress.ip_address(address)
    except ValueError:
        return False
    if port not in PORTS:
        return False
    if isinstance(given, ipaddress.IPv4Address):
        return _is_public_4(given)
    if any(given in each for each in _CARRIERS):
        return given.scope_id is None and _is_public_4(ipaddress.IPv4Address(int(given) & 0xFFFFFFFF))
    return given.scope_id is None and given in _GIVEN_OUT_6 and not any(given in each for each in _NEVER_6)


def _is_public_4(given: ipaddress.IPv4Address) -> bool:
    return not any(given in each for each in _NEVER_4)
