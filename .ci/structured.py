#!/usr/bin/env python3
"""structured.py SITE MODULES NODE: JSON-LD and Open Graph of every page.

extruct reads them; the types of schema.org (schema-dts) judge the JSON-LD by the TypeScript compiler.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import extruct

site, modules, node = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve(), sys.argv[3]
ARTICLE = ["headline", "datePublished", "dateModified", "author", "publisher", "inLanguage", "mainEntityOfPage"]
OPEN_GRAPH = ["og:title", "og:type", "og:url", "og:locale", "og:site_name"]
faults = []
typed = []

for path in sorted(site.rglob("*.html")):
    name = path.relative_to(site).as_posix()
    text = path.read_text("utf-8")
    found = extruct.extract(text, syntaxes=["json-ld", "opengraph"])
    typed += [(name, item) for item in found["json-ld"]]
    if "<article" not in text:
        continue
    graph = [part for item in found["json-ld"] for part in item.get("@graph", [item])]
    articles = [part for part in graph if part.get("@type") == "NewsArticle"]
    if not articles and "og:type\" content=\"article" in text:
        faults.append(f"{name}: a story without NewsArticle")
    faults += [f"{name}: NewsArticle without {key}" for part in articles for key in ARTICLE if key not in part]
    said = {key for group in found["opengraph"] for key, _ in group["properties"]}
    faults += [f"{name}: without {key}" for key in OPEN_GRAPH if key not in said]

with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    (folder / "node_modules").symlink_to(modules)
    for number, (name, item) in enumerate(typed):
        kind = "Graph" if "@graph" in item else "WithContext<Thing>"
        (folder / f"page{number}.ts").write_text(
            f'import type {{ Graph, Thing, WithContext }} from "schema-dts";\n'
            f"// {name}\nexport const item: {kind} = {json.dumps(item, indent=1)};\n"
        )
    files = sorted(path.name for path in folder.glob("*.ts"))
    if files:
        options = ["--noEmit", "--strict", "--skipLibCheck", "--target", "es2022", "--module", "es2022"]
        compiler = [node, modules / "typescript/bin/tsc", *options, "--moduleResolution", "bundler", *files]
        run = subprocess.run(compiler, cwd=folder, capture_output=True, text=True)
        names = {f"page{number}.ts": name for number, (name, _) in enumerate(typed)}
        for line in run.stdout.splitlines():
            file = line.partition("(")[0]
            faults.append(f"{names.get(file, file)}: {line}")
        if run.returncode and not run.stdout:
            faults.append(f"the compiler said: {run.stderr[:300]}")

print("\n".join(faults) or f"{len(typed)} pages with JSON-LD")
sys.exit(bool(faults) or not typed)
