"""A note tells when its words were changed: whoever reads all words sees it, though they are as long as before."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mensch", "0018_hints_reach")]

    operations = [
        migrations.AddField(model_name="note", name="edited_at", field=models.DateTimeField(null=True)),
    ]
