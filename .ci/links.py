#!/usr/bin/env python3
"""links.py REPORT SITE ADDRESS: reads linkinator's report; also finds pages that no link reaches."""

import json
import pathlib
import sys
from urllib.parse import unquote, urldefrag

report, site, address = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
try:
    links = json.loads(pathlib.Path(report).read_text("utf-8"))["links"]
except (ValueError, KeyError) as error:
    sys.exit(f"linkinator gave no report: {error}")

faults = [f"{link['url']}: {link['status']}, on {link.get('parent')}" for link in links if link["state"] == "BROKEN"]
reached = set()
for link in links:
    if link["state"] == "OK" and link["url"].startswith(address):
        path = unquote(urldefrag(link["url"]).url[len(address):])
        reached.add(path + "index.html" if path == "" or path.endswith("/") else path)
pages = {page.relative_to(site).as_posix() for page in site.rglob("*.html")}
# Stubs of old addresses, and frames of figures, are for those who come from elsewhere.
stubs = {page for page in pages if 'http-equiv="refresh"' in (site / page).read_text("utf-8")}
stubs |= {page for page in pages if page.endswith("/embed/index.html")}
faults += [f"{page}: no link leads here" for page in sorted(pages - reached - stubs - {"404.html"})]
print("\n".join(faults) or f"{len(links)} links, {len(pages)} pages")
sys.exit(bool(faults) or not pages)
