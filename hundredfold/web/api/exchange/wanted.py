"""How the API's description tells what ``POST /records`` wants: read from the raw body, so said here by hand."""

from typing import Any

_TEXT = {"type": "string"}
_DAY = {"type": "string", "format": "date"}

RECORD: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["strand", "title"],
    "properties": {
        "strand": _TEXT,
        "kind": {"enum": ["person", "team", "event", "honour", "place", "product", "article"]},
        "title": {"type": "string", "minLength": 1, "maxLength": 300},
        "date": _DAY,
        "end_date": _DAY,
        "venue": {"type": "string", "maxLength": 200},
        "lat": {"type": "number", "minimum": -90, "maximum": 90},
        "lon": {"type": "number", "minimum": -180, "maximum": 180},
        "co_units": {"type": "array", "items": _TEXT, "maxItems": 50, "description": "names or public ids"},
        "headcount": {"type": "integer", "minimum": 0},
        "headcount_method": {"enum": ["", "counted", "tickets", "estimate", "range"]},
        "summary": {"type": "string", "maxLength": 20000},
        "details": {"type": "object", "description": "the fields of the strand's kind"},
    },
}

HAND_IN: dict[str, Any] = {
    "parameters": [
        {
            "name": "Idempotency-Key",
            "in": "header",
            "required": True,
            "description": "new for each record, the same again for each retry",
            "schema": {"type": "string", "minLength": 1, "maxLength": 100, "pattern": "^[!-~]+$"},
        }
    ],
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["record"],
                    "properties": {
                        "record": RECORD,
                        "photo": {"type": "array", "items": {"type": "string", "format": "binary"}},
                    },
                },
                "encoding": {"record": {"contentType": "application/json"}},
            }
        },
    },
}
