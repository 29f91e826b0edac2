"""The demo's seeded year as plain values: invented people, drawn pictures, planted truth;
it knows no Django and no database."""
