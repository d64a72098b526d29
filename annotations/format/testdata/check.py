"""Compares every span of every exported file with its text.

usage: check.py FOLDER, in which there is a folder for each project, with one
for each format in it. Needs nothing but Python 3.
"""

import csv
import hashlib
import io
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


def in_unit(text, unit, start, end):
    """What a reader of UTF-16 or of code points finds."""
    if unit == "code point":
        return text[start:end]
    units = text.encode("utf-16-le")
    # It must be text again, so no surrogate pair is cut in two.
    assert 0 <= start < end <= len(units) // 2
    return units[2 * start : 2 * end].decode("utf-16-le")


def doccano(path, quotes):
    for document in lines(path):
        text, unit = document["text"], document["offset_unit"]
        assert hashlib.sha256(text.encode()).hexdigest() == document["sha256"]
        marked = [in_unit(text, unit, s["start_offset"], s["end_offset"]) for s in document["entities"]]
        check(path, [sorted(marked)], 0, None, [sorted(quotes[document["sha256"]])])
        assert all(span["label"] for span in document["entities"])
        ids = {span["id"] for span in document["entities"]}
        assert all({r["from_id"], r["to_id"]} <= ids for r in document["relations"])


def highlights(path, texts, unit):
    for item in json.loads(path.read_text(encoding="utf-8")):
        assert item["type"] == "Annotation"
        for target in item["target"]:
            quote, at = target["selector"]
            text = texts[target["source"].removeprefix("urn:x-gloss:text:")]
            marked = in_unit(text, unit, at["start"], at["end"])
            check(f"{path}: {item['id']}", marked, 0, None, quote["exact"])


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
        assert ("annotations" in task) != ("predictions" in task)
        if "annotations" in task:
            assert len(task["annotations"]) == len(task["meta"]["annotators"])
        for annotation in task.get("annotations", task.get("predictions")):
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
    data = path.read_bytes()
    excel = data.startswith(b"\xef\xbb\xbf")
    for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True):
        assert None not in row
        if excel:  # a formula would run
            assert not any(cell[:1] in "=+-@\t\r" for cell in row.values() if cell)
        if "relation_id" in row:
            continue
        assert row["offset_unit"] == "code point"
        quote = row["quote"]
        if excel and quote.lstrip("'")[:1] in ("=", "+", "-", "@", "\t", "\r"):
            quote = quote[1:]
        check(path, texts[row["document_id"]], int(row["start"]), int(row["end"]), quote)


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


def conll(path, texts):
    """Tokens must be in the text in order, tags must follow each other."""
    before, tags, words = "O", set(), ""
    for line in path.read_text(encoding="utf-8").split("\n"):
        if not line or line.startswith("-DOCSTART-"):
            assert before[0] in "OBIES"
            before = "O" if not line else before
            continue
        token, tag = line.split("\t")
        assert token and " " not in token
        if tag[0] in "IE":  # goes on with what came before
            assert before[0] in "BI" and before[2:] == tag[2:], f"{path}: {tag} after {before}"
        tags.add(tag[0])
        words += token
        before = tag
    assert tags <= set("BIOES")
    check(path, words, 0, None, "".join("".join(texts[id].split()) for id in texts))


def sentences(path, texts):
    rows = path.read_text(encoding="utf-8").split("\n")
    assert {len(row.split("\t")) for row in rows if row} <= {7}
    for row in rows[1:]:
        if row:
            _, words, _, _, document, start, end = row.split("\t")
            check(path, " ".join(texts[document][int(start) : int(end)].split()), 0, None, " ".join(words.split()))


def mentions(path):
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line:
            m = json.loads(line)
            before, after = m["context_left"], m["context_right"]
            check(path, before + m["mention"] + after, len(before), len(before) + m["end"] - m["start"], m["mention"])


def side(path, texts, words, place, name=""):
    check(path, texts[place[name + "document"]], place[name + "start"], place[name + "end"], words)


def pairs(path, texts):
    split = {}
    for pair in lines(path):
        assert pair["label"] in ("contradiction", "entailment") and pair["offset_unit"] == "code point"
        assert pair["relation"] or pair["question"]
        for name in ("premise", "hypothesis"):
            side(path, texts, pair[name], pair, name + "_")
            assert split.setdefault(pair[name + "_document"], pair["split"]) == pair["split"] in ("train", "dev", "test")


def clusters(path, texts):
    for cluster in lines(path):
        assert cluster["size"] == len(cluster["claims"]) > 1
        for claim in cluster["claims"]:
            side(path, texts, claim["text"], claim)


def averitec(path, texts):
    for claim in json.loads(path.read_text(encoding="utf-8")):
        side(path, texts, claim["claim"], claim)
        stances = {a["stance"] for q in claim["questions"] for a in q["answers"]}
        labels = {"supports": "Supported", "contradicts": "Refuted"}
        assert claim["label"] == ("Conflicting Evidence/Cherrypicking" if len(stances) == 2 else labels[stances.pop()])
        for question in claim["questions"]:
            assert question["question"] and question["answers"]
            for answer in question["answers"]:
                side(path, texts, answer["answer"], answer)


def folder(root):
    """One project in every format, each in a folder of its name."""
    documents = lines(root / "jsonl" / "train.jsonl")
    texts = {d["id"]: d["text"] for d in documents}
    quotes = {d["id"]: [s["quote"] for s in d["spans"]] for d in documents}
    unit = "code point" if root.name.endswith("chosen") else "UTF-16"
    for path in sorted(root.glob("*/*")):
        kind = path.parent.name
        if path.name in ("README.md", "config.xml"):
            assert path.read_text(encoding="utf-8")
        elif kind == "gloss":
            project(path)
        elif kind == "jsonl":
            training(path)
        elif kind == "w3c":
            highlights(path, texts, unit)
        elif kind == "labelstudio":
            labelstudio(path)
        elif kind == "csv":
            table(path, texts)
        elif kind == "doccano":
            doccano(path, quotes)
        elif kind == "prodigy":
            prodigy(path)
        elif kind == "brat":
            brat(path)
        elif kind == "conll":
            conll(path, texts)
        elif kind == "sentences":
            sentences(path, texts)
        elif kind == "entity-linking":
            mentions(path)
        elif kind == "nli":
            pairs(path, texts)
        elif kind == "clusters":
            clusters(path, texts)
        elif kind == "averitec":
            averitec(path, texts)
        else:
            sys.exit(f"{path}: nobody checks this format")


for root in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    folder(root)
print(f"checked {spans} spans")
