import { hasVectors } from "../wasm/library.ts";
import type { Place } from "./code.ts";
import { javascriptMachine, type Machine, vectorMachine } from "./machine.ts";
import type { Program } from "./program.ts";
import { countDraws, countTargets, type Operand, type Routine, unpackRoutine } from "./routine.ts";
import { type Segment, Segmenter } from "./segments.ts";

/** Where the values of factors come from: a plan, or the nominal point. */
export interface FactorSource {
  /** Writes the values of one component of a factor for rows from..to−1 into `out` from `offset` on. */
  fill(factor: number, component: number, from: number, to: number, out: Float64Array, offset: number): void;
}

/** What receives the values of one target: `values(row) = memory[offset + ((row − from) & mask)]`. */
export type Receive = (
  target: number,
  from: number,
  to: number,
  memory: Float64Array,
  offset: number,
  mask: number,
) => void;

/** A model made ready. Rows are loaded first: what systems have in common is then computed once for all of them. */
export interface Evaluator {
  /** The most rows that can be loaded at once. */
  readonly mostRows: number;
  load(from: number, to: number): void;
  /** Gives every target of one system for all rows loaded. */
  evaluate(system: number, receive: Receive): void;
}

/** Runs a compiled model. All back ends give the same bits. */
export interface BackEnd {
  readonly name: BackEndName;
  makeMachine(): Machine;
  prepare(program: Program, source: FactorSource): Evaluator;
}

/** Plain loops: everywhere, and slower. */
export const javascript = backEnd("javascript", javascriptMachine);
/** The vector functions of src/wasm, where the engine has them (`hasVectors`). */
export const webAssembly = backEnd("webassembly", vectorMachine);
export const backEndNames = ["webassembly", "javascript"] as const;
export type BackEndName = (typeof backEndNames)[number];

/** The back end of this name; the fastest that the engine has without one, or where it lacks the one named. */
export function backEndNamed(name?: BackEndName): BackEnd {
  return name === "javascript" || !hasVectors() ? javascript : webAssembly;
}

function backEnd(name: BackEndName, makeMachine: () => Machine): BackEnd {
  return { name, makeMachine, prepare: (program, source) => prepareOn(makeMachine(), program, source) };
}

/** A block's registers should stay within a core's second-level cache. */
const blockRows = 512;
/** Doubles between columns: a multiple of 4 KB apart, all would compete for the same few lines of a cache. */
const gap = 8;
/** Room for the columns of all rows loaded: 64 MB. */
const wholeDoubles = 2 ** 23;

/** Columns that hold all rows: of the common registers, and of one system's draws and targets. */
function wholeColumns({ commonRegisters, systems }: Program) {
  const draws = systems.reduce((most, system) => Math.max(most, countDraws(system)), 0);
  const targets = systems.reduce((most, system) => Math.max(most, countTargets(system)), 0);
  return { draws, all: commonRegisters + draws + targets };
}

/** Most rows, a whole number of blocks, whose columns have room. */
export function mostRowsOf(program: Program): number {
  const blocks = Math.floor(wholeDoubles / (Math.max(1, wholeColumns(program).all) * blockRows));
  return Math.max(1, blocks) * blockRows;
}

/** Where a program's values stand for so many rows; other values than these come and go block by block. */
interface Layout {
  readonly rows: number;
  /** Of the common registers, which hold all rows. */
  common(register: number): Place;
  /** Of what one system draws, which holds all rows. */
  drawn(index: number): Place;
  /** Of one system's targets that are computed, which hold all rows. */
  target(index: number): Place;
  /** Of one system's other registers. */
  own(register: number): Place;
  readonly scalars: number;
}

/** The code of a routine, and where its draws and targets stand. */
interface Prepared {
  readonly segments: readonly Segment[];
  readonly draws: readonly (Routine["draws"][number] & Place)[];
  readonly targets: readonly Place[];
}

