"""Real photographs for the photo bench: what is at hand of the shared camera files and of packages that ship some.

Nothing of them is kept in the project. From the Python index: scikit-learn (2) and scikit-image (public domain or
CC0). From Debian, where installed or unpacked below `--more`: mate-backgrounds, lomiri-wallpapers-16.04 and -20.04,
plasma-workspace-wallpapers (CC-BY-SA and LGPL) and opencv-doc (BSD)."""

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

import cv2
import numpy as np

from bench.photo_scenes import Picture
from hundredfold.reading.photos import decode

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data" / "photos"
SYSTEM = Path("/usr/share")
SMALLEST = 200
LONGEST = 1600

# One photograph a shot and a scene, by file name; drawings that the packages ship beside them are left out.
SHOTS: dict[str, tuple[str, ...]] = {
    "shared": (
        "heic_mobile_HMD_Nokia_8.3_5G_hdr.heif", "jpg_gps_DSCN0010.jpg", "jpg_gps_DSCN0012.jpg",
        "jpg_gps_DSCN0021.jpg", "jpg_gps_DSCN0025.jpg", "jpg_gps_DSCN0027.jpg", "jpg_hdr_canon_hdr_NO.jpg",
        "jpg_orientation_landscape_1.jpg", "jpg_orientation_portrait_6.jpg", "jpg_tests_45-gps_ifd.jpg",
        "jpg_xmp_no_exif.jpg",
    ),
    "scikit-learn": ("china.jpg", "flower.jpg"),
    "scikit-image": (
        "astronaut.png", "brick.png", "camera.png", "chelsea.png", "coffee.png", "coins.png", "grass.png", "gravel.png",
        "hubble_deep_field.jpg", "ihc.png", "moon.png", "motorcycle_left.png", "page.png", "retina.jpg", "rocket.jpg",
    ),
    "mate-backgrounds": (
        "Aqua.jpg", "Blinds.jpg", "Dune.jpg", "FreshFlower.jpg", "Garden.jpg", "GreenMeadow.jpg", "LadyBird.jpg",
        "RainDrops.jpg", "Storm.jpg", "TwoWings.jpg", "Wood.jpg", "YellowFlower.jpg",
    ),
    "lomiri-wallpapers": (
        "Bridge_by_Sander_Klootwijk.jpg", "Dragonfly_by_Bolly.jpg", "Kleiber_by_Lukas_Baubkus.jpg",
        "Picture_0B_by_freespace.jpg", "Picture_1A_by_freespace.jpg", "Wine_by_Jakkub_Mede.jpg",
        "aitzgorri_by_Aitzol_Berasategi.jpg", "free_by_Peter_Nerlich.jpg", "friends_by_Aitzol_Berasategi.jpg",
        "greentock_by_Peter_Nerlich.jpg", "life_by_Aitzol_Berasategi.jpg", "picosdeeuropa_by_Aitzol_Berasategi.jpg",
        "seeding_by_Clements_Engelhardt.jpg", "sunset_by_Aitzol_Berasategi.jpg",
    ),
    "plasma-workspace-wallpapers": (
        "BytheWater", "ColdRipple", "ColorfulCups", "DarkestHour", "EveningGlow", "FallenLeaf", "Grey", "Kite",
        "OneStandsOut", "Path", "Volna", "summer_1am",
    ),
    "opencv-doc": (
        "000.jpg", "001.jpg", "aero1.jpg", "aloeL.jpg", "apple.jpg", "baboon.jpg", "basketball1.png", "blox.jpg",
        "board.jpg", "box_in_scene.png", "building.jpg", "butterfly.jpg", "chicky_512.png", "ela_original.jpg",
        "fruits.jpg", "graf1.png", "home.jpg", "left.jpg", "left01.jpg", "leuvenA.jpg", "messi5.jpg", "orange.jpg",
        "plant.jpg", "rubberwhale1.png", "scenetext01.jpg", "scenetext02.jpg", "scenetext03.jpg", "scenetext05.jpg",
        "scenetext06.jpg", "squirrel_cls.jpg", "stuff.jpg",
    ),
}  # fmt: skip

