"""What is noted with a vote, against false ones: a keyed hash of the network, and the host of the page that sent the person.

Both are forgotten after 90 days. Networks that the brand's owners named, such as an office's, are not noted at all.
"""

import ipaddress
import re

from flask import request

from ideas.people.brand.models import Brand
from ideas.rim.networks import network_hash

HOST_MAX = 100
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?")


def network_of_vote(brand: Brand) -> str | None:
    """The hash of this request's network, or None for one that the brand named as an office."""
    return None if is_office(request.remote_addr, brand.office_networks) else network_hash()


def foreign_host(host: str | None) -> str | None:
    """The host of a page elsewhere, as the landing page's script told it, or None for our own and for anything odd."""
    host = (host or "").strip().lower()
    if len(host) > HOST_MAX or host == request.host or not _HOST.fullmatch(host):
        return None
    return host.removeprefix("www.")


def is_office(address: str | None, networks: str) -> bool:
    """Whether an address lies in one of these networks, one a line."""
    if not networks:
        return False
    try:
        found = ipaddress.ip_address(address or "")
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    return any(found in network for network in _parsed(networks))


def _parsed(networks: str) -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    return [ipaddress.ip_network(line, strict=False) for line in networks.splitlines() if line]