function prepareOn(machine: Machine, program: Program, source: FactorSource): Evaluator {
  const segmenter = new Segmenter(machine);
  let layout: Layout | undefined;
  let common: Prepared;
  let systems: readonly (() => Prepared)[];
  let [first, last] = [0, 0];

  const makeRoom = (rows: number): void => {
    if (layout !== undefined && layout.rows >= rows) return;
    const made = layOut(machine, program, rows);
    layout = made;
    common = prepareRoutine(unpackRoutine(program.common), made, segmenter, "common", made.common);
    systems = program.systems.map((system) =>
      once(() => prepareSystem(unpackRoutine(system), made, segmenter)),
    );
  };
  const draw = ({ draws }: Prepared): void => {
    for (const { factor, component, offset } of draws)
      source.fill(factor, component, first, last, machine.memory(), offset);
  };
  const blocks = (run: (block: number, from: number, to: number) => void): void => {
    for (let from = first, block = 0; from < last; from += blockRows, block++)
      run(block, from, Math.min(last, from + blockRows));
  };
  return {
    mostRows: mostRowsOf(program),
    load(from, to) {
      if (first === from && last === to) return;
      [first, last] = [from, to];
      makeRoom(to - from);
      draw(common);
      blocks((block, from, to) => run(common, to - from, block));
    },
    evaluate(system, receive) {
      const prepared = systems[system]!();
      draw(prepared);
      blocks((block, from, to) => run(prepared, to - from, block));
      prepared.targets.forEach(({ offset, mask }, target) => {
        receive(target, first, last, machine.memory(), offset, mask);
      });
    },
  };
}

function run({ segments }: Prepared, rows: number, block: number): void {
  for (const segment of segments) segment(rows, block);
}

function layOut(machine: Machine, program: Program, rows: number): Layout {
  const { scalars, commonRegisters, ownRegisters } = program;
  const { draws, all } = wholeColumns(program);
  const length = Math.ceil(rows / blockRows) * blockRows + gap;
  const columns = machine.allocate(all * length);
  const own = machine.allocate(ownRegisters * (blockRows + gap));
  const whole = (index: number): Place => ({ offset: columns + index * length, mask: -1, stride: blockRows });
  return {
    rows,
    common: whole,
    drawn: (index) => whole(commonRegisters + index),
    target: (index) => whole(commonRegisters + draws + index),
    own: (register) => ({ offset: own + register * (blockRows + gap), mask: -1, stride: 0 }),
    scalars: placeScalars(machine, scalars),
  };
}

/** Writes scalars, each twice, so that vector functions may read pairs; where the first stands. */
export function placeScalars(machine: Machine, scalars: Float64Array): number {
  const start = machine.allocate(2 * scalars.length);
  const memory = machine.memory();
  scalars.forEach((value, index) => {
    memory.fill(value, start + 2 * index, start + 2 * index + 2);
  });
  return start;
}

export function scalarPlace(start: number, index: number): Place {
  return { offset: start + 2 * index, mask: 0, stride: 0 };
}

function prepareSystem(system: Routine, layout: Layout, segmenter: Segmenter): Prepared {
  const places = new Map(system.draws.map(({ out }, index) => [out, layout.drawn(index)]));
  system.targets.forEach(({ space, index }, target) => {
    if (space === "own" && !places.has(index)) places.set(index, layout.target(target));
  });
  const own = (register: number): Place => places.get(register) ?? layout.own(register);
  return prepareRoutine(system, layout, segmenter, "own", own);
}

function prepareRoutine(
  { draws, instructions, targets }: Routine,
  layout: Layout,
  segmenter: Segmenter,
  space: "common" | "own",
  own: (register: number) => Place,
): Prepared {
  const placeOf = ({ space, index }: Operand): Place => {
    if (space === "scalar") return scalarPlace(layout.scalars, index);
    return space === "common" ? layout.common(index) : own(index);
  };
  // Whatever systems have in common is read by some of them.
  const read = new Set(targets.flatMap((target) => (target.space === "own" ? [target.index] : [])));
  const isRead = (register: number): boolean => space === "common" || read.has(register);
  return {
    segments: segmenter.segments({ instructions, space, isRead, placeOf }),
    draws: draws.map((draw) => ({ ...draw, ...own(draw.out) })),
    targets: targets.map(placeOf),
  };
}

/** A value made when it is first asked for. */
export function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
