// The HTTP API: one function, one error, and what the server offers.

const KEY = 'aluminatiai.key';
let askForKey = async () => null;
let asking = null;

/** A refusal of the API, in its own words. */
export class ApiError extends Error {
  constructor(status, code, message, details, requestId) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details ?? [];
    this.requestId = requestId;
  }
}

/** Returns the key of this tab, or null. */
export function storedKey() {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** Keeps a key for this tab only; null forgets it. */
export function storeKey(key) {
  try {
    if (key === null) {
      sessionStorage.removeItem(KEY);
    } else {
      sessionStorage.setItem(KEY, key);
    }
  } catch {
    // Without storage the key lives as long as the page.
  }
}

/** Sets what asks the user for a key; it resolves to null if the user declines. */
export function onKeyNeeded(ask) {
  askForKey = ask;
}

/** Builds a query string without empty values. */
export function queryOf(values) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== null && value !== '') {
      query.set(name, value);
    }
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

/** Calls the API and returns the body: parsed JSON, or the response itself with `raw`. */
export async function call(method, path, options = {}) {
  for (;;) {
    const key = storedKey();
    const response = await send(method, path, options);
    if (response.status !== 401 || !(await hasNewKey(key))) {
      return read(response, options);
    }
  }
}

function send(method, path, { query, body, headers, signal }) {
  const all = new Headers(headers);
  all.set('Accept', 'application/json');
  if (body !== undefined && !all.has('Content-Type')) {
    all.set('Content-Type', 'application/json');
  }
  const key = storedKey();
  if (key !== null) {
    all.set('Authorization', `Bearer ${key}`);
  }
  return fetch(path.replace(/^\//, '') + queryOf(query ?? {}), {
    method,
    headers: all,
    body: typeof body === 'string' || body === undefined ? body : JSON.stringify(body),
    signal,
    cache: 'no-store',
  });
}

// Several calls are refused at once: the first asks, the others wait for the same answer.
async function hasNewKey(refused) {
  if (storedKey() !== refused) {
    return true;
  }
  asking ??= askForKey().finally(() => {
    asking = null;
  });
  const key = await asking;
  if (key === null) {
    return false;
  }
  storeKey(key);
  return true;
}

async function read(response, { raw }) {
  if (!response.ok) {
    throw await errorOf(response);
  }
  if (raw) {
    return response;
  }
  return response.status === 204 ? null : response.json();
}

async function errorOf(response) {
  const requestId = response.headers.get('X-Request-Id');
  let body = null;
  try {
    body = await response.json();
  } catch {
    // Something between the browser and the API answered.
  }
  return new ApiError(
    response.status,
    body?.error ?? 'unknown',
    body?.message ?? `The server answered ${response.status}.`,
    body?.details,
    requestId,
  );
}

let document_ = null;

async function openApi() {
  document_ ??= fetch('openapi.json')
    .then((response) => (response.ok ? response.json() : null))
    .catch(() => null);
  return document_;
}

/** Whether the server says that it has an operation. */
export async function offers(method, path) {
  const operations = (await openApi())?.paths?.[path];
  return operations !== undefined && operations[method.toLowerCase()] !== undefined;
}

/** What the server says of its agent: `{configured, model}`, or null if it says nothing. */
export async function agentOffer() {
  return (await openApi())?.info?.['x-smart-agent'] ?? null;
}

/** Whether an error is only that the page went on to something else. */
export function isAbort(error) {
  return error instanceof DOMException && error.name === 'AbortError';
}
