"""Compares every span of every exported file in a folder with its text.

usage: check.py FOLDER; needs nothing but Python 3.
"""

import csv
import hashlib
import json
import pathlib
import sys
import zipfile

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


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def doccano(path):
    for document in lines(path):
        units = document["text"].encode("utf-16-le")
        assert document["offset_unit"] == "UTF-16"
        assert hashlib.sha256(document["text"].encode()).hexdigest() == document["sha256"]
        for span in document["entities"]:
            # It must be text again, so no surrogate pair is cut in two.
            units[2 * span["start_offset"] : 2 * span["end_offset"]].decode("utf-16-le")
            assert 0 <= span["start_offset"] < span["end_offset"] <= len(units) // 2 and span["label"]
        ids = {span["id"] for span in document["entities"]}
        assert all({r["from_id"], r["to_id"]} <= ids for r in document["relations"])


def prodigy(path):
    for document in lines(path):
        text, tokens = document["text"], document["tokens"]
        for token in tokens:
            check(path, text, token["start"], token["end"], token["text"])
        for span in document.get("spans", []):
            check(path, text, span["start"], span["end"], span["text"])
            if "token_end" in span:
                first, last = tokens[span["token_start"]], tokens[span["token_end"]]
                assert (first["start"], last["end"]) == (span["start"], span["end"])
        for relation in document.get("relations", []):
            for end in ("head", "child"):
                assert tokens[relation[end]]["end"] == relation[end + "_span"]["end"]


def labelstudio(path):
    for task in json.loads(path.read_text(encoding="utf-8")):
        text = task["data"]["text"]
        assert task["data"]["offset_unit"] == "code point"
        assert len(task["annotations"]) == len(task["meta"]["annotators"])
        for annotation in task["annotations"]:
            results = annotation["result"]
            ids = {r["id"] for r in results if r["type"] != "relation"}
            for r in results:
                if r["type"] == "relation":
                    assert {r["from_id"], r["to_id"]} <= ids
                elif r["type"] == "textarea":
                    assert 0 <= r["value"]["start"] < r["value"]["end"] <= len(text)
                else:
                    check(path, text, r["value"]["start"], r["value"]["end"], r["value"]["text"])


def table(path, texts):
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, strict=True):
            assert row["offset_unit"] == "code point" and None not in row
            check(path, texts[row["document_id"]], int(row["start"]), int(row["end"]), row["quote"])


def brat(path):
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if not name.endswith(".ann"):
                continue
            text = archive.read(name[:-4] + ".txt").decode()
            for line in archive.read(name).decode().split("\n"):
                if line.startswith("T"):
                    _, where, quote = line.split("\t", 2)
                    spans = [[int(n) for n in s.split(" ")] for s in where.split(" ", 1)[1].split(";")]
                    check(path, " ".join(text[start:end] for start, end in spans), 0, None, quote)


def columns(path):
    widths = {len(line.split("\t")) for line in path.read_text(encoding="utf-8").split("\n") if line}
    if len(widths) > 1:
        sys.exit(f"{path}: lines of {widths} columns")


def mentions(path):
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line:
            m = json.loads(line)
            before, after = m["context_left"], m["context_right"]
            check(path, before + m["mention"] + after, len(before), len(before) + m["end"] - m["start"], m["mention"])


for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    if path.name.endswith(".gloss.json"):
        project(path)
    elif path.suffix == ".csv":
        training_file = path.with_suffix(".jsonl").read_text(encoding="utf-8").split("\n")
        table(path, {d["id"]: d["text"] for d in map(json.loads, filter(None, training_file))})
    elif path.name.endswith(".labelstudio.json"):
        labelstudio(path)
    elif path.name.endswith(".doccano.jsonl"):
        doccano(path)
    elif path.name.endswith(".prodigy.jsonl"):
        prodigy(path)
    elif path.name.endswith(".mentions.jsonl"):
        mentions(path)
    elif path.suffix == ".jsonl":
        training(path)
    elif path.suffix in (".conll", ".tsv"):
        columns(path)
    elif path.name.endswith(".brat.zip"):
        brat(path)
    else:
        sys.exit(f"{path}: nobody checks this format")
print(f"checked {spans} spans")
