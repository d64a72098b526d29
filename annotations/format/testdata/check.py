"""Compares every span of every exported file in a folder with its text.

usage: check.py FOLDER; needs nothing but Python 3.
"""

import hashlib
import json
import pathlib
import sys

spans = 0


def check(where, text, start, end, quote):
    global spans
    spans += 1
    if text[start:end] != quote:
        sys.exit(f"{where}: [{start},{end}) is {text[start:end]!r}, not {quote!r}")


def project(path):
    file = json.loads(path.read_text(encoding="utf-8"))
    texts = {}
    for document in file.get("documents", []):
        text = document["text"]
        if hashlib.sha256(text.encode()).hexdigest() != document["sha256"] or len(text) != document["codePoints"]:
            sys.exit(f"{path}: {document['id']}: not its text")
        texts[document["id"]] = text
    for item in file.get("first", {}).get("items", []):
        targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
        for target in targets:
            selectors = {s["type"]: s for s in target.get("selector", [])}
            if "TextPositionSelector" not in selectors:
                continue
            at, quote = selectors["TextPositionSelector"], selectors["TextQuoteSelector"]
            text = texts[target["source"]]
            check(f"{path}: {item['id']}", text, at["start"], at["end"], quote["exact"])
            before, after = quote.get("prefix", ""), quote.get("suffix", "")
            check(path, text, at["start"] - len(before), at["start"], before)
            check(path, text, at["end"], at["end"] + len(after), after)


def training(path):
    for line in path.read_text(encoding="utf-8").split("\n"):
        if not line:
            continue
        document = json.loads(line)
        for span in document["spans"]:
            for part in [span, *span["parts"]]:
                check(path, document["text"], part["start"], part["end"], part["quote"])


for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    if path.name.endswith(".gloss.json"):
        project(path)
    elif path.suffix == ".jsonl":
        training(path)
    else:
        sys.exit(f"{path}: nobody checks this format")
print(f"checked {spans} spans")
