#!/usr/bin/env python3
"""serve.py SITE ADDRESS: serves a finished site under the path of its address, as a plain web server would.

Prints the local address. A folder without `index.html` does not exist for visitors; nothing is listed.
"""

import http.server
import os
import sys
from urllib.parse import unquote, urlsplit

site = os.path.abspath(sys.argv[1])
base = urlsplit(sys.argv[2]).path


class Handler(http.server.SimpleHTTPRequestHandler):
    def do_GET(self):
        path = unquote(urlsplit(self.path).path)
        if not path.startswith(base):
            return self.missing()
        below = path[len(base):]
        self.path = "/" + below
        folder = os.path.join(site, below)
        if os.path.isdir(folder) and not os.path.exists(os.path.join(folder, "index.html")):
            return self.missing()
        return super().do_GET()

    do_HEAD = do_GET

    def missing(self):
        self.send_error(404)

    def log_message(self, *_):
        pass


def handler(*arguments):
    return Handler(*arguments, directory=site)


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
print(f"http://127.0.0.1:{server.server_port}{base}", flush=True)
server.serve_forever()
