"""The real camera files: which of them are one photo, which one scene, which neither."""

from pathlib import Path

import pytest

from hundredfold.linkage.photos import find_reused
from hundredfold.prove.prints import PrintedPhoto, print_photos

FOLDER = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "photos"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="the shared camera files are not here"),
]


def test_real_photos_pair_as_people_see_them() -> None:
    paths = sorted(path for path in FOLDER.iterdir() if path.suffix != ".txt")

    told = dict(print_photos(paths))
    read = [
        (path.stem.removeprefix("jpg_"), answer.fingerprint)
        for path in paths
        if isinstance(answer := told[path], PrintedPhoto)
    ]
    pairs = {(pair.a, pair.b): pair.kind for pair in find_reused(read)}

    # Two shots 26 seconds apart from the hand: the frame drifted by a twentieth, so it is one scene.
    assert pairs.pop(("hdr_canon_hdr_NO", "hdr_canon_hdr_YES")) == "same scene"
    # One picture under three orientation tags, with another digit lettered over each.
    assert pairs == {
        ("orientation_landscape_1", "orientation_landscape_6"): "same photo",
        ("orientation_landscape_1", "orientation_landscape_8"): "same photo",
        ("orientation_landscape_6", "orientation_landscape_8"): "same photo",
    }
    assert len(read) == len(paths)
