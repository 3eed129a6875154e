import { SECOND_TEMPLATE } from './hash-of';
import { type Scenario } from './scenario';
import { type Situation } from './situation';

const CRASH_AFTER = 30;
const SECOND_AT = 60;

/** What a situation means for pods and people, beside what it means for requests. */
export function scenarioIn(situation: Situation, { operator = [] }: Pick<Scenario, 'operator'>): Partial<Scenario> {
  const { name, from = SECOND_AT, crashAfter = CRASH_AFTER } = situation;
  switch (name) {
    case 'never-ready': return { podStartup: Infinity };
    case 'canary-crashloops': return { crashAfter };
    case 'second-deploy': return { operator: [...operator, { at: from, action: 'release', version: SECOND_TEMPLATE }] };
    default: return {};
  }
}
