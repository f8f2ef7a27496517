#!/usr/bin/env python3
"""Counts, for each direct dependency, the crates that come into a build for this machine by it alone.

The numbers of the table in CONTRIBUTING.md. Development dependencies are counted against everything else.
"""

import re
import subprocess


def crates(edges):
    """Direct dependencies, each with all crates below it, itself included."""
    command = ["cargo", "tree", "--locked", "--edges", edges, "--prefix", "depth", "--no-dedupe"]
    tree = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    below, direct = {}, None
    for line in tree.splitlines():
        found = re.match(r"(\d+)(\S+) (v\S+)", line)
        if not found or found[1] == "0":
            continue
        if found[1] == "1":
            direct = found[2]
            below.setdefault(direct, set())
        below[direct].add((found[2], found[3]))
    return below


def alone(below, name):
    others = set().union(*(crates for other, crates in below.items() if other != name))
    return len(below[name] - others)


built = crates("normal,build")
for name in sorted(built):
    print(f"{alone(built, name):4}  {name}")
tested = crates("normal,build,dev")
for name in sorted(set(tested) - set(built)):
    print(f"{alone(tested, name):4}  {name} (tests)")
print(f"{len(set().union(*built.values())):4}  in all")
