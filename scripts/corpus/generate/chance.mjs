import { createRandom } from '../expect/random.mjs';

/** The choices of a generator, the same in every run with the same seed. */
export function createChance(seed) {
  const { chance, pick } = createRandom(seed);
  const between = (least, most) => least + Math.floor((pick(thousand) / 1000) * (most - least + 1));
  return {
    chance,
    pick,
    between,
    times: (least, most, make) => Array.from({ length: between(least, most) }, (_, index) => make(index)),
    /** Each item with this probability. */
    some: (items, probability) => items.filter(() => chance(probability)),
    shuffled: (items) =>
      items
        .map((item) => [pick(thousand), item])
        .sort(([a], [b]) => a - b)
        .map(([, item]) => item),
  };
}

const thousand = Array.from({ length: 1000 }, (_, index) => index);
