import json
import sys

from openapi_client import (
    ApiClient,
    ApiException,
    CompareRequest,
    Configuration,
    EstimateRequest,
    EstimatesApi,
    Submission,
    WorkloadsApi,
)

client = ApiClient(Configuration(host=sys.argv[1]))
workloads = WorkloadsApi(client)
estimates = EstimatesApi(client)
asked = dict(model_size_gb=70, num_gpus=8, gpu_type="H100", duration_hours=72)

submitted = workloads.submit_workload(Submission(**asked))
figures = submitted.estimates
print("submitted", figures.kwh, figures.calibrated.kwh.low, figures.calibrated.kwh.high)

found = workloads.get_workload(submitted.id, history=True, explain=True)
print("fetched", found.status, found.estimates.kwh)
print("history", len(found.history), "explained", str(len(found.explanation) > 0).lower())

print("estimated", estimates.estimate(EstimateRequest(**asked), explain=False).estimates.kwh)

compared = estimates.compare(CompareRequest(workload=EstimateRequest(**asked)))
print("compared", str(compared.alternatives[0].distinguishable).lower())

try:
    workloads.submit_workload(Submission.model_construct(**{**asked, "num_gpus": 0}))
except ApiException as refused:
    print("refused", json.loads(refused.body)["details"][0]["field"])

csv = "model_size_gb,num_gpus,gpu_type,duration_hours\n70,8,H100,72\n"
print("imported", workloads.import_workloads(csv, _content_type="text/csv").imported)
