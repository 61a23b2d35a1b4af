"""Where people come from, as a keyed hash: enough to see that many accounts share a network, too little to find one."""

import hashlib
import hmac
import ipaddress

from flask import current_app, request

HASH_LENGTH = 32


def network_hash() -> str:
    """The network of this request: the /24 of an IPv4 address, the /48 of an IPv6 one, as HMAC-SHA256 in 32 hex digits."""
    key = current_app.config["SETTINGS"].secret_key
    return hmac.new(key.encode(), f"network:{network_of(request.remote_addr)}".encode(), hashlib.sha256).hexdigest()[
        :HASH_LENGTH
    ]


def network_of(address: str | None, *, bits: int = 48) -> str:
    """The /24 or, with IPv6, the /48 (or as many `bits` as asked for) that an address lies in."""
    try:
        found = ipaddress.ip_address(address or "")
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped  # What a server that listens on :: sees of everybody on IPv4.
    return str(ipaddress.ip_network((found, bits if found.version == 6 else 24), strict=False))
