import { type Chapter, STORIES, type Story } from './stories';
import { tell } from './tell';

/** Readiness as the proof assumes it, so that times agree. */
const POD_STARTUP = '20s';

/** The report about an example: what the proof says of it, and how its releases go. */
export async function reportOf(name: string): Promise<string> {
  const story = STORIES[name];
  if (!story) throw new Error(`example '${name}' must have a story in scripts/reports/stories.ts, got none; write what it shows`);
  const { good, bad, blind } = story;
  const parts = [
    `# ${name}`,
    story.about,
    `What follows is what the command line says of [its YAML](../../dist/${name}), which [this program](../../examples/${name}/main.ts) makes. \`npm run reports\` writes it.`,
    '## What the proof says',
    (await tell(['validate', ...namesIn(name, story)])).shown,
    ...await chapter('A good release', good, 'healthy', name, story),
    ...await chapter('A bad release', bad, 'canary-fails', name, story),
    'As `kubectl argo rollouts get rollout` would show it in the end:',
    (await tell(play('canary-fails', name, story, 'tree'))).shown,
    'And drawn:',
    fenced('mermaid', (await tell(play('canary-fails', name, story, 'mermaid'))).stdout),
    ...await chapter('Without data', blind, 'no-traffic', name, story),
  ];
  return `${parts.join('\n\n')}\n`;
}

async function chapter(title: string, { text, outcome }: Chapter, scenario: string, name: string, story: Story): Promise<string[]> {
  const { shown, exitCode } = await tell([...play(scenario, name, story), '--expect', outcome]);
  if (exitCode !== 0) throw new Error(`'${title}' of example '${name}' must end as ${outcome}, got another end; its text tells something else`);
  return [`## ${title}`, text, shown];
}

function play(scenario: string, name: string, story: Story, output?: string): string[] {
  const { promoteAfter } = story;
  return [
    'simulate', ...namesIn(name, story), '--scenario', scenario, '--pod-startup', POD_STARTUP,
    ...promoteAfter === undefined ? [] : ['--promote-after', promoteAfter], ...output === undefined ? [] : ['--output', output],
  ];
}

function namesIn(name: string, { files, assumed }: Story): string[] {
  const own = files ? files.map((file) => `dist/${name}/${file}`) : [`dist/${name}`];
  return [...own, ...assumed === undefined ? [] : [assumed]];
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\`\`\``;
}
