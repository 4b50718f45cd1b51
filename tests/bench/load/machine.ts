/** What /proc says about the server and about everyone else on this machine. Linux only. */
import { readdirSync, readFileSync } from 'node:fs';
import { round } from './samples.ts';

/** How fine /proc/stat counts. */
const ticksPerSecond = 100;

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // The process or thread ended meanwhile.
    return '';
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The process and everything it started, so that workers and clusters count. */
function family(pid: number): number[] {
  const children = list(`/proc/${pid}/task`).flatMap((task) =>
    read(`/proc/${pid}/task/${task}/children`)
      .split(' ')
      .filter((text) => text.trim() !== ''),
  );
  return [pid, ...children.flatMap((child) => family(Number(child)))];
}

function total(pid: number, file: string, pattern: RegExp): number {
  return family(pid)
    .map((member) => Number(pattern.exec(read(`/proc/${member}/${file}`))?.[1] ?? 0))
    .reduce((sum, value) => sum + value, 0);
}

/** Seconds on a CPU of all threads, to the nanosecond. */
export function cpuSeconds(pid: number): number {
  let nanoseconds = 0;
  for (const member of family(pid)) {
    for (const task of list(`/proc/${member}/task`)) {
      const spent = read(`/proc/${member}/task/${task}/schedstat`).split(' ')[0];
      nanoseconds += Number(spent === '' ? 0 : spent);
    }
  }
  return nanoseconds / 1e9;
}

export function residentMiB(pid: number): number {
  return total(pid, 'status', /VmRSS:\s+(\d+)/) / 1024;
}

function diskWriteBytes(pid: number): number {
  return total(pid, 'io', /^write_bytes: (\d+)/m);
}

/** Core-seconds since boot that were spent on anything, and that the hypervisor took. */
export function machineBusy(): { busy: number; stolen: number } {
  const cores = read('/proc/stat')
    .split('\n')
    .filter((line) => /^cpu\d/.test(line))
    .map((line) => line.trim().split(/\s+/).slice(1).map(Number));
  const sum = (columns: readonly number[]) =>
    cores.reduce((all, core) => all + columns.reduce((one, i) => one + (core[i] ?? 0), 0), 0);
  // user, nice, system, irq, softirq; steal
  return { busy: sum([0, 1, 2, 5, 6]) / ticksPerSecond, stolen: sum([7]) / ticksPerSecond };
}

export interface Metered {
  readonly secs: number;
  /** Share of the time in which the generator was busy. Near 1 it is the limit, not the server. */
  readonly genElu: number;
  readonly genCpu: number;
  readonly serverCpu: number;
  readonly serverCpuS: number;
  /** Cores' worth of work that was neither server nor generator. */
  readonly foreignCpu: number;
  readonly steal: number;
  readonly rssMiB: number | null;
  readonly diskWriteKiB: number | null;
}

/** Measures from its making until `stop`. */
export class Meter {
  private readonly pid: number | undefined;
  private readonly from = performance.now();
  private readonly loop = performance.eventLoopUtilization();
  private readonly machine = machineBusy();
  private readonly own = process.cpuUsage();
  private readonly server: number;
  private readonly disk: number;

  constructor(pid: number | undefined) {
    this.pid = pid;
    this.server = pid === undefined ? 0 : cpuSeconds(pid);
    this.disk = pid === undefined ? 0 : diskWriteBytes(pid);
  }

  stop(): Metered {
    const { pid } = this;
    const secs = (performance.now() - this.from) / 1000;
    const spent = process.cpuUsage(this.own);
    const own = (spent.user + spent.system) / 1e6;
    const server = pid === undefined ? 0 : cpuSeconds(pid) - this.server;
    const machine = machineBusy();
    const foreign = machine.busy - this.machine.busy - server - own;
    return {
      secs: round(secs, 3),
      genElu: round(performance.eventLoopUtilization(this.loop).utilization, 3),
      genCpu: round(own / secs, 3),
      serverCpu: round(server / secs, 4),
      serverCpuS: round(server, 4),
      foreignCpu: round(Math.max(0, foreign / secs), 3),
      steal: round((machine.stolen - this.machine.stolen) / secs, 3),
      rssMiB: pid === undefined ? null : round(residentMiB(pid), 1),
      diskWriteKiB: pid === undefined ? null : Math.round((diskWriteBytes(pid) - this.disk) / 1024),
    };
  }
}
