"""What a painter's process does for the demo: draws a picture and reads it as the product would. No Django."""

from tempfile import NamedTemporaryFile
from typing import Any

from hundredfold.config.demo.pictures import jpeg_bytes
from hundredfold.config.demo.shapes import DemoPhoto
from hundredfold.prove.prints import print_one


def paint_and_print(photo: DemoPhoto) -> tuple[bytes, dict[str, Any]]:
    """Runs in a painter: the picture's bytes, and what the product's own reader makes of them."""
    drawn = jpeg_bytes(photo)
    with NamedTemporaryFile(suffix=".jpg") as kept:
        kept.write(drawn)
        kept.flush()
        return drawn, print_one(kept.name)
