"""Why a photograph was not read, in Chinese and English. Knows codes, not photographs."""

PHOTO_SENTENCES: dict[str, tuple[str, str]] = {
    "photo_kind": (
        "{file}：这不是能识别的照片（可用 JPEG、PNG、HEIF、WebP、TIFF、GIF、BMP）。请换成照片原件。",
        "{file}: this is not a photo we can read (JPEG, PNG, HEIF, WebP, TIFF, GIF, BMP). "
        "Use the original photo.",
    ),
    "photo_page": (
        "{file}：扩展名是照片，内容却是网页、脚本或其他文件，未读取。请换成照片原件。",
        "{file}: it is named like a photo but holds a page, a script or another file, so it was not read. "
        "Use the original photo.",
    ),
    "photo_pixels": (
        "{file}：照片有 {megapixels} 百万像素（{width}×{height}），超过 {limit} 百万，请缩小后再用。",
        "{file}: the photo has {megapixels} megapixels ({width}×{height}), more than {limit}. Make it smaller.",
    ),
    "photo_bytes": (
        "{file}：照片文件有 {size_mb} MB，超过 {limit_mb} MB，未读取。请缩小后再用。",
        "{file}: the photo file is {size_mb} MB, more than {limit_mb} MB. Make it smaller.",
    ),
    "photo_shape": (
        "{file}：画面 {width}×{height}，过窄或过小，不是照片。",
        "{file}: {width}×{height} is too narrow or too small for a photo.",
    ),
    "photo_cut": (
        "{file}：照片不完整，后面的内容缺失。请重新传送原件。",
        "{file}: the photo is incomplete, its end is missing. Send the original again.",
    ),
    "photo_damaged": (
        "{file}：照片已损坏，无法打开。请换成原件。",
        "{file}: the photo is damaged and cannot be opened. Use the original.",
    ),
}
