// Made-up work of three months for a look around; all of it in one project, so that it can go again.

import { ApiError, call } from './api.js';

/** The project that marks made-up work. */
export const SAMPLE_PROJECT = 'sample-data';

const DAY_MILLIS = 86_400_000;

const KINDS = [
  { name: 'Pre-training run', workload_type: 'training', gpu_type: 'NVIDIA H100 SXM', num_gpus: 16, duration_hours: 40, utilization_pct: 88, model_size_gb: 140, region: 'US-VA' },
  { name: 'Instruction tuning', workload_type: 'fine_tuning', gpu_type: 'NVIDIA A100 SXM 80GB', num_gpus: 8, duration_hours: 18, utilization_pct: 82, model_size_gb: 14, region: 'FR' },
  { name: 'Chat serving, one day', workload_type: 'inference', gpu_type: 'NVIDIA L40S', num_gpus: 12, duration_hours: 24, utilization_pct: 41, model_size_gb: 16, region: 'DE' },
  { name: 'Evaluation sweep', workload_type: 'inference', gpu_type: 'NVIDIA H100 SXM', num_gpus: 16, duration_hours: 6, utilization_pct: 73, model_size_gb: 70, region: 'US-VA' },
  { name: 'Notebook experiments', workload_type: 'other', gpu_type: 'RTX 4090', num_gpus: 2, duration_hours: 9, utilization_pct: 35, model_size_gb: 8 },
];
const ORDER = [2, 1, 2, 4, 3, 2, 0, 2, 1, 4, 2, 3];
const COUNT = 48;

/** Returns the made-up work, oldest first, up to now. */
export function sampleWorkloads(now) {
  return Array.from({ length: COUNT }, (_, index) => {
    const { name, ...kind } = KINDS[ORDER[index % ORDER.length]];
    const ageDays = ((COUNT - index) * 88) / COUNT;
    const stretch = 0.75 + ((index * 37) % 50) / 100;
    return {
      ...kind,
      duration_hours: Math.round(kind.duration_hours * stretch * 10) / 10,
      project: SAMPLE_PROJECT,
      notes: `${name} (sample data, made up)`,
      started_at: new Date(now.getTime() - ageDays * DAY_MILLIS).toISOString(),
    };
  });
}

/** Stores the made-up work and returns how many; `progress` gets done and all. */
export async function addSampleData(progress) {
  const work = sampleWorkloads(new Date());
  let next = 0;
  let done = 0;
  const store = async () => {
    while (next < work.length) {
      const one = work[next];
      next += 1;
      await storeOne(one, done % 12 === 11 ? 'failed' : 'completed');
      done += 1;
      progress(done, work.length);
    }
  };
  await Promise.all([store(), store(), store(), store()]);
  return done;
}

async function storeOne(work, status) {
  const { id } = await patiently(() => call('POST', '/api/workloads', { body: work }));
  await patiently(() => call('PATCH', `/api/workloads/${id}`, { body: { status } }));
}

// A server that limits the rate says so; made-up data can wait.
async function patiently(action) {
  for (;;) {
    try {
      return await action();
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 429) {
        throw error;
      }
      await new Promise((resolve) => {
        setTimeout(resolve, 5000);
      });
    }
  }
}

/** Deletes the made-up work; the answer says how many. */
export function removeSampleData() {
  return call('DELETE', '/api/workloads', { query: { project: SAMPLE_PROJECT } });
}
