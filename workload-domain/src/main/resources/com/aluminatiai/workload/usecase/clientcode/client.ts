// Client for AluminatiAI Workload Tracking: submits a workload and fetches it back.
//
// No packages. Runs as it is on Node 22.18 or newer; compiled by tsc --strict, on Node 18 or newer.
// Settings come from the environment:
//   ALUMINATIAI_URL      address of the service, __BASE_ADDRESS__ if not set
//   ALUMINATIAI_API_KEY  API key, sent only if set

// What is used of Node, so that @types/node is not needed.
declare const process: { env: Record<string, string | undefined>; exitCode?: number | string | null };

const BASE_ADDRESS: string = (process.env["ALUMINATIAI_URL"] || "__BASE_ADDRESS__").replace(/\/+$/, "");
const API_KEY: string = process.env["ALUMINATIAI_API_KEY"] || "";
const WORKLOAD_ID: string = "__WORKLOAD_ID__"; // @with-workload-id

const ATTEMPTS = 5;
const LONGEST_WAIT_MILLIS = 120_000;
const TIMEOUT_MILLIS = 60_000;

export interface NewWorkload {
  model_size_gb: number;
  num_gpus: number;
  gpu_type: string;
  duration_hours: number;
  /** 0 to 100; 80 if left out. */
  utilization_pct?: number;
  /** Sends the workload and its notes to a third party. */
  use_smart_agent?: boolean;
  notes?: string;
  method?: "fallback" | "calibrated";
  /** For instance FR, US-CA or aws:us-east-1. */
  region?: string;
  workload_type?: "training" | "fine_tuning" | "inference" | "image_generation" | "video_generation" | "other";
  project?: string;
  /** Any other field of a submission; the API reference of the service has them all. */
  [field: string]: string | number | boolean | undefined;
}

export interface Estimates {
  kwh: number;
  carbon_kg: number;
  cost_usd: number;
  calculation_method: "fallback" | "calibrated" | "agent";
}

export interface Submission {
  id: string;
  message: string;
  estimates: Estimates;
  warnings?: string[];
}

export interface Workload {
  id: string;
  created_at: string;
  updated_at: string;
  status: "submitted" | "running" | "completed" | "failed";
  estimates: Estimates;
  warnings?: string[];
}

interface Fault {
  field: string;
  message: string;
}

/** An answer of the service that is an error: {"error", "message", "details"}. */
export class ApiError extends Error {
  readonly status: number;
  readonly error: string;
  readonly details: Fault[];

  constructor(response: Response, text: string) {
    const body = jsonObject(text) ?? {};
    const error = String(body["error"] ?? "unexpected_answer");
    const message = String(
      body["message"] ?? `The answer is not what was expected: ${JSON.stringify(text.slice(0, 200))}`,
    );
    const requestId = response.headers.get("x-request-id") ?? "-";
    super(`${response.status} ${error}: ${message} (request ${requestId})`);
    this.name = "ApiError";
    this.status = response.status;
    this.error = error;
    this.details = Array.isArray(body["details"]) ? (body["details"] as Fault[]) : [];
  }
}

/**
 * Submits a workload and returns it with its estimates.
 * The key lets the service recognise a repeated request: a retry never submits twice.
 */
export function submitWorkload(workload: NewWorkload): Promise<Submission> {
  return send<Submission>("POST", "/api/workloads", workload, { "Idempotency-Key": randomKey() });
}

/** Fetches a workload with its estimates. */
export function getWorkload(id: string): Promise<Workload> {
  return send<Workload>("GET", `/api/workloads/${encodeURIComponent(id)}`);
}

async function send<T>(
  method: "GET" | "POST",
  path: string,
  body?: object,
  extraHeaders: Record<string, string> = {},
): Promise<T> {
  const url = new URL(BASE_ADDRESS + path).href;
  const headers: Record<string, string> = { Accept: "application/json", ...extraHeaders };
  const request: RequestInit = { method, headers, redirect: "manual" };
  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
    request.body = JSON.stringify(body);
  }
  if (API_KEY) {
    headers["Authorization"] = `Bearer ${API_KEY}`;
  }
  for (let attempt = 1; ; attempt++) {
    let waitMillis = backoffMillis(attempt);
    try {
      const response = await fetch(url, { ...request, signal: AbortSignal.timeout(TIMEOUT_MILLIS) });
      const text = await response.text();
      const answer = jsonObject(text);
      if (response.ok && answer) {
        return answer as T;
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
    await new Promise<void>((resolve) => setTimeout(() => resolve(), waitMillis));
  }
}

function backoffMillis(attempt: number): number {
  return 1000 * 2 ** (attempt - 1) * (0.5 + Math.random() / 2);
}

/** Reads the header Retry-After, which holds seconds or a date. */
function retryAfterMillis(response: Response): number | undefined {
  const header = (response.headers.get("retry-after") ?? "").trim();
  if (/^\d+$/.test(header)) {
    return Number(header) * 1000;
  }
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

function jsonObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === "object" && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function randomKey(): string {
  const random = (): string => Math.random().toString(36).slice(2);
  return `${Date.now().toString(36)}-${random()}${random()}`;
}

/** Prints what a workload costs in energy, carbon and money. */
function printFigures(id: string, answer: { estimates: Estimates; warnings?: string[] }): void {
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

async function main(): Promise<void> {
  const submitted = await submitWorkload({
    // @example
    // use_smart_agent: true, // sends the workload and its notes to a third party
  });
  printFigures(submitted.id, submitted);

  const fetched = await getWorkload(submitted.id);
  console.log(`Fetched back, status: ${fetched.status}`);
  printFigures(WORKLOAD_ID, await getWorkload(WORKLOAD_ID)); // @with-workload-id
}

main().catch((failure: unknown) => {
  if (failure instanceof ApiError) {
    console.error(failure.message);
    for (const detail of failure.details) {
      console.error(`  ${detail.field}: ${detail.message}`);
    }
  } else {
    const cause = failure instanceof Error ? (failure as { cause?: Error }).cause : undefined;
    console.error(`No answer from ${BASE_ADDRESS}: ${cause?.message || String(failure)}`);
  }
  process.exitCode = 1;
});
