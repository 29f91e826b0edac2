"""By what each record is found again, and how common what it says is: kept beside the ledger, made from it alone."""

from django.db import models


class Sign(models.Model):
    """A record holds a sign: a hash of something it says, mostly together with its day. Narrow, for there are many."""

    pk = models.CompositePrimaryKey("key", "record")
    key = models.BigIntegerField()
    record = models.ForeignKey(
        "ledger.Record", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )

    def __str__(self) -> str:
        return f"{self.key} of {self.record_id}"


class Signed(models.Model):
    """What stands among the signs and in the tally for a record: that of its revision at ``position``.

    ``keys`` are its signs, eight bytes each; ``copy_key`` is the one that word-for-word copies share, none where the
    record is not compared.
    """

    record = models.OneToOneField(
        "ledger.Record", primary_key=True, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    position = models.PositiveBigIntegerField()
    keys = models.BinaryField()
    copy_key = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"signs of {self.record_id}"


class TallyPart(models.Model):
    """A part of how common bigrams are in a programme's ledger: all parts of one window add up.

    Never changed: small ones are replaced by their sum, so that each costs little to write and few are read.
    """

    public_id = models.CharField(max_length=26, unique=True)
    programme = models.ForeignKey(
        "plan.Programme", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    window = models.IntegerField()
    entries = models.PositiveIntegerField()
    keys = models.BinaryField()
    numbers = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["programme", "window"], name="tally_of_window")]

    def __str__(self) -> str:
        return f"{self.entries} counts of window {self.window}"
