"""What the search index holds, and as of which moment. Derived: a rebuild makes it again."""

from django.db import models


class Indexed(models.Model):
    """One document of the index. ``number`` is its number there: of a record its primary key, of others see
    ``queries.documents``.

    ``position`` is the revision of the record that was read; what is newer than that is not found until it is read
    again. ``standing`` is where it stood then, strand by strand, with whether the public may find it.
    """

    number = models.BigIntegerField(primary_key=True)
    position = models.PositiveBigIntegerField(default=0)
    standing = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.number} as of {self.position}"
