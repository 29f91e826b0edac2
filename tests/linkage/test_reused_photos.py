"""Reused photographs: copies found whatever was done to them, other shots and strangers left apart."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from bench.photo_scenes import CHANGES, hall, peopled, resized, shot
from hundredfold.linkage.photo_index import HashIndex
from hundredfold.linkage.photo_words import KINDS, SENTENCES, sentence
from hundredfold.linkage.photos import Print, find_reused, fingerprint
from hundredfold.linkage.prints import hash_variants

Picture = NDArray[np.uint8]


@pytest.fixture(scope="module")
def party() -> Picture:
    return shot(peopled(hall(7), 7), 7, moved=False)


@pytest.fixture(scope="module")
def kept(party: Picture) -> Print:
    return fingerprint(party)


@pytest.mark.slow
@pytest.mark.parametrize("change", sorted(CHANGES))
def test_find_reused_knows_a_changed_copy(party: Picture, kept: Print, change: str) -> None:
    pairs = find_reused([("a", kept), ("b", fingerprint(CHANGES[change](party)))])

    assert [(pair.a, pair.b, pair.kind) for pair in pairs] == [("a", "b", "same photo")]


@pytest.mark.slow
@pytest.mark.parametrize("moved", [False, True])
def test_find_reused_calls_other_frames_of_a_hall_a_scene_at_most(kept: Print, moved: bool) -> None:
    frames = [("first", kept)] + [
        (str(seed), fingerprint(shot(peopled(hall(7), seed), seed, moved=moved))) for seed in (20, 21, 22)
    ]

    kinds = {pair.kind for pair in find_reused(frames)}

    assert kinds <= {"same scene"}


def test_find_reused_sees_one_person_gone(kept: Print) -> None:
    frames = [
        fingerprint(shot(peopled(hall(7), 7, people=people), people, moved=False)) for people in (13, 14)
    ]

    kinds = [pair.kind for pair in find_reused(list(enumerate(frames)))]

    assert kinds == ["same scene"]


def test_find_reused_leaves_strangers_apart(kept: Print) -> None:
    others = [(str(seed), fingerprint(shot(peopled(hall(seed), seed), seed, moved=False))) for seed in (8, 9)]

    assert [pair for pair in find_reused([("a", kept), *others]) if pair.kind != "same scene"] == []


@pytest.mark.parametrize("level", [0, 128, 255])
def test_find_reused_never_pairs_blank_pictures(level: int) -> None:
    rng = np.random.default_rng(level)
    blanks = [
        (
            at,
            fingerprint(
                (np.full((300, 400), level) + rng.normal(0, 2, (300, 400))).clip(0, 255).astype(np.uint8)
            ),
        )
        for at in range(3)
    ]

    assert all(print_.is_flat for _, print_ in blanks)
    assert find_reused(blanks) == []
    assert find_reused(blanks, digests=["same"] * 3) == []


def test_find_reused_names_equal_files_and_their_copies_once(party: Picture, kept: Print) -> None:
    small = fingerprint(resized(party, 0.5))
    seen: list[tuple[int, int]] = []

    pairs = find_reused(
        [("a", kept), ("b", small), ("c", kept)],
        digests=["1", "2", "1"],
        progress=lambda done, total: seen.append((done, total)),
    )

    assert [(pair.a, pair.b, pair.kind) for pair in pairs] == [
        ("a", "b", "same photo"),
        ("a", "c", "same file"),
        ("b", "c", "same photo"),
    ]
    assert seen == [(1, 1)]


def test_find_reused_among_some_leaves_the_others_unlooked_at(party: Picture, kept: Print) -> None:
    small, grey = fingerprint(resized(party, 0.5)), fingerprint(CHANGES["grey"](party))
    prints = [("a", kept), ("b", small), ("c", kept), ("d", grey)]
    seen: list[tuple[int, int]] = []

    pairs = find_reused(
        prints,
        digests=["1", "2", "1", "3"],
        among={"c"},
        progress=lambda done, total: seen.append((done, total)),
    )

    assert [(pair.a, pair.b, pair.kind) for pair in pairs] == [
        ("a", "c", "same file"),
        ("b", "c", "same photo"),
        ("c", "d", "same photo"),
    ]
    assert seen == [(1, 2), (2, 2)]
    assert find_reused(prints, among=()) == []


def test_find_reused_is_not_misled_by_one_banner_over_strangers(party: Picture) -> None:
    other = shot(peopled(hall(8), 8), 8, moved=False)
    banners = [fingerprint(CHANGES["banner"](picture)) for picture in (party, other)]

    assert find_reused(list(enumerate(banners))) == []


@pytest.mark.slow
def test_find_reused_finds_a_cropped_copy_in_a_crowd(party: Picture, kept: Print) -> None:
    crowd = [fingerprint(shot(peopled(hall(7), seed), seed, moved=False)) for seed in range(30, 60)]
    copy = fingerprint(CHANGES["crop 10"](party))

    pairs = find_reused([*enumerate(crowd), ("a", kept), ("b", copy)], among={"b"})

    assert [(pair.a, pair.b) for pair in pairs if pair.kind == "same photo"] == [("a", "b")]


def test_find_reused_of_nothing_and_one_is_empty(kept: Print) -> None:
    assert find_reused([]) == []
    assert find_reused([("a", kept)]) == []


def test_print_survives_bytes_and_json(kept: Print) -> None:
    for again in (Print.from_bytes(kept.to_bytes()), Print.from_json(kept.to_json())):
        assert again.to_bytes() == kept.to_bytes()
        assert (again.width, again.height) == (1200, 900)


@pytest.mark.parametrize("spoil", [b"", b"HFP", b"xyz" + bytes(400)])
def test_print_refuses_foreign_bytes(spoil: bytes) -> None:
    with pytest.raises(ValueError, match="photo print"):
        Print.from_bytes(spoil)


def test_print_refuses_a_cut_one_and_another_version(kept: Print) -> None:
    packed = kept.to_bytes()

    with pytest.raises(ValueError, match="cut short"):
        Print.from_bytes(packed[:-1])
    with pytest.raises(ValueError, match="another version"):
        Print.from_bytes(packed[:3] + b"\x09" + packed[4:])
    with pytest.raises(ValueError, match="not a photo print"):
        Print.from_json("[1]")


@pytest.mark.parametrize("shape", [(0, 4), (4, 4, 4), (4,)])
def test_fingerprint_refuses_what_is_no_picture(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="picture"):
        fingerprint(np.zeros(shape, np.uint8))
    with pytest.raises(ValueError, match="picture"):
        fingerprint(np.zeros((4, 4), np.float32))


def test_hash_variants_are_those_of_the_turned_picture(party: Picture) -> None:
    grey = cv2.resize(cv2.cvtColor(party, cv2.COLOR_RGB2GRAY), (256, 256))
    variants = hash_variants(grey)
    turned = (grey, grey[:, ::-1], grey[::-1], grey[::-1, ::-1])

    for at, other in enumerate(turned):
        far = np.bitwise_count(variants[at] ^ hash_variants(np.ascontiguousarray(other))[0]).sum()
        assert far <= 4


@pytest.mark.parametrize("distance", [0, 8, 31, 60])
def test_hash_index_finds_every_near_hash(distance: int) -> None:
    rng = np.random.default_rng(5)
    hashes = rng.integers(0, 256, (300, 32), np.uint8)
    bits = np.unpackbits(hashes[0])
    for at in range(1, 60):
        flipped = bits.copy()
        flipped[rng.choice(256, at, replace=False)] ^= 1
        hashes[at] = np.packbits(flipped)

    places, far = HashIndex(hashes).near(hashes[0], distance)

    expected = np.bitwise_count(hashes ^ hashes[0]).sum(axis=1)
    assert places.tolist() == np.flatnonzero(expected <= distance).tolist()
    assert far.tolist() == expected[places].tolist()


def test_hash_index_joins_as_it_scans() -> None:
    rng = np.random.default_rng(6)
    hashes = rng.integers(0, 256, (400, 32), np.uint8)
    for at in range(0, 400, 4):
        bits = np.unpackbits(hashes[at])
        bits[rng.choice(256, int(rng.integers(0, 34)), replace=False)] ^= 1
        hashes[at + 1] = np.packbits(bits)
    index = HashIndex(hashes)

    joined = sorted(zip(*(column.tolist() for column in index.join(hashes)), strict=True))

    assert joined == sorted(zip(*(column.tolist() for column in index.scan(hashes, 31)), strict=True))


def test_sentence_speaks_both_languages() -> None:
    grounds = [("cropped", {"percent": 10}), ("agrees", {"percent": "100.0"})]

    assert sentence("same photo", grounds) == "同一张照片：画面少了约 10%，其余像素 100.0% 一致。"
    assert sentence("same photo", grounds, "en").startswith("Same photo: about 10% of the picture is cut off")
    assert set(KINDS) == {"same file", "same photo", "same scene"}
    assert all(len(pair) == 2 for pair in SENTENCES.values())
