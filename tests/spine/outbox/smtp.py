"""A mail server for tests: it takes mails on a port of its own, slowly or rudely if told to."""

import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class FakeServer(socketserver.ThreadingTCPServer):
    """Accepts every mail. `delivered` holds what was accepted, in order."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.delivered: list[str] = []
        self.seconds_per_mail = 0.0
        self.goodbye = "221 bye"
        self.refusal = ""

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])


class _Conversation(socketserver.StreamRequestHandler):
    server: FakeServer

    def handle(self) -> None:
        """Speak as much SMTP as one mail takes."""
        self._say("220 ready")
        for line in self.rfile:
            verb = line.split()[0].upper() if line.split() else b""
            if verb == b"DATA":
                self._take_mail()
            elif verb == b"QUIT":
                self._say(self.server.goodbye)
                return
            else:
                self._say("250 ok")

    def _take_mail(self) -> None:
        if self.server.refusal:
            self._say(self.server.refusal)
            return
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.decode())
        time.sleep(self.server.seconds_per_mail)
        self.server.delivered.append("".join(lines))
        self._say("250 accepted")

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def running_server() -> Iterator[FakeServer]:
    """A server that listens until the end of the block."""
    with FakeServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
