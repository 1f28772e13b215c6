"use strict";

const OVERDUE_HOURS = 26; // a nightly backup, and two hours
const STATUS = { COMPLETED: ["Completed", "good"], FAILED: ["Failed", "bad"], CANCELED: ["Canceled", "warn"] };

const byId = id => document.getElementById(id);
const clusters = new Map(); // name -> the last state of the cluster
const sections = new Map(); // name -> its element
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const absolute = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

const events = new EventSource("api/clusters");
events.onopen = () => setText(byId("connection"), "Live");
events.onerror = () => setText(byId("connection"), "Connection lost. Reconnecting…");
events.onmessage = event => {
  const cluster = JSON.parse(event.data);
  announceChanges(clusters.get(cluster.name), cluster);
  clusters.set(cluster.name, cluster);
  show(cluster);
  fillTenants();
};

// Ages change without an event.
setInterval(() => clusters.forEach(show), 15000);

function show(cluster) {
  const section = sections.get(cluster.name) ?? addSection(cluster.name);
  const problem = section.querySelector(".problem");
  setText(problem, cluster.problem ?? "");
  problem.hidden = !cluster.problem;
  section.querySelector(".fake").hidden = !cluster.isFake;

  const body = section.querySelector("tbody");
  const tenants = Object.values(cluster.tenants);
  [...body.rows].filter(row => !(row.dataset.tenant in cluster.tenants)).forEach(row => row.remove());
  tenants.forEach((tenant, index) => {
    let row = [...body.rows].find(existing => existing.dataset.tenant === tenant.name);
    if (!row) {
      row = addRow(cluster.name, tenant.name);
      body.insertBefore(row, body.rows[index] ?? null);
    }
    showTenant(row, tenant);
  });
}

function showTenant(row, tenant) {
  const [text, kind] = tenant.status ? STATUS[tenant.status] ?? [tenant.status, "warn"] : [tenant.isRunning ? "Not known" : "Never", "warn"];
  const status = row.querySelector(".status");
  const ended = tenant.endedAt ? new Date(tenant.endedAt) : null;
  const isOverdue = kind === "good" && ended && Date.now() - ended > OVERDUE_HOURS * 3600000;
  setText(status, isOverdue ? "Overdue" : text);
  status.dataset.kind = isOverdue ? "warn" : kind;

  const time = row.querySelector("time");
  setText(time, ended ? age(ended) : "–");
  time.dateTime = tenant.endedAt ?? "";
  time.title = ended ? absolute.format(ended) : "";

  const progress = row.querySelector("progress");
  progress.hidden = !tenant.isRunning;
  if (tenant.percent == null) progress.removeAttribute("value");
  else progress.value = tenant.percent;
  setText(row.querySelector(".pace"), tenant.isRunning ? pace(tenant) : "");
  setText(row.querySelector(".note"), tenant.note ?? "");

  // It stays focusable while it does nothing, so that the keyboard's place is not lost.
  const button = row.querySelector(".backup");
  button.setAttribute("aria-disabled", tenant.isRunning);
  setText(button.querySelector(".text"), tenant.isRunning ? "Backing up…" : "Back up now");
}

function pace(tenant) {
  if (tenant.percent == null) return "Starting…";
  const left = tenant.secondsLeft;
  const rest = left == null ? "" : left < 90 ? `, about ${left} s left` : `, about ${Math.round(left / 60)} min left`;
  return `${Math.floor(tenant.percent)} %${rest}`;
}

function age(time) {
  const seconds = Math.max(0, (Date.now() - time) / 1000);
  if (seconds < 60) return "just now";
  if (seconds < 5400) return relative.format(-Math.round(seconds / 60), "minute");
  if (seconds < 172800) return relative.format(-Math.round(seconds / 3600), "hour");
  return relative.format(-Math.round(seconds / 86400), "day");
}

function addSection(name) {
  const section = byId("cluster").content.firstElementChild.cloneNode(true);
  const title = section.querySelector("h2");
  title.id = `cluster-${sections.size}`;
  title.textContent = `Cluster ${name}`;
  section.setAttribute("aria-labelledby", title.id);
  section.querySelector("table").setAttribute("aria-labelledby", title.id);
  const next = [...sections.keys()].filter(other => other > name).sort()[0];
  byId("clusters").insertBefore(section, next ? sections.get(next) : null);
  sections.set(name, section);
  return section;
}

