package format

// context says in JSON-LD what the names mean that the W3C context does not
// define; without it they would be dropped silently (JSON-LD 1.1, 5.1.2).
// Old copies of that context lack "assessing", so it is said again.
const context = `[
  "http://www.w3.org/ns/anno.jsonld",
  {
    "@version": 1.1,
    "gloss": "urn:x-gloss:ns#",
    "assessing": "oa:assessing",
    "formatVersion": "gloss:formatVersion",
    "offsetUnit": "gloss:offsetUnit",
    "scheme": {"@id": "gloss:scheme", "@type": "@json"},
    "people": {"@id": "gloss:people", "@container": "@list"},
    "documents": {"@id": "gloss:documents", "@container": "@list"},
    "entities": {"@id": "gloss:entities", "@container": "@list"},
    "progress": {"@id": "gloss:progress", "@type": "@json"},
    "questions": {"@id": "gloss:questions", "@type": "@json"},
    "answers": {"@id": "gloss:answers", "@type": "@json"},
    "dismissals": {"@id": "gloss:dismissals", "@type": "@json"},
    "otherVersions": {"@id": "gloss:otherVersions", "@type": "@json"},
    "title": "gloss:title",
    "publisher": "gloss:publisher",
    "byline": "gloss:byline",
    "url": "gloss:url",
    "published": "gloss:published",
    "sha256": "gloss:sha256",
    "codePoints": "gloss:codePoints",
    "text": "gloss:text",
    "blocks": {"@id": "gloss:blocks", "@type": "@json"},
    "folds": {"@id": "gloss:folds", "@type": "@json"},
    "file": "gloss:file",
    "rawText": {"@id": "gloss:rawText", "@type": "@json"},
    "excluded": "gloss:excluded",
    "aliases": "gloss:alias",
    "category": "gloss:category",
    "iri": "gloss:iri",
    "note": "gloss:note",
    "into": {"@id": "gloss:into", "@type": "@id"},
    "attribution": {"@id": "gloss:attribution", "@type": "@json"},
    "attributes": {"@id": "gloss:attributes", "@type": "@json"},
    "unsure": "gloss:unsure",
    "origin": "gloss:origin",
    "orphan": {"@id": "gloss:orphan", "@type": "@json"},
    "version": {"@id": "gloss:version", "@type": "@json"},
    "record": {"@id": "gloss:record", "@type": "@json"},
    "decision": {"@id": "gloss:decision", "@type": "@json"},
    "comment": {"@id": "gloss:comment", "@type": "@json"},
    "foreign": {"@id": "gloss:foreign", "@type": "@json"}
  }
]`
