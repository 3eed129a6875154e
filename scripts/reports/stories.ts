import { type Outcome } from '../../src/simulation/timeline';

/** What is told about an example, besides what comes out of it. */
export interface Story {
  readonly about: string;
  /** The files that are looked at. @default - all that it gives */
  readonly files?: readonly string[];
  /** Objects that it takes for granted. @default - none */
  readonly assumed?: string;
  /** How long an open pause lasts. @default - there is none */
  readonly promoteAfter?: string;
  readonly good: Chapter;
  readonly bad: Chapter;
  readonly blind: Chapter;
}

/** How a release must end for the text to be true. */
export interface Chapter {
  readonly text: string;
  readonly outcome: Outcome;
}

const PASSES: Chapter = { text: 'Every measurement is good, and the release ends with its last pause.', outcome: 'promoted' };

const FAILS_CLOSED: Chapter = {
  text: 'No requests give an empty result, and `len(result) > 0` makes a failure of it: nothing speaks for the new version, so it is not promoted.',
  outcome: 'aborted',
};

export const STORIES: Readonly<Record<string, Story>> = {
  '01-three-words': {
    about: 'Service, steps and thresholds, and all numbers of the analysis derived: the first measurement waits until a scrape has seen a whole window, and as many as `failureLimit` tolerates fit into the pauses.',
    assumed: 'e2e/fixtures/01-three-words/assumed.yaml',
    good: PASSES,
    bad: { text: 'The success rate is 0 and not "no data", because of `or vector(0)`: one failure more than `failureLimit` aborts the release within the first weight.', outcome: 'aborted' },
    blind: FAILS_CLOSED,
  },
  '02-the-article': {
    about: 'The bundle of the article "Smart Canary Deployments", with its guard that cannot fire. Here somebody promotes it after a minute.',
    assumed: 'e2e/fixtures/02-the-article/assumed.yaml',
    promoteAfter: '1m',
    good: { text: 'One measurement in the half minute that is left for it, and a promotion.', outcome: 'promoted' },
    bad: { text: 'All requests to the new version fail, and it is promoted all the same: the service speaks gRPC, whose failed calls have response code 200, and there was time for one measurement where four failing ones are needed.', outcome: 'promoted' },
    blind: { text: 'Nobody calls: `result[0]` of an empty result is an error, the next try comes 10 s later, and the fifth aborts a release that may be healthy.', outcome: 'aborted' },
  },
  '03-grpc-service': {
    about: 'The service of the article done well: the status of the calls is measured, of the canary\'s pods alone, in four stages of ten minutes.',
    assumed: 'e2e/fixtures/03-grpc-service/assumed.yaml',
    good: PASSES,
    bad: { text: 'Every call fails with a response code of 200, and the release is aborted in its first stage: `grpc_response_status` tells.', outcome: 'aborted' },
    blind: FAILS_CLOSED,
  },
  '04-http-ingress': {
    about: 'A shop behind an ingress gateway. Testers come first, by a header, until somebody promotes after five minutes; then customers come, few at a time.',
    assumed: 'e2e/fixtures/04-http-ingress/assumed.yaml',
    promoteAfter: '5m',
    good: PASSES,
    bad: { text: 'The success rate aborts it at the first weight. Latency and volume stay good: a wrong answer may be a fast one.', outcome: 'aborted' },
    blind: FAILS_CLOSED,
  },
  '05-shared-analysis': {
    about: 'Three services that are judged by one shared template. They differ in names and arguments, so one of them is shown.',
    files: ['0000-platform.k8s.yaml', '0001-cart.k8s.yaml'],
    assumed: 'e2e/fixtures/05-shared-analysis/assumed.yaml',
    good: PASSES,
    bad: { text: 'The shared success rate aborts the release of this service, and touches no other\'s.', outcome: 'aborted' },
    blind: FAILS_CLOSED,
  },
  '06-host-routing': {
    about: 'Two Services in place of two subsets, with an autoscaler and `dynamicStableScale`: stable pods go as the canary takes over. How many there are is the autoscaler\'s to say, and not in the bundle, so the twin has one.',
    good: PASSES,
    bad: { text: 'It is aborted at the first weight, and its Service selects the stable version again.', outcome: 'aborted' },
    blind: FAILS_CLOSED,
  },
  '07-existing-objects': {
    about: 'Deployment, Services and VirtualServices belong to somebody else. They are not in the bundle, so the proof is given them beside it; without them it can prove the timing alone, and says so (SC0714).',
    assumed: 'e2e/fixtures/07-existing-objects/assumed.yaml',
    good: PASSES,
    bad: { text: 'The routes of two VirtualServices are weighted together, and go back together when the success rate aborts the release.', outcome: 'aborted' },
    blind: FAILS_CLOSED,
  },
};
