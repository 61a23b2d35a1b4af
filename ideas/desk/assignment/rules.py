"""How many hosts one may choose from."""

HOSTS_MAX = 200
