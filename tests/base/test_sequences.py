"""Numbers without gaps."""

import pytest
from django.db import transaction

from hundredfold.base import sequences

pytestmark = pytest.mark.django_db


def test_numbers_follow_each_other() -> None:
    with transaction.atomic():
        taken = [sequences.take("record"), sequences.take("record", 5), sequences.take("record")]

    assert taken == [1, 2, 7]


def test_numbers_of_a_rolled_back_act_are_given_again() -> None:
    with transaction.atomic():
        sequences.take("record")
        transaction.set_rollback(True)

    with transaction.atomic():
        assert sequences.take("record") == 1


@pytest.mark.django_db(transaction=True)
def test_numbers_are_taken_inside_a_transaction_only() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        sequences.take("record")
