"""The machine twins: documented, as documented, and never at a loss."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from starlette.testclient import TestClient

from winset.web.app import SCREENS

schemathesis: Any = pytest.importorskip("schemathesis", reason="NO SCHEMATHESIS: the machine twins are not fuzzed")

checks: Any = pytest.importorskip("schemathesis.specs.openapi.checks", reason="NO SCHEMATHESIS: the twins are not fuzzed")
CHECKS = [checks.status_code_conformance, checks.content_type_conformance, checks.response_schema_conformance]


@pytest.fixture(scope="module")
def api(studied: str, token: str) -> Any:
    return schemathesis.openapi.from_url(f"{studied}/openapi.json", headers={"Authorization": f"token {token}"})


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("path", [screen.path for screen in SCREENS])
def test_whatever_is_asked_is_answered_as_documented(api: Any, token: str, path: str):
    """No 5xx, no status or shape that the document does not name, for what fits the document and for what does not."""

    def ask(case: Any) -> None:
        response = case.call(headers={"Authorization": f"token {token}"})
        assert response.status_code < 500
        case.validate_response(response, checks=CHECKS)

    operation = api[f"{path}.json"]["GET"]
    for mode in schemathesis.GenerationMode:
        try:
            strategy = operation.as_strategy(generation_mode=mode)
        except Exception as nothing:  # noqa: BLE001 - an operation without parameters has nothing to get wrong
            assert mode is schemathesis.GenerationMode.NEGATIVE, nothing
            continue
        few = settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None)
        few(given(case=strategy)(ask))()


def test_every_screen_has_its_twin_in_the_document(client: TestClient):
    document = client.get("/openapi.json").json()
    assert set(document["paths"]) == {f"{screen.path}.json" for screen in SCREENS}
    assert document["openapi"].startswith("3.1")
    ids = [path["get"]["operationId"] for path in document["paths"].values()]
    assert len(set(ids)) == len(ids)
    for path in document["paths"].values():
        assert path["get"]["description"]


def test_what_is_not_asked_rightly_is_told_with_its_remedy(client: TestClient):
    answer = client.get("/keep.json?term=long")
    assert answer.status_code == 400
    (problem,) = answer.json()["problems"]
    assert problem["where"] == "term"
    assert problem["got"] == "'long'"
    assert problem["remedy"]
    assert client.get("/nothing.json").status_code == 404
