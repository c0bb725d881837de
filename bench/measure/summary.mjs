/** Many rounds to one line a subject. */
import { median } from './median.mjs';

/**
 * @typedef {import('../subjects/subject.mjs').Subject} Subject
 * @typedef {import('./rounds.mjs').Sample} Sample
 * @typedef {Sample & { id: string, label: string, toFloor: number | null, toSdk: number | null, rounds: Sample[] }} Row
 *   medians over the rounds; `toFloor` and `toSdk` are ratios of CPU, the latter to the SDK's row in the same MCP revision
 */

/**
 * Ratios are taken within each round, where both sides met the same machine, and their median is reported.
 *
 * @param {readonly Subject[]} subjects
 * @param {readonly Map<Subject, Sample>[]} rounds
 * @returns {Row[]} of the subjects that came through every round
 */
export function summarise(subjects, rounds) {
  const byId = new Map(subjects.map((subject) => [subject.id, subject]));
  const ratio = (/** @type {Subject} */ subject, /** @type {Subject | undefined | ''} */ peer) => {
    const ratios = rounds.flatMap((round) => {
      const [own, other] = [round.get(subject), peer && round.get(peer)];
      return own && other ? [own.cpuPer10k / other.cpuPer10k] : [];
    });
    return ratios.length > 0 ? median(ratios) : null;
  };
  return subjects.flatMap((subject) => {
    const samples = rounds.flatMap((round) => round.get(subject) ?? []);
    if (samples.length < rounds.length) return [];
    const middle = (/** @type {keyof Sample} */ key) => median(samples.map((sample) => sample[key]));
    return {
      id: subject.id,
      label: subject.label,
      cpuPer10k: middle('cpuPer10k'),
      busy: middle('busy'),
      rate: middle('rate'),
      p50: middle('p50'),
      p99: middle('p99'),
      rssMb: middle('rssMb'),
      peakMb: middle('peakMb'),
      errors: samples.reduce((sum, sample) => sum + sample.errors, 0),
      toFloor: ratio(subject, byId.get('floor')),
      toSdk: ratio(subject, subject.sdk && byId.get(subject.sdk)),
      rounds: samples,
    };
  });
}
