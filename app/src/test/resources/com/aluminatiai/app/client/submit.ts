import createClient from "openapi-fetch";
import type { components, paths } from "./api.js";

const client = createClient<paths>({ baseUrl: process.argv[2]! });

// Only what is required: a default must not make the other fields required.
// It is a submission, whose hours may be left out, and an estimate, whose hours may not.
const body = {
  model_size_gb: 70,
  num_gpus: 8,
  gpu_type: "H100",
  duration_hours: 72,
} satisfies components["schemas"]["Submission"];

const submitted = await client.POST("/api/workloads", { body });
if (submitted.error) {
  throw new Error(submitted.error.message);
}
const estimates = submitted.data.estimates;
console.log("submitted", estimates.kwh, estimates.calibrated.kwh.low, estimates.calibrated.kwh.high);

const found = await client.GET("/api/workloads/{id}", {
  params: { path: { id: submitted.data.id }, query: { history: true, explain: true } },
});
if (found.error || !found.data) {
  throw new Error(found.error?.message);
}
console.log("fetched", found.data.status, found.data.estimates.kwh);
console.log("history", found.data.history?.length, "explained", (found.data.explanation?.length ?? 0) > 0);

const estimated = await client.POST("/api/estimates", { params: { query: { explain: false } }, body });
console.log("estimated", estimated.data?.estimates.kwh);

const compared = await client.POST("/api/estimates/compare", { body: { workload: body } });
console.log("compared", compared.data?.alternatives[0]?.distinguishable);

const refused = await client.POST("/api/workloads", { body: { ...body, num_gpus: 0 } });
console.log("refused", refused.error?.details?.[0]?.field);

const csv = "model_size_gb,num_gpus,gpu_type,duration_hours\n70,8,H100,72\n";
const imported = await client.POST("/api/workloads/import", {
  headers: { "Content-Type": "text/csv" },
  body: csv,
  bodySerializer: (text) => text,
});
console.log("imported", imported.data?.imported);
