"""A total stands in one of the four states, for the database too."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plan', '0001_plan'),
        ('prove', '0002_open_findings_by_strand'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='total',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['counted', 'pending', 'planned', 'excluded'])), name='total_state_is_known'),
        ),
    ]
