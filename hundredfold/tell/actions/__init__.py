"""What is done to tell: the search index is kept up with what stands."""

from hundredfold.tell.actions.index import (
    forget,
    index_all,
    index_new,
    index_record,
    index_records,
    lag,
    sweep,
)
from hundredfold.tell.actions.index_pages import index_all_pages, index_pages

__all__ = [
    "forget",
    "index_all",
    "index_all_pages",
    "index_new",
    "index_pages",
    "index_record",
    "index_records",
    "lag",
    "sweep",
]
