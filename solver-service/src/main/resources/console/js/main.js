// Follows the events and brings the page up to date: figures at once, tables and curves when their version changes.

import { Events, Problem } from "./api.js";
import { byId, el } from "./dom.js";
import { dayClock, duration, full, setZone, zoneName } from "./format.js";
import { MicrogridPage } from "./microgrid.js";
import { NowPage } from "./now.js";
import { Pages } from "./pages.js";

const REFRESH_MS = 1000;
const SILENT_MS = 8000;
const QUIET_MIN_MS = 30000;

const pages = new Pages({ now: new NowPage(refresh), microgrid: new MicrogridPage(refresh) }, openPage);
const events = new Events(receive);

const state = {
  community: new URLSearchParams(location.search).get("community") ?? "",
  snapshot: null, latest: null, paused: false, heardAt: performance.now(), heard: false,
  busy: false, trouble: "",
  advance: { time: null, at: 0, gapMs: 0 },
};

function receive(snapshot) {
  state.heardAt = performance.now();
  state.heard = true;
  state.latest = snapshot;
  if (!snapshot.community && snapshot.communities.length > 0 && state.community) {
    // The address names a community that is gone: follow the first one there is.
    state.community = "";
    events.follow("");
    return;
  }
  noteAdvance(snapshot);
  if (!state.paused) {
    state.snapshot = snapshot;
    showNow(snapshot);
  }
  showConnection(snapshot);
}

/** Learns how often a new interval comes, so that silence can be told from patience. */
function noteAdvance({ community }) {
  const { advance } = state;
  if (!community?.time || community.time === advance.time) return;
  const at = performance.now();
  if (advance.time !== null) advance.gapMs = advance.gapMs ? 0.7 * advance.gapMs + 0.3 * (at - advance.at) : at - advance.at;
  advance.time = community.time;
  advance.at = at;
}

function showNow(snapshot) {
  const now = snapshot.community;
  showCommunities(snapshot);
  byId("empty").hidden = Boolean(now);
  byId("content").hidden = !now;
  if (!now) {
    byId("community-name").textContent = "Tavan";
    return;
  }
  setZone(now.zone);
  byId("community-name").textContent = now.name || now.communityId;
  document.title = `${pages.title} · ${now.name || now.communityId} · Tavan`;
  const time = byId("clock");
  time.textContent = now.time ? full(now.time) : "No interval yet";
  if (now.time) time.setAttribute("datetime", now.time);
  byId("zone").textContent = zoneName(now.time ?? snapshot.serverTime);
  pages.show(snapshot);
}

function openPage() {
  if (state.snapshot) showNow(state.snapshot);
  refresh();
}

function showCommunities({ communities, community }) {
  const select = byId("community-select");
  select.hidden = communities.length < 2;
  const ids = communities.map((it) => it.communityId);
  if ([...select.options].map((it) => it.value).join("\n") !== ids.join("\n")) {
    select.replaceChildren(...communities.map((it) => el("option", { value: it.communityId }, it.name || it.communityId)));
  }
  if (community) select.value = community.communityId;
}

/** Reads again what the open page shows; one read after another. */
async function refresh() {
  const now = state.snapshot?.community;
  if (!now || state.busy || document.hidden) return;
  state.busy = true;
  try {
    await pages.current.refresh(now);
    state.trouble = "";
  } catch (error) {
    state.trouble = error instanceof Problem ? error.message : "";
  } finally {
    state.busy = false;
  }
}

function showConnection(snapshot) {
  const pill = byId("connection");
  const set = (words, mood) => {
    if (pill.textContent !== words) pill.textContent = words;
    pill.className = `pill ${mood}`;
  };
  const banner = byId("banner");
  const warn = (words, bad) => {
    banner.hidden = !words;
    banner.classList.toggle("bad", Boolean(bad));
    if (banner.textContent !== words) banner.textContent = words;
  };
  const silentMs = performance.now() - state.heardAt;
  if (!state.heard || silentMs > SILENT_MS) {
    set(state.heard ? "Connection lost" : "Connecting…", state.heard ? "bad" : "warn");
    warn(silentMs > SILENT_MS ? `No data for ${duration(silentMs / 1000)}: the service does not answer. Trying again; what is shown may be out of date.` : "", true);
    return;
  }
  if (snapshot.behind > 0) {
    set(`Reading history, ${snapshot.behind.toLocaleString("en-GB")} to go`, "warn");
    warn("");
    return;
  }
  const idleMs = snapshot.lastRecordAt ? Date.parse(snapshot.serverTime) - Date.parse(snapshot.lastRecordAt) + silentMs : 0;
  const now = snapshot.community;
  const patienceMs = Math.max(QUIET_MIN_MS, state.advance.gapMs ? 3 * state.advance.gapMs : 90000 * (now?.intervalMinutes ?? 1));
  if (now?.time && idleMs > patienceMs) {
    set("No new data", "warn");
    warn(`No new data for ${duration(idleMs / 1000)}. The newest interval ended ${dayClock(now.time)}.`);
    return;
  }
  set(state.paused ? "Paused" : "Live", state.paused ? "warn" : "good");
  warn(state.trouble);
}

byId("community-select").addEventListener("change", (event) => {
  state.community = event.target.value;
  state.advance = { time: null, at: 0, gapMs: 0 };
  history.replaceState(null, "", `?community=${encodeURIComponent(state.community)}${location.hash}`);
  events.follow(state.community);
});

byId("pause").addEventListener("click", (event) => {
  state.paused = !state.paused;
  event.target.setAttribute("aria-pressed", String(state.paused));
  event.target.textContent = state.paused ? "Resume" : "Pause";
  showConnection(state.latest);
});

events.follow(state.community);
setInterval(() => {
  showConnection(state.latest);
  refresh();
}, REFRESH_MS);
