from __future__ import annotations

import json

from render.cases import FERRY

from archive.model import Label
from archive.render import comparison_json, json_line


def test_a_comparison_is_its_record_on_one_line():
    assert comparison_json(FERRY) == json_line(FERRY)


def test_what_is_hidden_is_left_out_and_counted():
    data = json.loads(comparison_json(FERRY, hide=frozenset({Label.BOILERPLATE, Label.HEADLINE})))

    assert data["hidden"] == {"changes": 2, "labels": ["headline", "boilerplate"]}
    assert [field["field"] for field in data["fields"]] == ["published", "headings"]
    assert "Follow us." not in [unit["new_text"] for unit in data["units"]]
    assert len(data["units"]) == len(FERRY.units) - 1


def test_a_change_of_fact_is_not_hidden():
    data = json.loads(comparison_json(FERRY, hide=frozenset({Label.FIGURE})))

    assert data["hidden"] == {"changes": 0, "labels": []}
    assert len(data["units"]) == len(FERRY.units)


def test_reasons_are_told_on_request():
    data = json.loads(comparison_json(FERRY, why=True))

    assert [unit["rules"] for unit in data["units"]][2] == ["number"]
    assert all("rules" in field for field in data["fields"])
    assert [part["points"] for part in data["why"]] == [0.5, 0.117]
