import io
import sys

from api import Client
from api.api.estimates import compare, estimate
from api.api.workloads import get_workload, import_workloads, submit_workload
from api.models import CompareRequest, Error, EstimateRequest, ImportWorkloadsFormat, Submission
from api.types import File

client = Client(base_url=sys.argv[1])
asked = dict(model_size_gb=70, num_gpus=8, gpu_type="H100", duration_hours=72)

submitted = submit_workload.sync(client=client, body=Submission(**asked))
figures = submitted.estimates
print("submitted", figures.kwh, figures.calibrated.kwh.low, figures.calibrated.kwh.high)

found = get_workload.sync(submitted.id, client=client, history=True, explain=True)
print("fetched", found.status, found.estimates.kwh)
print("history", len(found.history), "explained", str(len(found.explanation) > 0).lower())

estimated = estimate.sync(client=client, body=EstimateRequest(**asked))
print("estimated", estimated.estimates.kwh)

compared = compare.sync(client=client, body=CompareRequest(workload=EstimateRequest(**asked)))
print("compared", str(compared.alternatives[0].distinguishable).lower())

refused = submit_workload.sync(client=client, body=Submission(**{**asked, "num_gpus": 0}))
assert isinstance(refused, Error)
print("refused", refused.details[0].field)

csv = b"model_size_gb,num_gpus,gpu_type,duration_hours\n70,8,H100,72\n"
imported = import_workloads.sync(client=client, body=File(payload=io.BytesIO(csv)), format_=ImportWorkloadsFormat.CSV)
print("imported", imported.imported)
