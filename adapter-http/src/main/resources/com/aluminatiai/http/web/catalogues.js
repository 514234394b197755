// The catalogues of accelerators and regions, fetched once, as choices for a combobox.

import { call } from './api.js';
import { number } from './format.js';

let gpuList = null;
let regionList = null;

/** Returns the accelerators of the catalogue. */
export function gpus() {
  gpuList ??= call('GET', '/api/gpus').then((body) => body.gpus);
  gpuList.catch(() => {
    gpuList = null;
  });
  return gpuList;
}

/** Returns the regions of the catalogue. */
export function regions() {
  regionList ??= call('GET', '/api/regions').then((body) => body.regions);
  regionList.catch(() => {
    regionList = null;
  });
  return regionList;
}

/** Accelerators to choose from; the value is the name, which the API finds again. */
export async function gpuChoices() {
  return (await gpus()).map((gpu) => ({
    value: gpu.name,
    label: gpu.name,
    note: [gpu.tdp_watts && `${number(gpu.tdp_watts)} W`, gpu.memory_gb && `${number(gpu.memory_gb)} GB`].filter(Boolean).join(' · '),
    search: [gpu.id, gpu.name, gpu.vendor, ...(gpu.aliases ?? [])].join(' ').toLowerCase().replaceAll(/[_-]/g, ' '),
  }));
}

/** Regions to choose from. */
export async function regionChoices() {
  return (await regions()).map((region) => ({
    value: region.code,
    label: regionLabel(region),
    note: region.grid_kg_per_kwh === undefined ? '' : `${number(region.grid_kg_per_kwh)} kg/kWh`,
    search: [region.code, region.name, region.provider ?? '', region.country].join(' ').toLowerCase().replaceAll(/[_-]/g, ' '),
  }));
}

/** A region's name with its code. */
export function regionLabel(region) {
  return region.name === region.code ? region.code : `${region.name} (${region.code})`;
}

/** The name of an accelerator by its id, or the id. */
export async function gpuNames() {
  try {
    const byId = new Map((await gpus()).map((gpu) => [gpu.id, gpu.name]));
    return (id) => byId.get(id) ?? id;
  } catch {
    return (id) => id;
  }
}
