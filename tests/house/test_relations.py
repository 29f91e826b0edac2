"""Tables: every relation points down, no floor reaches back up, every who has its when."""

import ast
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

from tests.house.tree import require_none, written

FLOORS = ("base", "plan", "do", "prove", "tell", "web", "config")
OURS: list[type[models.Model]] = [
    model for model in apps.get_models() if model.__module__.startswith("hundredfold.")
]


def floor_of(model: type[models.Model]) -> int:
    """How high the model lives; Django's and other people's tables lie under the ground."""
    parts = model.__module__.split(".")
    return FLOORS.index(parts[1]) if parts[0] == "hundredfold" else -1


def room_of(model: type[models.Model]) -> str:
    """The app a model belongs to."""
    return str(model._meta.app_label)


def _keys(model: type[models.Model]) -> Iterator[Any]:
    """Fields of the model's own that point at another table."""
    for field in model._meta.get_fields():
        if field.is_relation and not field.auto_created and getattr(field, "related_model", None):
            yield field


def test_relations_point_down() -> None:
    require_none(
        (
            f"{model.__module__}.{model.__name__}.{field.name} -> {field.related_model.__name__}"
            for model in OURS
            for field in _keys(model)
            if floor_of(field.related_model) > floor_of(model)
            or (floor_of(field.related_model) == floor_of(model) and _sideways(model, field.related_model))
        ),
        "A table may point at its own app and at the floors below; turn the relation round.",
    )


def _sideways(model: type[models.Model], other: type[models.Model]) -> bool:
    """Whether two apps of one floor are joined in a way the floor does not allow: only `do` has a ground room."""
    return room_of(model) != room_of(other) and room_of(other) != "ledger"


def test_nothing_below_can_reach_up() -> None:
    require_none(
        (
            f"{model.__module__}.{model.__name__}.{field.name}"
            for model in OURS
            for field in _keys(model)
            if room_of(field.related_model) != room_of(model)
            and field.remote_field.related_name != "+"
            and field.related_model in OURS
        ),
        'Between apps write related_name="+", so that `record.findings` does not exist.',
    )


def test_models_do_no_work() -> None:
    require_none(
        (
            f"{source.at(line)} {node.name}.{line.name}"
            for source in written()
            if "/models" in source.name
            for node in ast.walk(source.tree)
            if isinstance(node, ast.ClassDef)
            for line in node.body
            if isinstance(line, ast.FunctionDef) and line.name in {"save", "delete", "clean", "full_clean"}
        ),
        "Put the verb into actions; a model holds fields, constraints and tiny properties.",
    )


def test_nothing_vanishes_by_itself() -> None:
    """PROTECT, except for what can be made again from the ledger."""
    made_again = {"Telling", "Cell", "Total"}
    require_none(
        (
            f"{model.__module__}.{model.__name__}.{field.name}"
            for model in OURS
            for field in model._meta.concrete_fields
            if field.remote_field
            and field.model is model
            and field.remote_field.on_delete is not models.PROTECT
            and model.__name__ not in made_again
        ),
        "Use on_delete=PROTECT, or write an ADR.",
    )


def test_every_who_has_its_when() -> None:
    require_none(_loose_pairs(), "Add a named check constraint: both are set, or neither is.")


def _loose_pairs() -> Iterator[str]:
    for model in OURS:
        named = {field.name: field for field in model._meta.concrete_fields if field.model is model}
        for name, who in named.items():
            when = named.get(f"{name.removesuffix('_by')}_at") if name.endswith("_by") else None
            if when is None or (not who.null and not when.null):
                continue
            together = [
                constraint
                for constraint in model._meta.constraints
                if isinstance(constraint, models.CheckConstraint)
                and {name, when.name} <= _mentioned(constraint.condition)
            ]
            if not together:
                yield f"{model.__module__}.{model.__name__}: {name} and {when.name}"


def _mentioned(condition: Any) -> set[str]:
    """The fields that a condition speaks of."""
    if isinstance(condition, models.Q):
        return {name for child in condition.children for name in _mentioned(child)}
    if isinstance(condition, tuple):
        return {condition[0].split("__")[0]}
    return set()


def test_constraints_have_names_that_say_what_holds() -> None:
    require_none(
        (
            f"{model.__module__}.{model.__name__}: {constraint.name}"
            for model in OURS
            for constraint in model._meta.constraints
            if "_" not in constraint.name or "%" in constraint.name
        ),
        "Name the constraint for what it holds.",
    )


def test_states_are_known_to_the_database() -> None:
    """A field with choices is held to them by a constraint, not by a form alone."""
    require_none(
        (
            f"{model.__module__}.{model.__name__}.{field.name}"
            for model in OURS
            for field in model._meta.concrete_fields
            if field.model is model
            and field.choices
            and not any(
                isinstance(constraint, models.CheckConstraint)
                and field.name in _mentioned(constraint.condition)
                for constraint in model._meta.constraints
            )
        ),
        "Add a check constraint with the words' values.",
    )
