"""A mail server of our own on the loopback: it takes letters, refuses some, or is away."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

# Who is asked for with this word before the @ is not known to the server.
UNKNOWN = "okand"
FULL = "full"


class Conversation(socketserver.StreamRequestHandler):
    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self) -> None:
        self.say("220 smtp.example")
        for line in self.rfile:
            word = line[:4].upper()
            if word == b"RCPT":
                self.say(answer_to_recipient(line.decode()))
            elif word == b"DATA":
                self.say("354 go on")
                self.server.letters.append(message_from_bytes(self.data(), policy=policy.default))
                self.say("250 taken")
            elif word == b"QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 smtp.example")

    def data(self) -> bytes:
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        return b"".join(lines)


def answer_to_recipient(line: str) -> str:
    if UNKNOWN in line:
        return "550 no such mailbox"
    return "452 mailbox full" if FULL in line else "250 ok"


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    letters: list[EmailMessage]


@contextmanager
def mail_server(settings, port: int = 0) -> Iterator[list[EmailMessage]]:
    """Our settings lead to it while it runs, and to its closed port afterwards. Yields what it
    takes."""
    with Server(("127.0.0.1", port), Conversation) as server:
        server.letters = []
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.letters
        finally:
            server.shutdown()
            thread.join()


def no_mail_server(settings) -> int:
    """Our settings lead to a port where nobody listens; returns it."""
    with mail_server(settings):
        pass
    return settings.EMAIL_PORT
