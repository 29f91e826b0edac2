"""What is never asked of anybody is asked nowhere: columns, details, forms, the API, in four languages."""

import ast
import json
import re

import pytest
from django.apps import apps
from ninja import NinjaAPI

from hundredfold.do.ledger.kinds import FIELDS
from hundredfold.plan import blueprint as blueprints
from hundredfold.plan.never_asked import is_never_asked
from hundredfold.web.api.site import api
from tests.house.tree import require_none, written

BLUEPRINTS = ("nine_hundreds", "reading_year", "blank")
WHAT_TO_DO = "Deeds, not people: take the field out (design: the hard line)."

# The product's own refusal knows Chinese and English; here also Mongolian in both scripts.
MONGOLIAN = re.compile(
    "яс үндэс|үндэстэн|шашин|регистр|төрсөн|нам харьяа|иргэний үнэмлэх|ᠶᠠᠰᠤ ᠦᠨᠳᠦᠰᠦ|ᠦᠨᠳᠦᠰᠦᠲᠡᠨ|ᠰᠢᠰᠢᠨ|ᠲᠥᠷᠦᠭᠰᠡᠨ",
    re.IGNORECASE,
)


def is_banned(name: str) -> bool:
    """Whether a name, in Chinese, English or Mongolian, asks for what is never asked."""
    return is_never_asked(name) or bool(MONGOLIAN.search(name))


ASKED = "ethnicity ethnic_group religion id_number birth_date date_of_birth 民族 宗教信仰 身份证号 出生日期 政治面貌"


@pytest.mark.parametrize("name", [*ASKED.split(), "Яс үндэс", "Шашин шүтлэг", "Төрсөн огноо", "ᠦᠨᠳᠦᠰᠦᠲᠡᠨ"])
def test_the_ban_knows_its_words(name: str) -> None:
    assert is_banned(name)


@pytest.mark.parametrize("name", ["unit", "title", "民族团结宣讲", "head_count", "site_type"])
def test_the_ban_lets_others_be(name: str) -> None:
    assert not is_banned(name)


def test_no_column_asks_it() -> None:
    ours = [model for model in apps.get_models() if model.__module__.startswith("hundredfold.")]
    require_none(
        (
            f"{model.__module__}.{model.__name__}.{field.name}"
            for model in ours
            for field in model._meta.get_fields()
            if is_banned(field.name) or is_banned(str(getattr(field, "verbose_name", "")))
        ),
        WHAT_TO_DO,
    )


def test_no_kind_asks_it() -> None:
    require_none(
        (
            f"hundredfold/do/ledger/kinds.py {kind}.{detail.key}"
            for kind, details in FIELDS.items()
            for detail in details
            if any(map(is_banned, (detail.key, detail.label.zh, detail.label.en)))
        ),
        WHAT_TO_DO,
    )


@pytest.mark.parametrize("name", BLUEPRINTS)
def test_no_blueprint_asks_it(name: str) -> None:
    blueprint = blueprints.load(name)

    require_none(
        (
            f"hundredfold/plan/blueprints/{name}.toml {strand.code}.{detail.key}"
            for strand in blueprint.strands
            for detail in blueprint.details(strand.code)
            if any(map(is_banned, (detail.key, detail.label.zh, detail.label.en)))
        ),
        WHAT_TO_DO,
    )


def test_no_form_asks_it() -> None:
    """Form fields and every other attribute of a class that a page could fill in."""
    require_none(
        (
            f"{source.at(line)} {target.id}"
            for source in written()
            if source.name.startswith("hundredfold/web/")
            for node in ast.walk(source.tree)
            if isinstance(node, ast.ClassDef)
            for line in node.body
            if isinstance(line, ast.Assign | ast.AnnAssign)
            for target in (line.targets if isinstance(line, ast.Assign) else [line.target])
            if isinstance(target, ast.Name) and is_banned(target.id)
        ),
        WHAT_TO_DO,
    )


def test_the_api_asks_it_nowhere() -> None:
    assert isinstance(api, NinjaAPI)
    schema = json.loads(json.dumps(api.get_openapi_schema(), default=str))

    require_none(
        (f"api {place}" for place in _names(schema) if is_banned(place.rsplit(".", 1)[-1])), WHAT_TO_DO
    )


def _names(node: object, place: str = "") -> list[str]:
    """Every property and parameter name of an OpenAPI document."""
    found: list[str] = []
    if isinstance(node, dict):
        if isinstance(node.get("properties"), dict):
            found += [f"{place}.{name}" for name in node["properties"]]
        if "in" in node and isinstance(node.get("name"), str):
            found.append(f"{place}.{node['name']}")
        for key, value in node.items():
            found += _names(value, f"{place}.{key}")
    elif isinstance(node, list):
        for value in node:
            found += _names(value, place)
    return found
