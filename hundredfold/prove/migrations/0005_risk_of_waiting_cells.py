"""How pressing a waiting deed is: the desk's order. Cells that wait already get it from their mark; settling refines it."""

from django.db import migrations, models
from django.db.models import Case, Value, When

ON_THE_DESK = ['waiting_for_review', 'changed_since_review', 'open_finding']


def from_the_mark(apps, schema_editor):
    """A marked cell is taken as possibly told twice, any other as plain, in one statement."""
    waiting = apps.get_model('prove', 'Cell').objects.filter(state='pending', because__in=ON_THE_DESK)
    waiting.update(risk=Case(When(has_open_finding=True, then=Value(2)), default=Value(0)))


class Migration(migrations.Migration):

    dependencies = [
        ('prove', '0004_holds_and_concerns'),
    ]

    operations = [
        migrations.RemoveIndex(model_name='cell', name='cell_in_desk_order'),
        migrations.AddField(
            model_name='cell',
            name='risk',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.RunPython(from_the_mark, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='cell',
            index=models.Index(condition=models.Q(('risk__isnull', False)), fields=['risk', 'day', 'id'], name='cell_in_risk_order'),
        ),
        migrations.AddConstraint(
            model_name='cell',
            constraint=models.CheckConstraint(condition=models.Q(('risk__isnull', True), ('state', 'pending'), _connector='OR'), name='cell_at_risk_only_waiting'),
        ),
    ]
