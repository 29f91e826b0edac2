from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('prove', '0005_risk_of_waiting_cells'),
    ]

    operations = [
        migrations.AddField(
            model_name='photoprint',
            name='camera',
            field=models.CharField(blank=True, default='', max_length=16),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='photoprint',
            name='clock',
            field=models.CharField(blank=True, db_index=True, default='', max_length=19),
            preserve_default=False,
        ),
    ]
