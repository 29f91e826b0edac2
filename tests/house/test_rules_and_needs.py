"""Each rule is one file, one sentence, one spec; each need has a question, a sentence and a remedy. Both languages."""

import re
import string

from hundredfold.do.ledger.kinds import FIELDS
from hundredfold.linkage import words as linkage_words
from hundredfold.plan import needs as plan_needs
from hundredfold.plan import rule_words
from hundredfold.plan import words as plan_words
from hundredfold.plan.rule_settings import RULES as SETTINGS
from hundredfold.prove import explain
from hundredfold.prove import needs as prove_needs
from hundredfold.prove.rules import BY_NAME, RULES
from hundredfold.reading import words as reading_words
from tests.house.tree import PACKAGE, ROOT, require_none
from tests.spec.cases import Case, cases

FOLDER = PACKAGE / "prove" / "rules"
HAN = re.compile(r"[\u3400-\u9fff]")
HARSH = re.compile("造假|弄虚作假|欺骗|作弊|违规|虚报|\\bfak|\\bfraud|\\bcheat|\\bfals", re.IGNORECASE)


def _is_said(zh: str, en: str) -> bool:
    """Whether both languages say something, the Chinese in Chinese and the English not."""
    return bool(HAN.search(zh)) and bool(en.strip()) and not HAN.search(en)


def test_every_file_of_rules_is_a_rule() -> None:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.py")}
    rules = {name for name, text in texts.items() if "\nRULE = Rule(" in text}
    shared = set(texts) - rules - {"__init__"}

    assert rules == set(BY_NAME), (
        "Each rule in prove/rules is listed in rules/__init__.py by the name of its file."
    )
    require_none(
        (
            f"hundredfold/prove/rules/{name}.py"
            for name in sorted(shared)
            if not any(f"prove.rules.{name} import" in texts[rule] for rule in rules)
        ),
        "A file here is a rule, or something that a rule imports.",
    )


def test_every_rule_is_said_in_both_languages() -> None:
    require_none(
        (
            f"hundredfold/prove/rules/{rule.name}.py"
            for rule in RULES
            if not _is_said(rule.title.zh, rule.title.en)
            or not _is_said(rule.sentence.zh, rule.sentence.en)
            or "\n" in rule.sentence.en
        ),
        "Give the rule a title and one sentence in Chinese and in English.",
    )


def test_every_rule_has_a_spec() -> None:
    require_none(
        (
            f"tests/spec/{rule.name}.toml"
            for rule in RULES
            if not (ROOT / f"tests/spec/{rule.name}.toml").is_file()
        ),
        "Write a small table of claims and what the rule must find.",
    )


def test_every_setting_of_a_rule_is_said() -> None:
    require_none(
        (
            f"hundredfold/plan/rule_words.py {rule}.{key}"
            for rule, settings in SETTINGS.items()
            for key in settings
            if not _is_said(*rule_words.SENTENCES.get(f"{rule}.{key}", ("", "")))
        ),
        "Say in both languages what the number decides: the public page on counting shows it.",
    )


def test_a_remark_holds_nothing_up() -> None:
    lines = ((rule, case) for rule in RULES if rule.is_remark for case in cases(rule.name))
    require_none(
        (f"tests/spec/{rule.name}.toml: {case.name.en}" for rule, case in lines if _waits(case)),
        "A rule that is a remark gives its findings no `blocks`.",
    )


def _waits(case: Case) -> bool:
    return any(found.blocks for found in case.findings())


def test_every_need_is_asked_said_and_mended() -> None:
    assert prove_needs.known() == set(plan_needs.NEEDS), (
        "plan.needs and prove.needs must know the same needs."
    )
    require_none(
        (
            f"hundredfold/plan/needs.py {word}_{code}"
            for code in plan_needs.NEEDS
            for word in ("need", "remedy")
            if not _is_said(*plan_needs.SENTENCES.get(f"{word}_{code}", ("", "")))
        ),
        "Say in both languages what is asked and what would mend it.",
    )
    assert set(plan_needs.SENTENCES) == {
        f"{word}_{code}" for code in plan_needs.NEEDS for word in ("need", "remedy")
    }


def test_every_need_is_specified() -> None:
    told = (ROOT / "tests/spec/needs.toml").read_text(encoding="utf-8")

    require_none(
        (f"tests/spec/needs.toml: {code}" for code in plan_needs.NEEDS if f'need = "{code}"' not in told),
        "Show one record that meets the need and one that does not.",
    )


def test_sentences_ask_for_the_same_in_both_languages() -> None:
    tables = {
        "plan/needs.py": plan_needs.SENTENCES,
        "prove/explain.py": {**explain.SENTENCES, **explain.REMEDIES},
        "linkage/words.py": linkage_words.SENTENCES,
    }
    require_none(
        (
            f"hundredfold/{name} {code}"
            for name, table in tables.items()
            for code, (zh, en) in table.items()
            if _blanks(zh) != _blanks(en)
        ),
        "Both languages say the same: give both the same values.",
    )


def _blanks(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_the_tone_is_neutral() -> None:
    tables = {
        "plan/needs.py": plan_needs.SENTENCES,
        "prove/explain.py": {**explain.SENTENCES, **explain.REMEDIES},
        "linkage/words.py": linkage_words.SENTENCES,
        "reading/words.py": reading_words.SENTENCES,
        "prove/rules": {rule.name: (rule.sentence.zh, rule.sentence.en) for rule in RULES},
    }
    require_none(
        (
            f"hundredfold/{name} {code}"
            for name, table in tables.items()
            for code, said in table.items()
            if HARSH.search(" ".join(said))
        ),
        "疑似重复, 请核对: the checker proposes, it accuses nobody.",
    )


def test_every_kind_has_its_fields_and_each_field_its_use() -> None:
    assert set(FIELDS) == set(plan_words.Kind.values)
    require_none(
        (
            f"hundredfold/do/ledger/kinds.py {kind}.{detail.key}"
            for kind, details in FIELDS.items()
            for detail in details
            if not _is_said(detail.label.zh, detail.label.en) or not _is_said(detail.why.zh, detail.why.en)
        ),
        "Say in both languages what the field is and why it is asked.",
    )


def test_settings_are_read_by_their_rules() -> None:
    require_none(
        (
            f"hundredfold/plan/rule_settings.py {name}.{key}"
            for name, keys in SETTINGS.items()
            for key in keys
            if name not in BY_NAME or f'"{key}"' not in (FOLDER / f"{name}.py").read_text(encoding="utf-8")
        ),
        "A number that nothing reads misleads whoever sets it: let the rule read it, or drop it.",
    )
