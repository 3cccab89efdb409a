"""The OpenAPI document and a page that shows it: plain HTML, nothing loaded from elsewhere."""

from __future__ import annotations

import json
from html import escape
from typing import Any

from litestar import MediaType, get
from litestar.di import NamedDependency

__all__ = ["get_document", "get_page"]

Json = dict[str, Any]
STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;background:#fff}
h2{margin-top:2.5rem;border-top:1px solid #d0d7de;padding-top:1.5rem}code,pre{font:14px/1.45 ui-monospace,monospace}
pre{background:#f6f8fa;padding:.8rem;overflow:auto;max-height:28rem}table{border-collapse:collapse}
td,th{border:1px solid #d0d7de;padding:.3rem .6rem;text-align:left;vertical-align:top}summary{cursor:pointer}
"""
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>{title}</title><style>{style}</style></head>
<body><h1>{title} {version}</h1><p>{summary}</p><p>{description}</p>
<p>The document for programs: <a href="/openapi.json">openapi.json</a></p>
{operations}
<h2>Schemas</h2>
{schemas}
</body></html>
"""


@get("/openapi.json", include_in_schema=False, sync_to_thread=False, media_type="application/vnd.oai.openapi+json")
def get_document(document: NamedDependency[Json]) -> Json:
    """The OpenAPI document."""
    return document


@get(["/", "/docs"], include_in_schema=False, sync_to_thread=False, media_type=MediaType.HTML)
def get_page(document: NamedDependency[Json]) -> str:
    """The same for the eye."""
    info, paths = document["info"], document["paths"]
    return PAGE.format(
        style=STYLE,
        **{name: escape(info.get(name, "")) for name in ("title", "version", "summary", "description")},
        operations="\n".join(
            _operation(method, path, each) for path, methods in paths.items() for method, each in methods.items()
        ),
        schemas="\n".join(_fold(name, each) for name, each in document["components"]["schemas"].items()),
    )


def _operation(method: str, path: str, operation: Json) -> str:
    parts = [
        f'<h2 id="{escape(operation["operationId"])}"><code>{escape(method.upper())} {escape(path)}</code></h2>',
        f"<p>{escape(operation.get('description', ''))}</p>",
        _parameters(operation.get("parameters", [])),
        *(_fold("Request", each) for each in operation.get("requestBody", {}).get("content", {}).values()),
        *(_fold(f"{status}: {each['description']}", each.get("content")) for status, each in _responses(operation)),
    ]
    return "\n".join(parts)


def _responses(operation: Json) -> list[tuple[str, Json]]:
    return list(operation["responses"].items())


def _parameters(parameters: list[Json]) -> str:
    if not parameters:
        return ""
    rows = "".join(
        f"<tr><td><code>{escape(each['name'])}</code></td><td>{escape(each['in'])}</td>"
        f"<td><code>{escape(json.dumps(each['schema']))}</code></td></tr>"
        for each in parameters
    )
    return f"<table><tr><th>parameter</th><th>in</th><th>schema</th></tr>{rows}</table>"


def _fold(title: str, content: object) -> str:
    text = json.dumps(content, indent=2, ensure_ascii=False)
    return f"<details><summary>{escape(title)}</summary><pre>{escape(text)}</pre></details>"
