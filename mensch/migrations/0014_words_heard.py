from django.db import migrations, models

from mensch.planner import advise

_WORDS = (
    "SELECT {what} FROM mensch_touch t WHERE t.vault_id = mensch_person.vault_id AND t.person_id = mensch_person.id "
    "AND t.kind IN ('mail', 'message') AND {which}"
)
_THEIRS = _WORDS.format(what="MAX(t.at)", which="t.by_me IS NOT TRUE")
_MINE_SINCE = _WORDS.format(what="1", which="t.by_me IS TRUE AND t.at > mensch_person.heard_at")


class Migration(migrations.Migration):
    """Whose last word waits is kept with the person, so that Today need not look through the mail of a month."""

    dependencies = [
        ("mensch", "0013_groups"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="touch", name="touch_direct"),
        migrations.AddField(model_name="person", name="heard_at", field=models.DateTimeField(null=True)),
        migrations.RunSQL(
            [
                f"UPDATE mensch_person SET heard_at = ({_THEIRS}) WHERE last_touch IS NOT NULL",  # noqa: S608
                f"UPDATE mensch_person SET heard_at = NULL WHERE EXISTS ({_MINE_SINCE})",  # noqa: S608
            ],
            migrations.RunSQL.noop,
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(("heard_at__isnull", False)),
                fields=["vault", "heard_at"],
                name="person_by_word_heard",
            ),
        ),
        migrations.RunPython(lambda apps, editor: advise(editor.connection), migrations.RunPython.noop),
    ]
