"""A real identity provider as a process of its own: `python -m tests.identity_provider PORT`.

oidc-provider-mock does OpenID Connect; added are that it insists on PKCE and keeps the state with a
no, as it does not itself, and that it can be told to fail. Who signs in there is whoever its form
names.
"""

import base64
import hashlib
import logging
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

import requests

ANSWER = "/konto/extern/svar/"
SECONDS_TO_START = 60


def serve(port: int) -> None:
    import flask
    import oidc_provider_mock
    from werkzeug.serving import make_server

    app = oidc_provider_mock.app(require_client_registration=True)
    challenges: dict[str, str] = {}
    # Path to what is answered there in place of the truth.
    broken: dict[str, dict] = {}

    @app.put("/broken")
    def break_something():
        broken.clear()
        broken.update(flask.request.json)
        return "", 204

    @app.before_request
    def answer_what_was_told():
        told = broken.get(flask.request.path)
        if told is not None:
            return flask.Response(told["text"], told["status"], mimetype="application/json")

    @app.before_request
    def insist_on_a_challenge():
        if flask.request.path == "/oauth2/authorize":
            if flask.request.args.get("code_challenge_method") != "S256":
                return "PKCE is required", 400
        elif flask.request.path == "/oauth2/token":
            verifier = flask.request.form.get("code_verifier", "")
            digest = hashlib.sha256(verifier.encode()).digest()
            challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
            if challenges.pop(flask.request.form.get("code"), None) != challenge:
                return {"error": "invalid_grant"}, 400

    @app.after_request
    def remember_the_challenge(response):
        if flask.request.path == "/oauth2/authorize" and response.status_code == 302:
            query = parse_qs(urlsplit(response.headers["Location"]).query)
            if "code" in query:
                challenges[query["code"][0]] = flask.request.args["code_challenge"]
            if "state" not in query:
                # The standard wants it back with a no, too.
                response.headers["Location"] += f"&state={flask.request.args['state']}"
        return response

    @app.after_request
    def leave_out_what_lies_elsewhere(response):
        if response.mimetype == "text/html":
            response.set_data(re.sub(r"<link[^>]*>", "", response.get_data(as_text=True)))
        return response

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    make_server("127.0.0.1", port, app, threaded=True).serve_forever()


@dataclass
class Provider:
    """The process, as a test and as the browser of a person see it."""

    address: str
    client_id: str
    client_secret: str
    process: subprocess.Popen
    browser: requests.Session

    def put(self, path: str, value: dict) -> None:
        self.browser.put(self.address + path, json=value).raise_for_status()

    def has(self, subject: str, **claims) -> None:
        """Someone who can sign in there, and does so now unless it is told otherwise."""
        self.put(f"/users/{subject}", {"auth_time": int(time.time())} | claims)

    def breaks(self, path: str, text: str, status: int = 200) -> None:
        self.put("/broken", {path: {"text": text, "status": status}})

    def is_whole(self) -> None:
        self.put("/broken", {})

    def sign_in(self, leading_there: str, subject: str) -> str:
        """Its page, its form, and where it sends the person back to."""
        assert self.browser.get(leading_there).status_code == 200
        return self.answer(leading_there, sub=subject)

    def deny(self, leading_there: str) -> str:
        return self.answer(leading_there, action="deny")

    def answer(self, leading_there: str, **form) -> str:
        response = self.browser.post(leading_there, data=form, allow_redirects=False)
        return response.headers["Location"]

    def settings(self) -> dict[str, str]:
        return {
            "OIDC_SERVER_URL": self.address,
            "OIDC_CLIENT_ID": self.client_id,
            "OIDC_CLIENT_SECRET": self.client_secret,
            "OIDC_NAME": "Länets inloggning",
        }


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextmanager
def running_provider(sites: list[str]) -> Iterator[Provider]:
    """A provider that knows us, and sends people back to these sites alone."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.identity_provider", str(port)],
        env=os.environ | {"AUTHLIB_INSECURE_TRANSPORT": "1", "PYTHONWARNINGS": "ignore"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address, process)
        known = requests.post(
            f"{address}/oauth2/clients",
            json={
                "redirect_uris": [site + ANSWER for site in sites],
                "token_endpoint_auth_method": "client_secret_basic",
            },
        ).json()
        with requests.Session() as browser:
            yield Provider(address, known["client_id"], known["client_secret"], process, browser)
    finally:
        process.terminate()
        process.wait(timeout=10)


def wait_for(address: str, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError("The identity provider of the tests did not start.")
        try:
            requests.get(address, timeout=1).close()
            return
        except requests.ConnectionError:
            time.sleep(0.1)
    raise RuntimeError("The identity provider of the tests did not answer.")


if __name__ == "__main__":
    serve(int(sys.argv[1]))
