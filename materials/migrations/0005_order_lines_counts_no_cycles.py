from decimal import Decimal

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
from django.db import migrations, models

import integrity.models.fields
import integrity.models.record
from integrity.database.audited import DETACH, AuditedTable

# What was an order is the line of one now; a number that stood on several lines tells them apart.
LINES_OF_ORDERS = (
    DETACH.format(table="materials_order")
    + """
UPDATE materials_order o SET supplier_id = s.supplier_id
  FROM materials_approvedsource s WHERE s.id = o.source_id;
INSERT INTO materials_orderline (id, version, order_id, source_id, quantity)
  SELECT gen_random_uuid(), 1, id, source_id, quantity FROM materials_order;
UPDATE materials_order o SET number = left(o.number, 36) || '-' || twin.place
  FROM (SELECT id, row_number() OVER (PARTITION BY lower(number) ORDER BY ordered_at, id) AS place
        FROM materials_order) AS twin
  WHERE twin.id = o.id AND twin.place > 1;
"""
)

# What is put in may not be made of what it is put into, at any distance. A container that is in
# nothing yet cannot close a circle: that is asked first, and is all that is asked as a rule.
NO_CYCLES = """
CREATE FUNCTION materials_refuse_cycle() RETURNS trigger LANGUAGE plpgsql
  SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM materials_edge WHERE parent_id = NEW.child_id) THEN
    RETURN NEW;
  END IF;
  IF EXISTS (
    WITH RECURSIVE found(id) AS (
      SELECT NEW.parent_id
      UNION SELECT e.parent_id FROM found JOIN materials_edge e ON e.child_id = found.id
    ) SELECT FROM found WHERE id = NEW.child_id
  ) THEN
    RAISE EXCEPTION 'a container is never made of itself' USING
      ERRCODE = 'check_violation', CONSTRAINT = 'materials_edge_no_cycle';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER materials_edge_no_cycle BEFORE INSERT ON materials_edge
  FOR EACH ROW EXECUTE FUNCTION materials_refuse_cycle();
ALTER TABLE materials_edge ENABLE ALWAYS TRIGGER materials_edge_no_cycle;
"""
CYCLES_AGAIN = """
DROP TRIGGER materials_edge_no_cycle ON materials_edge;
DROP FUNCTION materials_refuse_cycle();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("materials", "0004_lots_and_stock"),
        ("people", "0012_letters_without_alarm"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="movement", name="materials_movement_is_its_quantity"
        ),
        migrations.RemoveConstraint(model_name="order", name="materials_order_line_once"),
        migrations.RemoveConstraint(model_name="order", name="materials_order_of_something"),
        migrations.CreateModel(
            name="OrderLine",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=integrity.models.record.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="materials.order",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="materials.approvedsource",
                    ),
                ),
                ("quantity", integrity.models.fields.ExactDecimalField()),
            ],
            options={"ordering": ("order", "source__material__code", "id")},
        ),
        migrations.AddConstraint(
            model_name="orderline",
            constraint=models.UniqueConstraint(
                fields=("order", "source"), name="materials_order_line_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="orderline",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity__gt", Decimal("0"))),
                name="materials_order_of_something",
            ),
        ),
        migrations.AddField(
            model_name="order",
            name="product",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="orders",
                to="materials.product",
            ),
        ),
        migrations.AddField(
            model_name="order",
            name="supplier",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="orders",
                to="people.organisation",
            ),
        ),
        migrations.RunSQL(LINES_OF_ORDERS, migrations.RunSQL.noop),
        # PostgreSQL alters no table while deferred checks of changed rows wait.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="order",
            name="supplier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="orders",
                to="people.organisation",
            ),
        ),
        migrations.RemoveField(model_name="order", name="quantity"),
        migrations.RemoveField(model_name="order", name="source"),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("number"), name="materials_order_number_once"
            ),
        ),
        migrations.AddField(
            model_name="lot",
            name="files",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=64), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="material",
            name="needs_certificate",
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name="edge",
            name="kind",
            field=models.CharField(
                choices=[
                    ("CONSUMED", "consumed for"),
                    ("DERIVED", "made into"),
                    ("POOLED", "pooled into"),
                    ("SAMPLED", "sampled into"),
                    ("SPLIT", "divided into"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="movement",
            name="kind",
            field=models.CharField(
                choices=[
                    ("RECEIVED", "Received"),
                    ("MADE", "Made"),
                    ("ISSUED", "Issued"),
                    ("USED", "Used"),
                    ("RETURNED", "Returned"),
                    ("WASTED", "Wasted"),
                    ("SAMPLED", "Sampled"),
                    ("DERIVED", "Made into something else"),
                    ("ADJUSTED", "Corrected to what was counted"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="movement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("change", models.F("quantity")),
                        ("kind__in", ["RECEIVED", "MADE", "RETURNED"]),
                    ),
                    models.Q(
                        (
                            "change",
                            django.db.models.expressions.CombinedExpression(
                                models.F("quantity"), "*", models.Value(-1)
                            ),
                        ),
                        ("kind", "ISSUED"),
                    ),
                    models.Q(
                        models.Q(
                            models.Q(
                                (
                                    "change",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("quantity"), "*", models.Value(-1)
                                    ),
                                ),
                                ("issue__isnull", True),
                            ),
                            models.Q(("change", Decimal("0")), ("issue__isnull", False)),
                            _connector="OR",
                        ),
                        ("kind__in", ["USED", "WASTED", "SAMPLED", "DERIVED"]),
                    ),
                    models.Q(
                        models.Q(
                            ("change", models.F("quantity")),
                            (
                                "change",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("quantity"), "*", models.Value(-1)
                                ),
                            ),
                            _connector="OR",
                        ),
                        models.Q(("reason", ""), _negated=True),
                        ("issue__isnull", True),
                        ("kind", "ADJUSTED"),
                    ),
                    _connector="OR",
                ),
                name="materials_movement_is_its_quantity",
            ),
        ),
        migrations.RunSQL(NO_CYCLES, CYCLES_AGAIN),
        AuditedTable("Order"),
        AuditedTable("OrderLine"),
        AuditedTable("Lot"),
        AuditedTable("Material"),
    ]
