// Client for AluminatiAI Workload Tracking: submits a workload and fetches it back.
//
// Node 18 or newer, no packages; runs as client.mjs and as client.js. Settings come from the environment:
//   ALUMINATIAI_URL      address of the service, __BASE_ADDRESS__ if not set
//   ALUMINATIAI_API_KEY  API key, sent only if set

"use strict";

const BASE_ADDRESS = (process.env.ALUMINATIAI_URL || "__BASE_ADDRESS__").replace(/\/+$/, "");
const API_KEY = process.env.ALUMINATIAI_API_KEY || "";
const WORKLOAD_ID = "__WORKLOAD_ID__"; // @with-workload-id

const ATTEMPTS = 5;
const LONGEST_WAIT_MILLIS = 120_000;
const TIMEOUT_MILLIS = 60_000;

/** An answer of the service that is an error: {"error", "message", "details"}. */
class ApiError extends Error {
  /**
   * @param {Response} response
   * @param {string} text the answer's body
   */
  constructor(response, text) {
    const body = jsonObject(text) ?? {};
    const error = body.error ?? "unexpected_answer";
    const message = body.message ?? `The answer is not what was expected: ${JSON.stringify(text.slice(0, 200))}`;
    const requestId = response.headers.get("x-request-id") ?? "-";
    super(`${response.status} ${error}: ${message} (request ${requestId})`);
    this.name = "ApiError";
    this.status = response.status;
    this.error = error;
    this.details = Array.isArray(body.details) ? body.details : [];
  }
}

/**
 * Submits a workload and returns it with its estimates.
 * The key lets the service recognise a repeated request: a retry never submits twice.
 *
 * @param {object} workload
 * @returns {Promise<any>}
 */
function submitWorkload(workload) {
  return send("POST", "/api/workloads", workload, { "Idempotency-Key": randomKey() });
}

/**
 * Fetches a workload with its estimates.
 *
 * @param {string} id
 * @returns {Promise<any>}
 */
function getWorkload(id) {
  return send("GET", `/api/workloads/${encodeURIComponent(id)}`);
}

async function send(method, path, body, extraHeaders = {}) {
  const url = new URL(BASE_ADDRESS + path);
  const headers = { Accept: "application/json", ...extraHeaders };
  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
  }
  if (API_KEY) {
    headers.Authorization = `Bearer ${API_KEY}`;
  }
  const request = { method, headers, body: JSON.stringify(body), redirect: "manual" };
  for (let attempt = 1; ; attempt++) {
    let waitMillis = backoffMillis(attempt);
    try {
      const response = await fetch(url, { ...request, signal: AbortSignal.timeout(TIMEOUT_MILLIS) });
      const text = await response.text();
      const answer = jsonObject(text);
      if (response.ok && answer) {
        return answer;
      }
      waitMillis = retryAfterMillis(response) ?? waitMillis;
      const mayRetry = response.status === 429 || response.status >= 500;
      if (!mayRetry || waitMillis > LONGEST_WAIT_MILLIS || attempt === ATTEMPTS) {
        throw new ApiError(response, text);
      }
    } catch (failure) {
      if (failure instanceof ApiError || attempt === ATTEMPTS) {
        throw failure;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, waitMillis));
  }
}

function backoffMillis(attempt) {
  return 1000 * 2 ** (attempt - 1) * (0.5 + Math.random() / 2);
}

/** Reads the header Retry-After, which holds seconds or a date. */
function retryAfterMillis(response) {
  const header = (response.headers.get("retry-after") ?? "").trim();
  if (/^\d+$/.test(header)) {
    return Number(header) * 1000;
  }
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

function jsonObject(text) {
  try {
    const value = JSON.parse(text);
    return value !== null && typeof value === "object" && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function randomKey() {
  const random = () => Math.random().toString(36).slice(2);
  return `${Date.now().toString(36)}-${random()}${random()}`;
}

/** Prints what a workload costs in energy, carbon and money. */
function printFigures(id, answer) {
  const { kwh, carbon_kg, cost_usd, calculation_method } = answer.estimates;
  console.log(`Workload ${id}`);
  console.log(`  energy: ${kwh} kWh`);
  console.log(`  carbon: ${carbon_kg} kg CO2e`);
  console.log(`  cost:   ${cost_usd} USD`);
  console.log(`  method: ${calculation_method}`);
  for (const warning of answer.warnings ?? []) {
    console.log(`  warning: ${warning}`);
  }
}

async function main() {
  const submitted = await submitWorkload({
    // @example
    // use_smart_agent: true, // sends the workload and its notes to a third party
  });
  printFigures(submitted.id, submitted);

  const fetched = await getWorkload(submitted.id);
  console.log(`Fetched back, status: ${fetched.status}`);
  printFigures(WORKLOAD_ID, await getWorkload(WORKLOAD_ID)); // @with-workload-id
}

main().catch((failure) => {
  if (failure instanceof ApiError) {
    console.error(failure.message);
    for (const detail of failure.details) {
      console.error(`  ${detail.field}: ${detail.message}`);
    }
  } else {
    console.error(`No answer from ${BASE_ADDRESS}: ${failure.cause?.message || failure.message}`);
  }
  process.exitCode = 1;
});
