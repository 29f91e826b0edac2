import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='OfficialDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(unique=True)),
                ('is_worked', models.BooleanField()),
                ('source', models.CharField(max_length=200)),
            ],
            options={
                'ordering': ['day'],
            },
        ),
        migrations.CreateModel(
            name='Programme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(max_length=26, unique=True)),
                ('code', models.SlugField(max_length=60, unique=True)),
                ('year', models.PositiveSmallIntegerField()),
                ('blueprint_text', models.TextField()),
                ('blueprint_sha256', models.CharField(max_length=64)),
                ('period_start', models.DateField()),
                ('period_end', models.DateField()),
                ('time_zone', models.CharField(max_length=60)),
                ('is_active', models.BooleanField(default=False)),
                ('founded_at', models.DateTimeField()),
                ('founded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='CampaignWindow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40)),
                ('year', models.PositiveSmallIntegerField()),
                ('start', models.DateField()),
                ('end', models.DateField()),
                ('note', models.CharField(blank=True, max_length=300)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='windows', to='plan.programme')),
            ],
            options={
                'ordering': ['start', 'end'],
            },
        ),
        migrations.CreateModel(
            name='Strand',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40)),
                ('position', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('person', '人物'), ('team', '队伍'), ('event', '活动'), ('honour', '荣誉'), ('place', '场所'), ('product', '产品'), ('article', '报道')], max_length=10)),
                ('counts', models.CharField(choices=[('members', '成员'), ('events', '场次'), ('things', '物件'), ('stories', '报道')], max_length=10)),
                ('name_zh', models.CharField(max_length=120)),
                ('name_en', models.CharField(max_length=120)),
                ('short_name_zh', models.CharField(max_length=120)),
                ('short_name_en', models.CharField(max_length=120)),
                ('measure_zh', models.CharField(max_length=20)),
                ('measure_en', models.CharField(max_length=40)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='strands', to='plan.programme')),
            ],
            options={
                'ordering': ['programme', 'position'],
            },
        ),
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.PositiveIntegerField()),
                ('in_force_from', models.DateField()),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('set_at', models.DateTimeField()),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('strand', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='plan.strand')),
            ],
            options={
                'ordering': ['strand', 'in_force_from'],
            },
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(max_length=26, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('short_name', models.CharField(blank=True, max_length=60)),
                ('aliases', models.JSONField(blank=True, default=list)),
                ('level', models.CharField(choices=[('district', '旗县区'), ('subdistrict', '街道'), ('town', '镇、苏木'), ('department', '部门'), ('community', '社区'), ('village', '村、嘎查'), ('school', '学校'), ('company', '企业'), ('team', '队伍'), ('other', '其他')], max_length=12)),
                ('parts', models.JSONField(blank=True, default=list)),
                ('path', models.CharField(max_length=300, unique=True)),
                ('town', models.CharField(blank=True, max_length=60)),
                ('active_since', models.DateField()),
                ('active_until', models.DateField(blank=True, null=True)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='plan.unit')),
            ],
            options={
                'ordering': ['path'],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('clerk', '填报员'), ('reviewer', '审核员'), ('office', '项目办'), ('auditor', '审计员'), ('administrator', '管理员')], max_length=14)),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField(blank=True, null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='plan.unit')),
            ],
        ),
        migrations.AddConstraint(
            model_name='programme',
            constraint=models.CheckConstraint(condition=models.Q(('period_end__gte', models.F('period_start'))), name='programme_period_runs_forward'),
        ),
        migrations.AddConstraint(
            model_name='programme',
            constraint=models.CheckConstraint(condition=models.Q(('blueprint_sha256__regex', '^[0-9a-f]{64}$')), name='programme_sha256_is_hex'),
        ),
        migrations.AddConstraint(
            model_name='programme',
            constraint=models.UniqueConstraint(condition=models.Q(('is_active', True)), fields=('is_active',), name='programme_one_is_active'),
        ),
        migrations.AddConstraint(
            model_name='campaignwindow',
            constraint=models.UniqueConstraint(fields=('programme', 'code', 'year'), name='window_once_a_year'),
        ),
        migrations.AddConstraint(
            model_name='campaignwindow',
            constraint=models.CheckConstraint(condition=models.Q(('end__gte', models.F('start'))), name='window_runs_forward'),
        ),
        migrations.AddConstraint(
            model_name='strand',
            constraint=models.UniqueConstraint(fields=('programme', 'code'), name='strand_code_once'),
        ),
        migrations.AddConstraint(
            model_name='strand',
            constraint=models.UniqueConstraint(fields=('programme', 'position'), name='strand_position_once'),
        ),
        migrations.AddConstraint(
            model_name='strand',
            constraint=models.CheckConstraint(condition=models.Q(('position__gte', 1)), name='strand_position_from_one'),
        ),
        migrations.AddConstraint(
            model_name='strand',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['person', 'team', 'event', 'honour', 'place', 'product', 'article'])), name='strand_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='strand',
            constraint=models.CheckConstraint(condition=models.Q(('counts__in', ['members', 'events', 'things', 'stories'])), name='strand_counts_known'),
        ),
        migrations.AddConstraint(
            model_name='target',
            constraint=models.UniqueConstraint(fields=('strand', 'in_force_from'), name='target_one_for_a_day'),
        ),
        migrations.AddConstraint(
            model_name='target',
            constraint=models.CheckConstraint(condition=models.Q(('value__gte', 1)), name='target_is_positive'),
        ),
        migrations.AddConstraint(
            model_name='unit',
            constraint=models.CheckConstraint(condition=models.Q(('level__in', ['district', 'subdistrict', 'town', 'department', 'community', 'village', 'school', 'company', 'team', 'other'])), name='unit_level_known'),
        ),
        migrations.AddConstraint(
            model_name='unit',
            constraint=models.CheckConstraint(condition=models.Q(('active_until__isnull', True), ('active_until__gt', models.F('active_since')), _connector='OR'), name='unit_active_runs_forward'),
        ),
        migrations.AddConstraint(
            model_name='unit',
            constraint=models.UniqueConstraint(fields=('parent', 'name'), name='unit_name_once_under_parent'),
        ),
        migrations.AddConstraint(
            model_name='unit',
            constraint=models.UniqueConstraint(condition=models.Q(('parent__isnull', True)), fields=('name',), name='unit_name_once_at_top'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['clerk', 'reviewer', 'office', 'auditor', 'administrator'])), name='membership_role_known'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='membership_runs_forward'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('user', 'unit', 'role'), name='membership_one_current'),
        ),
    ]
