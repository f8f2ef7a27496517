#!/usr/bin/env python3
"""feeds.py SITE ADDRESS SCHEMA: Atom feeds, the sitemap, and the languages that pages say they exist in.

Feeds are read by feedparser, the sitemap is held against its schema; what both say must lead to files of the site.
"""

import pathlib
import re
import sys
from urllib.parse import unquote

import feedparser
from lxml import etree, html

site, address, schema = pathlib.Path(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3])
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
# The schema of sitemaps wants to know what an alternate link looks like.
LINK = """<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/1999/xhtml">
<element name="link"><complexType><attribute name="rel"/><attribute name="hreflang"/><attribute name="href"/>
</complexType></element></schema>"""
faults = []


def file_of(url):
    """The file that a whole address of the site leads to; None if there is none."""
    if not (url or "").startswith(address):
        return None
    path = unquote(url[len(address):].partition("#")[0])
    file = site / (path + "index.html" if path == "" or path.endswith("/") else path)
    return file if file.is_file() else None


def check_feed(path):
    name = path.relative_to(site)
    parsed = feedparser.parse(path.read_bytes())
    if parsed.bozo:
        faults.append(f"{name}: {parsed.bozo_exception}")
        return
    feed = etree.parse(str(path)).getroot()
    own = [link.get("href") for link in feed.findall(ATOM + "link") if link.get("rel") == "self"]
    if [file_of(url) for url in own] != [path]:
        faults.append(f"{name}: the feed says that it is {own}")
    entries = feed.findall(ATOM + "entry")
    ids = [entry.findtext(ATOM + "id") for entry in entries]
    if not entries or len(set(ids)) != len(ids):
        faults.append(f"{name}: {len(entries)} entries with {len(set(ids))} ids")
    for node in [feed, *entries]:
        if not MOMENT.fullmatch(node.findtext(ATOM + "updated") or ""):
            faults.append(f"{name}: `updated` is no RFC 3339 date")
        if not node.findtext(ATOM + "title"):
            faults.append(f"{name}: without a title")
        if not (node.findall(ATOM + "author") or feed.findall(ATOM + "author")):
            faults.append(f"{name}: without an author")
    for entry in entries:
        for link in entry.findall(ATOM + "link"):
            if link.get("rel") != "enclosure" and file_of(link.get("href")) is None:
                faults.append(f"{name}: an entry leads to {link.get('href')}")
        content = entry.findtext(ATOM + "content") or ""
        relative = re.findall(r'(?:src|href)="(?!https?:|mailto:|tel:|data:|#)([^"]*)"', content)
        if not content or relative:
            faults.append(f"{name}: {entry.findtext(ATOM + 'id')}: relative addresses {relative[:3]} or no text")


def check_sitemap(path):
    folder = pathlib.Path(sys.argv[0]).resolve().parent
    both = f"""<schema xmlns="http://www.w3.org/2001/XMLSchema">
<import namespace="http://www.sitemaps.org/schemas/sitemap/0.9" schemaLocation="{schema.resolve().as_uri()}"/>
<import namespace="http://www.w3.org/1999/xhtml" schemaLocation="link.xsd"/></schema>"""
    parser = etree.XMLParser()
    parser.resolvers.add(Resolver())
    judge = etree.XMLSchema(etree.fromstring(both, parser, base_url=folder.as_uri() + "/both.xsd"))
    tree = etree.parse(str(path))
    if not judge.validate(tree):
        faults.extend(f"{path.name}: {error}" for error in judge.error_log)
    listed = {}
    for url in tree.iter(MAP + "url"):
        at = url.findtext(MAP + "loc")
        if file_of(at) is None:
            faults.append(f"{path.name}: {at} leads to no file")
        listed[at] = {link.get("hreflang"): link.get("href") for link in url.iter(XHTML + "link")}
    return listed


class Resolver(etree.Resolver):
    """Hands the schema of alternate links out under its name."""

    def resolve(self, url, _public, context):
        return self.resolve_string(LINK, context) if url.endswith("link.xsd") else None


def check_pages(listed):
    pages = {}
    for path in sorted(site.rglob("*.html")):
        tree = html.fromstring(path.read_bytes())
        if tree.xpath("//meta[translate(@http-equiv, 'R', 'r') = 'refresh']") or path.name == "404.html":
            continue
        canonical = tree.xpath("//link[@rel='canonical']/@href")
        others = {link.get("hreflang"): link.get("href") for link in tree.xpath("//link[@rel='alternate'][@hreflang]")}
        hidden = tree.xpath("//meta[@name='robots'][contains(@content, 'noindex')]")
        pages[path] = (tree.get("lang"), canonical, others, bool(hidden))
    for path, (lang, canonical, others, hidden) in pages.items():
        name = path.relative_to(site)
        if [file_of(url) for url in canonical] != [path]:
            faults.append(f"{name}: canonical address {canonical}")
        elif not hidden and canonical[0] not in listed:
            faults.append(f"{name}: not in the sitemap")
        elif not hidden and listed[canonical[0]] != others:
            faults.append(f"{name}: the sitemap names other languages")
        if not others:
            continue
        if lang not in others or "x-default" not in others:
            faults.append(f"{name}: hreflang without itself or x-default: {sorted(others)}")
        for tag, url in others.items():
            sibling = pages.get(file_of(url))
            if sibling is None:
                faults.append(f"{name}: {tag} leads to {url}, which is no page")
            elif tag != "x-default" and (sibling[0] != tag or file_of(sibling[2].get(lang)) != path):
                faults.append(f"{name}: {url} is no {tag}, or does not lead back")
    return len(pages)


feeds = sorted(site.rglob("feed.xml"))
for path in feeds:
    check_feed(path)
count = check_pages(check_sitemap(site / "sitemap.xml"))
print("\n".join(faults) or f"{len(feeds)} feeds, {count} pages")
sys.exit(bool(faults) or not feeds)
