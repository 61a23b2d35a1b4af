"""Knocking at the doors that a mail opens."""

from concurrent.futures import ThreadPoolExecutor


def ask(client, email: str = "ana@example.com", path: str = "/sign-in/mail"):
    return client.send(path, {"email": email, "password": ""})


def at_once(work, times: int) -> list[int]:
    with ThreadPoolExecutor(times) as pool:
        return [done.result() for done in [pool.submit(work) for _ in range(times)]]
