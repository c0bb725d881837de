import type { Json } from '../../src/index.ts';

/** Where everything in the sandbox is. */
export const region = 'europe-west';

export const regions: Json = [
  { id: 'europe-west', name: 'Europe - West', regionName: 'London, United Kingdom', gpuDevices: [] },
  { id: 'europe-west-netherlands', name: 'Europe - West 2', regionName: 'Eemshaven, Netherlands', gpuDevices: [] },
  { id: 'us-central', name: 'US - Central', regionName: 'Iowa, United States', gpuDevices: [] },
  { id: 'us-east', name: 'US - East', regionName: 'South Carolina, United States', gpuDevices: [] },
];