function addRow(cluster, tenant) {
  const row = byId("row").content.firstElementChild.cloneNode(true);
  row.dataset.tenant = tenant;
  row.querySelector("th").textContent = tenant;
  row.querySelectorAll("button .visually-hidden").forEach(label => label.textContent = ` (${tenant} in ${cluster})`);
  row.querySelector("progress").setAttribute("aria-label", `Backup of ${tenant} in ${cluster}`);
  row.querySelector(".backup").onclick = event => event.currentTarget.ariaDisabled === "true" || backUp(row, cluster, tenant);
  row.querySelector(".restore").onclick = () => {
    byId("restore-tenant").value = JSON.stringify([cluster, tenant]);
    byId("restore-time").focus();
  };
  return row;
}

async function backUp(row, cluster, tenant) {
  try {
    const { wasRunning } = await ask(`api/clusters/${encodeURIComponent(cluster)}/tenants/${encodeURIComponent(tenant)}/backup`, { method: "POST" });
    if (wasRunning) announce(`A backup of ${tenant} in ${cluster} is running already.`);
  } catch (error) {
    setText(row.querySelector(".note"), error.message);
    announce(`The backup of ${tenant} in ${cluster} was not started. ${error.message}`);
  }
}

byId("restore").onsubmit = async event => {
  event.preventDefault();
  const [cluster, tenant] = JSON.parse(byId("restore-tenant").value);
  const time = new Date(byId("restore-time").value);
  const answer = byId("restore-answer");
  answer.dataset.kind = "";
  answer.textContent = "Reading the backups…";
  try {
    const { isPossible, nearest, problem } = await ask(`api/clusters/${encodeURIComponent(cluster)}/tenants/${encodeURIComponent(tenant)}/restore?to=${encodeURIComponent(time.toISOString())}`);
    answer.dataset.kind = isPossible ? "good" : "bad";
    answer.textContent = problem ? `Not known: ${problem}`
      : isPossible ? `Yes: ${tenant} in ${cluster} can be restored to ${absolute.format(time)}.`
      : nearest ? `No: the nearest time that ${tenant} in ${cluster} can be restored to is ${absolute.format(new Date(nearest))}.`
      : `No: there is no time that ${tenant} in ${cluster} can be restored to.`;
  } catch (error) {
    answer.dataset.kind = "bad";
    answer.textContent = `Not known: ${error.message}`;
  }
};

async function ask(path, options) {
  const response = await fetch(path, options);
  if (response.ok) return response.json();
  const problem = await response.json().catch(() => ({}));
  throw new Error(problem.detail ?? `The server answered ${response.status}.`);
}

function announceChanges(before, now) {
  for (const tenant of Object.values(now.tenants)) {
    const was = before?.tenants[tenant.name];
    if (!was || was.isRunning === tenant.isRunning) continue;
    const [text] = STATUS[tenant.status] ?? ["ended"];
    announce(`Backup of ${tenant.name} in ${now.name}: ${tenant.isRunning ? "started" : text.toLowerCase()}.`);
  }
}

function announce(text) {
  byId("announcements").textContent = text;
}

function fillTenants() {
  const select = byId("restore-tenant");
  const wanted = [...clusters.values()].sort((a, b) => a.name < b.name ? -1 : 1).flatMap(cluster => Object.keys(cluster.tenants).map(tenant => [cluster.name, tenant]));
  if (wanted.map(pair => JSON.stringify(pair)).join() === [...select.options].map(option => option.value).join()) return;
  const chosen = select.value;
  select.replaceChildren(...wanted.map(([cluster, tenant]) => new Option(`${tenant} in ${cluster}`, JSON.stringify([cluster, tenant]))));
  if (chosen) select.value = chosen;
}

// A text that did not change is left alone, or a screen reader would read it again.
function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

byId("time-zone").textContent = `(${Intl.DateTimeFormat().resolvedOptions().timeZone})`;
const anHourAgo = new Date(Date.now() - 3600000);
byId("restore-time").value = new Date(anHourAgo - anHourAgo.getTimezoneOffset() * 60000).toISOString().slice(0, 16) + ":00";