# Several shots of one place: none is a copy of another. What a video shows is taken every two seconds.
FAMILIES: dict[str, tuple[str, ...]] = {
    "a walkway, camera on the wall": ("vtest.avi",),
    "a desk, left camera": tuple(f"left{at:02d}.jpg" for at in range(1, 15)),
    "a desk, right camera": tuple(f"right{at:02d}.jpg" for at in range(1, 15)),
    "a tree, camera in the hand": ("tree.avi",),
    "one town on one day": tuple(f"jpg_gps_DSCN00{at}.jpg" for at in (10, 12, 21, 25, 27)),
    "two shots 26 seconds apart": ("jpg_hdr_canon_hdr_NO.jpg", "jpg_hdr_canon_hdr_YES.jpg"),
    "a garage, two cameras": ("motorcycle_left.png", "motorcycle_right.png"),
    "a street": ("leuvenA.jpg", "leuvenB.jpg"),
    "a plant, two cameras": ("aloeL.jpg", "aloeR.jpg"),
    "a wall": ("graf1.png", "graf3.png"),
    "a town from the air": ("aero1.jpg", "aero3.jpg"),
    "a table, two cameras": ("left.jpg", "right.jpg"),
    "frames of a film, two players": ("basketball1.png", "basketball2.png"),
    "frames of a film, things on a table": ("rubberwhale1.png", "rubberwhale2.png"),
}
VIDEO_SECONDS = 2.0


def places(more: Sequence[Path]) -> list[Path]:
    """The folders to search: shared files, installed packages, Debian's, and those asked for."""
    found = [SHARED, SYSTEM / "backgrounds", SYSTEM / "wallpapers", SYSTEM / "doc" / "opencv-doc", *more]
    for package, folder in (("sklearn", "datasets/images"), ("skimage", "data")):
        spec = find_spec(package)
        if spec and spec.origin:
            found.append(Path(spec.origin).parent / folder)
        else:
            print(f"{package} is not installed: its photographs are left out")
    return [place for place in found if place.is_dir()]


def files(more: Sequence[Path]) -> dict[str, Path]:
    """Every file by its name, the largest of that name; a wallpaper in many sizes also by the name of its folder."""
    found: dict[str, Path] = {}
    for place in places(more):
        for path in sorted(place.rglob("*")):
            for name in {path.name, path.parents[2].name if path.parent.name == "images" else path.name}:
                if path.is_file() and (name not in found or path.stat().st_size > found[name].stat().st_size):
                    found[name] = path
    return found


def photographs(found: dict[str, Path]) -> dict[str, Picture]:
    """Real photographs by name, upright RGB, longest side at most 1600; tells how many come from where."""
    pictures: dict[str, Picture] = {}
    for source, names in SHOTS.items():
        read = {name: colour(found[name]) for name in names if name in found}
        pictures.update(
            (name, picture) for name, picture in read.items() if min(picture.shape[:2]) >= SMALLEST
        )
        print(f"{source}: {len(read)} of {len(names)} photographs")
    return pictures


def colour(path: Path) -> Picture:
    """One photograph as RGB."""
    picture = decode(path, longest=LONGEST)
    return picture if picture.ndim == 3 else np.repeat(picture[..., None], 3, axis=2)


def families(found: dict[str, Path]) -> Iterator[tuple[str, list[Picture]]]:
    """Each place that at least two shots of are at hand, with its shots."""
    for place, names in FAMILIES.items():
        shots = [
            picture
            for name in names
            if name in found
            for picture in (_frames(found[name]) if name.endswith(".avi") else [colour(found[name])])
        ]
        if len(shots) > 1:
            yield place, shots


def _frames(video: Path) -> list[Picture]:
    reader = cv2.VideoCapture(str(video))
    every = max(1, round((reader.get(cv2.CAP_PROP_FPS) or 10) * VIDEO_SECONDS))
    frames: list[Picture] = []
    at = 0
    while True:
        is_read, frame = reader.read()
        if not is_read:
            reader.release()
            return frames
        if at % every == 0:
            frames.append(np.ascontiguousarray(frame[..., ::-1]))
        at += 1
