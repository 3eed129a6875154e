import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo } from 'node:net';

/** A query of the controller, and what it was told. */
export interface AskedQuery {
  readonly query: string | null;
  /** Status of the answer. */
  readonly answer: number;
  /** Values of an instant vector. */
  readonly result?: unknown;
}

/** Stands between the controller and Prometheus, so that queries are recorded and Prometheus can be away. */
export class PrometheusProxy {
  static async start(prometheus: string, onQuery: (asked: AskedQuery) => void): Promise<PrometheusProxy> {
    const proxy = new PrometheusProxy(prometheus, onQuery);
    await new Promise<void>((resolve) => proxy.server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  /** Whether queries reach Prometheus. */
  isUp = true;

  private readonly server;

  private constructor(private readonly prometheus: string, private readonly onQuery: (asked: AskedQuery) => void) {
    this.server = createServer((request, response) => {
      this.answer(request).then(({ status, text }) => response.writeHead(status, { 'content-type': 'application/json' }).end(text), () => response.destroy());
    });
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage): Promise<{ status: number; text: string }> {
    const body = await textOf(request);
    const query = new URLSearchParams(body || request.url?.split('?')[1]).get('query');
    if (!this.isUp) {
      this.onQuery({ query, answer: 503 });
      return { status: 503, text: 'Service Unavailable' };
    }
    const headers = { 'content-type': request.headers['content-type'] ?? '' };
    const answer = await fetch(`${this.prometheus}${request.url}`, { method: request.method, headers, body: body === '' ? undefined : body });
    const text = await answer.text();
    this.onQuery({ query, answer: answer.status, result: valuesIn(text) });
    return { status: answer.status, text };
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf-8')) text += chunk;
  return text;
}

function valuesIn(text: string): unknown {
  const { data } = JSON.parse(text) as { data?: { result: { value?: [number, string] }[] } };
  return data?.result.map(({ value }) => value?.[1]);
}
