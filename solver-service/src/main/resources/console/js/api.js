// Reads the API and follows its events.

export class Problem extends Error {}

export async function get(path) {
  const response = await fetch(`/api/v1/${path}`, { headers: { Accept: "application/json" } });
  const body = await response.json();
  if (!response.ok) throw new Problem(body.detail ?? `The server answered ${response.status}.`);
  return body;
}

export const communityPath = (id, rest = "") => `communities/${encodeURIComponent(id)}${rest}`;

/** Follows the events of a community; connects again by itself, also where the browser gives up. */
export class Events {
  constructor(onSnapshot) {
    this.onSnapshot = onSnapshot;
    this.source = null;
    this.retry = 0;
  }

  follow(community) {
    this.stop();
    this.source = new EventSource(`/api/v1/events${community ? `?community=${encodeURIComponent(community)}` : ""}`);
    this.source.addEventListener("snapshot", (event) => this.onSnapshot(JSON.parse(event.data)));
    this.source.addEventListener("error", () => {
      if (this.source.readyState === EventSource.CLOSED) {
        clearTimeout(this.retry);
        this.retry = setTimeout(() => this.follow(community), 3000);
      }
    });
  }

  stop() {
    clearTimeout(this.retry);
    this.source?.close();
  }
}
