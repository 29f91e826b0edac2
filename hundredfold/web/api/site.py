"""The API as one thing: its routers, its refusals, its description. Knows no record."""

from ninja import NinjaAPI

from hundredfold.web.api import exchange, reads
from hundredfold.web.api.wrong import answer_with_sentences

api = NinjaAPI(
    title="Hundredfold",
    version="1",
    description="Records with their photos in, receipts out. A receipt given is kept.",
    docs_url=None,
    urls_namespace="api",
)
answer_with_sentences(api)
api.add_router("", exchange.router)
api.add_router("", reads.router)
