"""What a page is found by among all pages. In a table of its own, so that reading all signs passes over no text."""

from django.db import models


class PageSigns(models.Model):
    """Checksums of shingles of one page's text, four bytes each, ascending; made anew where ``version`` is old."""

    page = models.OneToOneField("press.Page", on_delete=models.PROTECT, related_name="found_by")
    signs = models.BinaryField()
    version = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return f"signs of {self.page_id}"
