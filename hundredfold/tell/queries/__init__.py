"""Reads for the public: rows fetched here, and only what the gate lets through handed out."""

from hundredfold.tell.queries.board import Board, Coming, Grid, Story, home
from hundredfold.tell.queries.counting import Counted, Counting, counted, how
from hundredfold.tell.queries.draws import Draws, draws
from hundredfold.tell.queries.press import PressList, press_list
from hundredfold.tell.queries.records import OpenRecord, photo, public_id_of_number, record
from hundredfold.tell.queries.strands import PAGE, StrandList, strand_list

__all__ = [
    "PAGE",
    "Board",
    "Coming",
    "Counted",
    "Counting",
    "Draws",
    "Grid",
    "OpenRecord",
    "PressList",
    "Story",
    "StrandList",
    "counted",
    "draws",
    "home",
    "how",
    "photo",
    "press_list",
    "public_id_of_number",
    "record",
    "strand_list",
]
