"""Client for AluminatiAI Workload Tracking: submits a workload and fetches it back.

Python 3.9 or newer with requests. Settings come from the environment:
  ALUMINATIAI_URL      address of the service, __BASE_ADDRESS__ if not set
  ALUMINATIAI_API_KEY  API key, sent only if set
"""

from __future__ import annotations

import os
import random
import sys
import time
import uuid
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from typing import Any, Optional

import requests

BASE_ADDRESS = (os.environ.get("ALUMINATIAI_URL") or "__BASE_ADDRESS__").rstrip("/")
API_KEY = os.environ.get("ALUMINATIAI_API_KEY", "")
WORKLOAD_ID = "__WORKLOAD_ID__"  # @with-workload-id

ATTEMPTS = 5
LONGEST_WAIT_SECONDS = 120.0
TIMEOUT_SECONDS = (5, 60)  # to connect, to wait for an answer
CONNECTION_ERRORS = (
    requests.ConnectionError,
    requests.Timeout,
    requests.exceptions.ChunkedEncodingError,
)


class ApiError(Exception):
    """An answer of the service that is an error: {"error", "message", "details"}."""

    def __init__(self, response: requests.Response) -> None:
        try:
            body = response.json()
        except ValueError:
            body = {}
        if not isinstance(body, dict):
            body = {}
        self.status: int = response.status_code
        self.error: str = body.get("error") or "unexpected_answer"
        self.message: str = body.get("message") or f"The answer is not what was expected: {response.text[:200]!r}"
        self.details: list[dict[str, Any]] = body.get("details") or []
        self.request_id: str = response.headers.get("X-Request-Id", "-")
        super().__init__(f"{self.status} {self.error}: {self.message} (request {self.request_id})")


def submit_workload(workload: dict[str, Any]) -> dict[str, Any]:
    """Submits a workload and returns it with its estimates.

    The key lets the service recognise a repeated request: a retry never submits twice.
    """
    return _send("POST", "/api/workloads", workload, {"Idempotency-Key": str(uuid.uuid4())})


def get_workload(workload_id: str) -> dict[str, Any]:
    """Fetches a workload with its estimates."""
    return _send("GET", f"/api/workloads/{workload_id}")


def _send(
    method: str,
    path: str,
    body: Optional[dict[str, Any]] = None,
    extra_headers: Optional[dict[str, str]] = None,
) -> dict[str, Any]:
    headers = {"Accept": "application/json", **(extra_headers or {})}
    if API_KEY:
        headers["Authorization"] = f"Bearer {API_KEY}"
    attempt = 1
    while True:
        wait_seconds: Optional[float] = None
        try:
            response = requests.request(
                method,
                BASE_ADDRESS + path,
                json=body,
                headers=headers,
                timeout=TIMEOUT_SECONDS,
                allow_redirects=False,
            )
        except CONNECTION_ERRORS:
            if attempt == ATTEMPTS:
                raise
        else:
            if 200 <= response.status_code < 300:
                return _json_object(response)
            wait_seconds = _retry_after_seconds(response)
            may_retry = response.status_code == 429 or response.status_code >= 500
            too_long = wait_seconds is not None and wait_seconds > LONGEST_WAIT_SECONDS
            if not may_retry or too_long or attempt == ATTEMPTS:
                raise ApiError(response)
        if wait_seconds is None:
            wait_seconds = 2 ** (attempt - 1) * random.uniform(0.5, 1.0)
        time.sleep(wait_seconds)
        attempt += 1


def _json_object(response: requests.Response) -> dict[str, Any]:
    try:
        body = response.json()
    except ValueError:
        raise ApiError(response) from None
    if not isinstance(body, dict):
        raise ApiError(response)
    return body


def _retry_after_seconds(response: requests.Response) -> Optional[float]:
    """Reads the header Retry-After, which holds seconds or a date."""
    header = response.headers.get("Retry-After", "").strip()
    if header.isdecimal():
        return float(header)
    try:
        date = parsedate_to_datetime(header)
        return max(0.0, (date - datetime.now(timezone.utc)).total_seconds())
    except (TypeError, ValueError, IndexError):
        return None


def print_figures(workload_id: str, answer: dict[str, Any]) -> None:
    """Prints what a workload costs in energy, carbon and money."""
    estimates = answer["estimates"]
    print(f"Workload {workload_id}")
    print(f"  energy: {estimates['kwh']} kWh")
    print(f"  carbon: {estimates['carbon_kg']} kg CO2e")
    print(f"  cost:   {estimates['cost_usd']} USD")
    print(f"  method: {estimates['calculation_method']}")
    for warning in answer.get("warnings") or []:
        print(f"  warning: {warning}")


def main() -> int:
    try:
        submitted = submit_workload(
            {
                # @example
                # "use_smart_agent": True,  # sends the workload and its notes to a third party
            }
        )
        print_figures(submitted["id"], submitted)

        fetched = get_workload(submitted["id"])
        print(f"Fetched back, status: {fetched['status']}")
        print_figures(WORKLOAD_ID, get_workload(WORKLOAD_ID))  # @with-workload-id
        return 0
    except ApiError as failure:
        print(failure, file=sys.stderr)
        for detail in failure.details:
            print(f"  {detail.get('field')}: {detail.get('message')}", file=sys.stderr)
    except requests.RequestException as failure:
        print(f"No answer from {BASE_ADDRESS}: {failure}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
