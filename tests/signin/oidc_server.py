"""A small OpenID provider, as a process: says whoever it was told to be asked for.

`PUT /person` with claims names who signs in next; an empty one turns back. Prints its port.
"""

from __future__ import annotations

import json
import secrets
import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "cgt-lims", "a-secret-of-the-tests"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Provider(BaseHTTPRequestHandler):
    person: dict[str, Any] = {}
    codes: dict[str, dict[str, Any]] = {}

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def do_PUT(self) -> None:
        Provider.person = json.loads(self.body())
        self.tell({})

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        if parts.path == "/.well-known/openid-configuration":
            self.tell(self.configuration())
        elif parts.path == "/authorize":
            self.authorize(query)
        else:
            self.send_error(404)

    def authorize(self, query: dict[str, str]) -> None:
        """Back with a code that is good once, bound to the challenge that came with it."""
        code = secrets.token_urlsafe()
        Provider.codes[code] = {**Provider.person, "challenge": query["code_challenge"]}
        answer = {"code": code} if Provider.person else {"error": "access_denied"}
        self.send_response(302)
        back = urlencode({**answer, "state": query["state"]})
        self.send_header("Location", f"{query['redirect_uri']}?{back}")
        self.end_headers()

    def do_POST(self) -> None:
        given = {key: values[0] for key, values in parse_qs(self.body()).items()}
        person = Provider.codes.pop(given.get("code", ""), None)
        is_client = (given.get("client_id"), given.get("client_secret")) == (CLIENT, SECRET)
        if person is None or not is_client or "code_verifier" not in given:
            self.send_error(400)
            return
        person.pop("challenge")
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 60, **person}
        token = jwt.encode(claims, KEY, algorithm="RS256", headers={"kid": "1"})
        self.tell({"access_token": "unused", "token_type": "Bearer", "id_token": token})

    def configuration(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def body(self) -> str:
        return self.rfile.read(int(self.headers["Content-Length"])).decode()

    def tell(self, content: dict[str, Any]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(content).encode())

    def log_message(self, *args: Any) -> None:
        return


if __name__ == "__main__":
    server = HTTPServer(("127.0.0.1", 0), Provider)
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()
